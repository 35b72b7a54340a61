package dev.domovoi.app;

import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.HomeState;
import java.util.List;
import java.util.Optional;

/// Where deciding's state is kept, before anything of it is told or done. Belongs to the home thread.
interface Ledger {
    /// The state that was kept last; the empty one where nothing was kept yet.
    HomeState restored();

    /// Keeps the state and the decisions; present where nothing may be done on the strength of this state, and why.
    /// Throws a StoreException where this process's own store cannot be written: nothing may be done then either.
    Optional<String> keep(HomeState state, List<KeptDecision> decisions);

    /// Keeps what merely ages: a loss of it would do no harm.
    void age(HomeState state);
}
