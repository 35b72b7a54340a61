package dev.domovoi.act.router;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/// One command to the agent on a router. `counter` must be larger than in every command before; after `expires` the
/// router does not take it any more.
public record RouterCommand(String router, long counter, Verb verb, String mac, Duration length, Instant expires) {
    /// What every client stands for in a release.
    public static final String ALL = "-";

    /// The longest that a router keeps a client out.
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern ROUTER = Pattern.compile("[^/+#\\p{Cntrl}]{1,200}");

    /// What is to be done.
    public enum Verb {
        QUARANTINE,
        RELEASE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RouterCommand {
        if (!ROUTER.matcher(router).matches()) {
            throw new IllegalArgumentException("router must be one level of a topic, was \"" + router + "\"");
        }
        if (counter < 1) {
            throw new IllegalArgumentException("counter for " + router + " must be positive, was " + counter);
        }
        boolean isAll = verb == Verb.RELEASE && mac.equals(ALL);
        if (!isAll && !MAC.matcher(mac).matches()) {
            throw new IllegalArgumentException("client must be a MAC in small letters, was \"" + mac + "\"");
        }
        boolean isInTime =
                verb == Verb.RELEASE ? length.isZero() : length.toSeconds() >= 1 && length.compareTo(LONGEST) <= 0;
        if (!isInTime) {
            throw new IllegalArgumentException(
                    "length of " + verb.word() + " must be 1 s to " + LONGEST + ", none to release; was " + length);
        }
    }

    /// Keeps the client out for so long.
    public static RouterCommand quarantine(String router, long counter, String mac, Duration length, Instant expires) {
        return new RouterCommand(router, counter, Verb.QUARANTINE, mac, length, expires);
    }

    /// Lets the client in again, or all with [#ALL].
    public static RouterCommand release(String router, long counter, String mac, Instant expires) {
        return new RouterCommand(router, counter, Verb.RELEASE, mac, Duration.ZERO, expires);
    }

    /// As the router reads it.
    String line() {
        return counter + " " + verb.word() + " " + mac + " " + length.toSeconds() + " " + expires.getEpochSecond();
    }
}
