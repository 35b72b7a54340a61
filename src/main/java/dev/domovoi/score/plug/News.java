package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.time.Duration;

/// The rule against repetition: a surprise that is worth telling is news, and for half an hour each time that it grows.
/// Later only what clearly exceeds it is news again, until nothing worth telling has come for hours.
final class News {
    static final int STATE_BYTES = Double.BYTES + 2 * Long.BYTES;

    /// About twice a week.
    private static final double LEAST_NATS = 2.8;

    private static final double CLEARLY = 1.25;
    private static final long GROWING_SECONDS = Duration.ofMinutes(30).toSeconds();
    private static final long FORGET_SECONDS = Duration.ofHours(4).toSeconds();

    private double toldNats;
    private long beganAt;
    private long heardAt;

    /// The surprise if it is news, else 0.
    double of(long second, double surpriseNats) {
        if (surpriseNats < LEAST_NATS) {
            return 0;
        }
        if (second - heardAt > FORGET_SECONDS) {
            toldNats = 0;
        }
        heardAt = second;
        boolean grows = second - beganAt < GROWING_SECONDS;
        if (surpriseNats <= (grows ? toldNats : CLEARLY * toldNats)) {
            return 0;
        }
        if (!grows) {
            beganAt = second;
        }
        toldNats = surpriseNats;
        return surpriseNats;
    }

    void forget() {
        toldNats = 0;
        beganAt = 0;
        heardAt = 0;
    }

    void save(ByteBuffer to) {
        to.putDouble(toldNats).putLong(beganAt).putLong(heardAt);
    }

    void load(ByteBuffer from) {
        toldNats = from.getDouble();
        beganAt = from.getLong();
        heardAt = from.getLong();
    }
}
