package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.time.Duration;

/// The rule against repetition: a surprise is news only if it is worth telling and clearly exceeds the last news,
/// which counts until nothing half as surprising has come for hours.
final class News {
    static final int STATE_BYTES = Double.BYTES + Long.BYTES;

    /// About twice a week.
    private static final double LEAST_NATS = 2.8;

    private static final double CLEARLY = 1.25;
    private static final double STILL = 0.5;
    private static final long FORGET_SECONDS = Duration.ofHours(4).toSeconds();

    private double toldNats;
    private long heardAt;

    /// The surprise if it is news, else 0.
    double of(long second, double surpriseNats) {
        if (second - heardAt > FORGET_SECONDS) {
            toldNats = 0;
        }
        if (surpriseNats > Math.max(LEAST_NATS, CLEARLY * toldNats)) {
            toldNats = surpriseNats;
            heardAt = second;
            return surpriseNats;
        }
        if (toldNats > 0 && surpriseNats > STILL * toldNats) {
            heardAt = second;
        }
        return 0;
    }

    void forget() {
        toldNats = 0;
    }

    void save(ByteBuffer to) {
        to.putDouble(toldNats).putLong(heardAt);
    }

    void load(ByteBuffer from) {
        toldNats = from.getDouble();
        heardAt = from.getLong();
    }
}
