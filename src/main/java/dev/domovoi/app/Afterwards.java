package dev.domovoi.app;

import dev.domovoi.app.store.ClosedIncidents;
import dev.domovoi.app.store.ClosedIncidents.Closed;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is still to be known of incidents that are over: they are kept for some weeks, and a person may say of one what
/// it was. Belongs to the home thread.
final class Afterwards {
    private static final System.Logger LOG = System.getLogger(Afterwards.class.getName());

    private static final long DAYS_PER_WEEK = 7;

    private final ClosedIncidents closed;
    private final InstantSource clock;

    Afterwards(ClosedIncidents closed, InstantSource clock) {
        this.closed = closed;
        this.clock = clock;
    }

    /// An incident before and after a person said something of it.
    record Judged(Incident before, Incident after) {}

    /// Keeps those that a step has closed.
    void changed(HomeState before, HomeState after) {
        if (before.incidents().equals(after.incidents())) {
            return;
        }
        Set<String> open = after.incidents().stream().map(Incident::id).collect(Collectors.toCollection(HashSet::new));
        before.incidents().stream()
                .filter(incident -> !open.contains(incident.id()))
                .forEach(this::keep);
    }

    private void keep(Incident incident) {
        try {
            closed.keep(new Closed(incident, clock.instant()));
        } catch (StoreException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "incident {0} is over, and not kept: {1}",
                    incident.id(),
                    failed.getMessage());
        }
    }

    static String unknown(Event.Feedback said) {
        return "Nothing is known of an incident " + said.incident() + ": it is not open, and none of that id was closed"
                + " in the last " + ClosedIncidents.KEPT.toDays() / DAYS_PER_WEEK
                + " weeks. What was said of it is lost.";
    }

    static String lost(Event.Feedback said, StoreException failed) {
        return "What was said of incident " + said.incident() + " is lost: " + failed.getMessage()
                + ". Say it again when that is mended.";
    }

    static String known(Incident incident, Event.Feedback said) {
        return "Incident " + incident.id() + " of " + incident.name() + ", which is over, was "
                + (said.real() ? "real." : "a false alarm.");
    }

    /// Writes down what was said; empty where no incident of that id was closed in the last weeks.
    Optional<Judged> judge(Event.Feedback said) {
        Optional<Closed> known = closed.find(said.incident());
        known.ifPresent(one -> closed.keep(new Closed(one.incident().judged(said.real()), one.closedAt())));
        return known.map(one -> new Judged(one.incident(), one.incident().judged(said.real())));
    }
}
