package dev.domovoi.score.token;

import java.nio.ByteBuffer;

/// The running centre and spread of one stream, and each value's distance from that centre in units of that spread,
/// judged before the value is learned from. Constant memory.
public final class Normaliser {
    private static final double LEAST_SCALE = 1e-12;
    private static final double DEVIATION_SHARE = 0.25;

    /// Bytes that [#save] writes.
    static final int STATE_BYTES = 5 * Double.BYTES + Long.BYTES;

    private final double memory;
    private double centre;
    private double absoluteDeviation;
    private double squareDeviation;
    private long count;
    private double usedCentre;
    private double usedScale;

    /// Remembers about so many values.
    public Normaliser(double memory) {
        if (!(memory >= 1)) {
            throw new IllegalArgumentException("memory of a normaliser must be 1 value or more, was " + memory);
        }
        this.memory = memory;
    }

    /// The value's distance from the centre, below 0 for a value below it; then learns it. Values must be finite.
    public double distance(double x) {
        if (count == 0) {
            centre = x;
        }
        usedCentre = centre;
        usedScale = scale();
        double w = Math.max(1.0 / (count + 1), 1 / memory);
        double e = x - centre;
        centre += w * e;
        if (count > 0) {
            absoluteDeviation += w * (Math.abs(e) - absoluteDeviation);
            squareDeviation += w * (e * e - squareDeviation);
        }
        count++;
        return e / usedScale;
    }

    /// The centre that the newest distance was taken from.
    double usedCentre() {
        return usedCentre;
    }

    /// The spread that the newest distance was measured in.
    double usedScale() {
        return usedScale;
    }

    private double scale() {
        double scale = Math.max(absoluteDeviation, DEVIATION_SHARE * Math.sqrt(squareDeviation));
        return scale > LEAST_SCALE ? scale : Math.max(0.05 * Math.abs(centre), 1e-6);
    }

    void save(ByteBuffer out) {
        out.putDouble(centre).putDouble(absoluteDeviation).putDouble(squareDeviation);
        out.putLong(count).putDouble(usedCentre).putDouble(usedScale);
    }

    void load(ByteBuffer in) {
        centre = in.getDouble();
        absoluteDeviation = in.getDouble();
        squareDeviation = in.getDouble();
        count = in.getLong();
        usedCentre = in.getDouble();
        usedScale = in.getDouble();
    }
}
