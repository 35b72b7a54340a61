package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// The rule against repetition: only what beats the last thing said is said, and what was said fades over 300 rows.
final class Novelty {
    static final int STATE_BYTES = Double.BYTES;

    private static final double FADES = Math.exp(-1.0 / 300);

    private double highest;

    /// The evidence where it is a record, else 0.
    double judge(double evidence) {
        boolean isRecord = evidence > highest;
        highest = (isRecord ? evidence : highest) * FADES;
        return isRecord ? evidence : 0;
    }

    void save(ByteBuffer out) {
        out.putDouble(highest);
    }

    void load(ByteBuffer in) {
        highest = in.getDouble();
    }
}
