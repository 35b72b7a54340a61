package dev.domovoi.app;

import dev.domovoi.app.cluster.LedgerMap;
import dev.domovoi.app.cluster.Term;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.HomeState;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The ledger of a leader: its own store and the one in the cluster, which the next leader reads.
///
/// What the cluster's ledger does not hold may not be done, because the next leader would do it again. The next state
/// is written whole, so that a failure costs no more than what was decided meanwhile.
final class SharedLedger implements Ledger {
    private final Ledger local;
    private final LedgerMap map;
    private final Term term;
    private final InstantSource clock;
    private final HomeState restored;
    private final Optional<String> unusable;
    private volatile Optional<String> trouble;

    private SharedLedger(
            Ledger local,
            LedgerMap map,
            Term term,
            InstantSource clock,
            HomeState restored,
            Optional<String> unusable) {
        this.local = local;
        this.map = map;
        this.term = term;
        this.clock = clock;
        this.restored = restored;
        this.unusable = unusable;
        this.trouble = unusable;
    }

    /// What came of opening it.
    sealed interface Opening {
        record Opened(SharedLedger ledger) implements Opening {}

        /// Another attempt may do better.
        record Away(String why) implements Opening {}
    }

    /// Opens the cluster's ledger for this term. Where that is forbidden, or what is in it cannot be read, the watch
    /// goes on from this pod's own store, and nothing is done.
    static Opening open(Ledger local, LedgerMap map, Term term, InstantSource clock) throws InterruptedException {
        return switch (map.open()) {
            case LedgerMap.Opened.Ours ours -> new Opening.Opened(restored(local, map, term, clock, ours.lines()));
            case LedgerMap.Opened.Away away -> new Opening.Away(away.why());
            case LedgerMap.Opened.Forbidden forbidden ->
                new Opening.Opened(
                        new SharedLedger(local, map, term, clock, local.restored(), Optional.of(forbidden.why())));
        };
    }

    private static SharedLedger restored(
            Ledger local, LedgerMap map, Term term, InstantSource clock, List<String> lines) {
        try {
            HomeState state = lines.isEmpty() ? local.restored() : HomeState.restored(lines);
            return new SharedLedger(local, map, term, clock, state, Optional.empty());
        } catch (IllegalArgumentException unreadable) {
            String why = "the cluster's ledger cannot be read: " + unreadable.getMessage();
            return new SharedLedger(local, map, term, clock, local.restored(), Optional.of(why));
        }
    }

    @Override
    public HomeState restored() {
        return restored;
    }

    /// Why nothing may be done at present; empty while the cluster's ledger is as it should be. For any thread.
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public Optional<String> keep(HomeState state, List<KeptDecision> decisions) {
        try {
            local.keep(state, decisions);
        } finally { // a pod whose disk fails still hands on what it decided
            trouble = unusable.or(() -> shared(state));
        }
        return trouble;
    }

    @Override
    public void age(HomeState state) {
        try {
            local.age(state);
        } finally {
            trouble = unusable.or(() -> shared(state));
        }
    }

    private Optional<String> shared(HomeState state) {
        List<String> lines = state.essential(clock.instant()).durable();
        if (!term.isHeld()) {
            return Optional.of("another pod may lead by now");
        }
        if (map.holds(lines)) {
            return Optional.empty();
        }
        try {
            return switch (map.write(lines)) {
                case LedgerMap.Written.Done done -> Optional.empty();
                case LedgerMap.Written.Failed failed -> Optional.of(failed.why());
                case LedgerMap.Written.Fenced fenced -> {
                    term.end(fenced.why());
                    yield Optional.of(fenced.why());
                }
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("stopped while the cluster's ledger was written");
        }
    }
}
