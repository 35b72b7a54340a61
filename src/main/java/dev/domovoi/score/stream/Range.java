package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// How far a value lies beyond all that came before it: the excess as a share of the range so far, as `log10(1 +
/// share/0.01)`.
final class Range {
    static final int STATE_BYTES = 4 * Double.BYTES + Integer.BYTES;

    private static final int SKIPPED = 20;
    private static final double FINEST = 0.01;
    private static final double MOST_SHARE = 1000;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double lowBefore;
    private double highBefore;
    private int heard;

    /// The evidence of the newest value, 0 within the range; then the range takes it in.
    double judge(double x) {
        double excess = Math.max(0, Math.max(low - x, x - high));
        double evidence = heard < SKIPPED || excess == 0
                ? 0
                : Math.log10(1 + Math.min(excess / (high - low), MOST_SHARE) / FINEST);
        heard = Math.min(heard + 1, SKIPPED);
        lowBefore = low;
        highBefore = high;
        low = Math.min(low, x);
        high = Math.max(high, x);
        return evidence;
    }

    /// The range that the newest value was held against.
    double lowBefore() {
        return lowBefore;
    }

    double highBefore() {
        return highBefore;
    }

    void save(ByteBuffer out) {
        out.putDouble(low).putDouble(high).putDouble(lowBefore).putDouble(highBefore);
        out.putInt(heard);
    }

    void load(ByteBuffer in) {
        low = in.getDouble();
        high = in.getDouble();
        lowBefore = in.getDouble();
        highBefore = in.getDouble();
        heard = in.getInt();
    }
}
