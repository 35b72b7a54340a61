package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// How many deviations a figure lies above all of its kind that came before it.
final class Standing {
    static final int STATE_BYTES = 2 * Double.BYTES + 2 * Integer.BYTES;

    private static final int SKIPPED = 12;
    private static final int LEAST = 10;
    private static final int MEMORY = 20_000;
    private static final double LEAST_DEVIATION = 0.02;

    private double mean;
    private double variance;
    private int count;
    private int heard;

    /// The standing of the newest figure, which is learned afterwards; 0 while there is too little to compare with.
    double judge(double figure) {
        double standing = count < LEAST ? 0 : (figure - mean) / Math.max(Math.sqrt(variance), LEAST_DEVIATION);
        heard = Math.min(heard + 1, SKIPPED + 1);
        if (heard > SKIPPED) {
            count = Math.min(count + 1, MEMORY);
            double w = 1.0 / count;
            double e = figure - mean;
            mean += w * e;
            variance = (1 - w) * (variance + w * e * e);
        }
        return standing;
    }

    void save(ByteBuffer out) {
        out.putDouble(mean).putDouble(variance).putInt(count).putInt(heard);
    }

    void load(ByteBuffer in) {
        mean = in.getDouble();
        variance = in.getDouble();
        count = in.getInt();
        heard = in.getInt();
    }
}
