package dev.domovoi.app.router;

import dev.domovoi.decide.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a client was last heard, through which router, and what was last found of it. One object for each client: what
/// lives for seconds only would fill the heap's old generation with dead ones.
final class LastHeard {
    /// nlbwmon does not say through which router.
    static final String ANY = "";

    private long atMillis;
    private String router = ANY;
    private Optional<String> finding = Optional.empty();
    private long alarmingMillis;

    void hear(Instant now, String through) {
        atMillis = now.toEpochMilli();
        router = through;
    }

    void find(String kind, Instant now) {
        finding = Optional.of(kind);
        alarmingMillis = now.toEpochMilli();
    }

    /// What was found goes on: it is told once, not while it lasts.
    void goesOn(Instant alarmingAt) {
        alarmingMillis = Math.max(alarmingMillis, alarmingAt.toEpochMilli());
    }

    void clockSet(Duration by) {
        atMillis += by.toMillis();
        alarmingMillis += by.toMillis();
    }

    Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }

    /// Empty where that is not known.
    Optional<String> router() {
        return Optional.of(router).filter(name -> !name.equals(ANY));
    }

    boolean hasFinding() {
        return finding.isPresent();
    }

    /// The kind of the newest finding, for as long as an incident of it would stay open.
    Optional<String> finding(Instant now) {
        Instant end = Instant.ofEpochMilli(alarmingMillis).plus(Incident.CALM);
        return now.isBefore(end) ? finding : Optional.empty();
    }
}
