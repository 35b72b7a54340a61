package dev.domovoi.app;

import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.HomeState;
import java.util.List;
import java.util.Optional;

/// The ledger of a process that is alone: its own store. `loss` says why nothing may be done on the strength of it:
/// what it held is lost, or what it holds will be.
record LocalLedger(Store store, Optional<String> loss) implements Ledger {
    LocalLedger(Store store) {
        this(store, Optional.empty());
    }

    @Override
    public HomeState restored() {
        List<String> lines = store.home();
        return lines.isEmpty() ? HomeState.empty() : HomeState.restored(lines);
    }

    @Override
    public Optional<String> keep(HomeState state, List<KeptDecision> decisions) {
        store.keep(state.durable(), decisions);
        return loss;
    }

    @Override
    public void age(HomeState state) {
        store.keep(state.durable(), List.of());
    }
}
