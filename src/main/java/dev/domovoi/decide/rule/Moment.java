package dev.domovoi.decide.rule;

import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// All that a rule is judged by, right now: one thing and the home around it. One of it is used again and again.
final class Moment {
    private static final long MINUTE_MILLIS = 60_000;

    private final ZoneId zone;
    private final Map<String, Known> named;
    final Known home;
    final Map<String, Long> triggeredAt = new HashMap<>();
    Known subject;
    long now;
    long[] timers = {};
    /// Whether a rule's condition is asked again after it has begun.
    boolean hasBegun;

    private long localMinute = Long.MIN_VALUE;
    private ZonedDateTime local;
    private final Map<Scope, Known> nobody = new EnumMap<>(Scope.class);

    Moment(ZoneId zone, Known home, Map<String, Known> named) {
        this.zone = zone;
        this.home = home;
        this.subject = home;
        this.named = named;
        for (Scope scope : Scope.values()) {
            nobody.put(scope, new Known(new Subject(scope, new DeviceId("nobody", "nobody"))));
        }
        this.local = Instant.EPOCH.atZone(zone);
    }

    /// Local time, to the minute.
    ZonedDateTime local() {
        long minute = Math.floorDiv(now, MINUTE_MILLIS);
        if (minute != localMinute) {
            localMinute = minute;
            local = Instant.ofEpochMilli(minute * MINUTE_MILLIS).atZone(zone);
        }
        return local;
    }

    /// The thing of that kind with that name, or one of which nothing is known.
    Known named(Scope scope, String name) {
        Known found = named.get(key(scope, name));
        return found == null ? nobody.getOrDefault(scope, home) : found;
    }

    static String key(Scope scope, String name) {
        return scope.word() + " " + name;
    }
}
