package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes into the ledger what must not be lost; what could not be written is written as soon as that is possible
/// again. Belongs to the home thread.
final class Keeping {
    /// Decisions that wait to be written; the oldest go first.
    private static final int MOST_OWED = 1_000;

    /// A ledger that failed is tried again that often, also where nothing else calls for it.
    private static final Duration TRIED_EVERY = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Vitals vitals;
    private final Narrator narrator;
    private final InstantSource clock;
    private final Map<String, KeptDecision> owed = new LinkedHashMap<>();
    private Optional<String> refusal = Optional.empty();
    private Instant triedAt = Instant.EPOCH;

    Keeping(Ledger ledger, Vitals vitals, Narrator narrator, InstantSource clock) {
        this.ledger = ledger;
        this.vitals = vitals;
        this.narrator = narrator;
        this.clock = clock;
    }

    /// Why nothing may be done at present.
    Optional<String> refusal() {
        return refusal;
    }

    /// Keeps a step, where `isDue` says that something of it must not be lost; whether things may be done.
    boolean keep(Step step, boolean isDue) {
        withdraw(step);
        for (Decision decision : step.decisions()) {
            owed.put(decision.id(), new KeptDecision(decision.id(), decision.at(), JsonLines.of(decision)));
            if (owed.size() > MOST_OWED) {
                owed.remove(owed.keySet().iterator().next());
            }
        }
        Instant now = clock.instant();
        boolean isOverdue =
                refusal.isPresent() && Duration.between(triedAt, now).abs().compareTo(TRIED_EVERY) >= 0;
        if (isDue || isOverdue) {
            triedAt = now;
            refuse(written(step.state()));
        }
        return refusal.isEmpty();
    }

    /// What could not be kept may have been decided once more, to another end: then what was to be is none.
    private void withdraw(Step step) {
        long newest = step.state().counters().decisions();
        owed.keySet().removeIf(id -> Long.parseLong(id.substring(2)) > newest);
    }

    private Optional<String> written(HomeState state) {
        try {
            Optional<String> why = ledger.keep(state, List.copyOf(owed.values()));
            owed.clear();
            return why;
        } catch (StoreException failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }

    /// Said when it begins and when it is over, not at each step.
    private void refuse(Optional<String> why) {
        if (why.isPresent() && refusal.isEmpty()) {
            narrator.say(Kind.TROUBLE, "Acting is refused for now: " + why.get() + ".");
        } else if (why.isEmpty() && refusal.isPresent()) {
            narrator.say(Kind.NEWS, "What is decided can be kept again: acting is refused no longer.");
        }
        refusal = why;
        vitals.kept(why);
    }
}
