package dev.domovoi.score.stream;

import dev.domovoi.score.token.ValueTokeniser;
import dev.domovoi.signal.Score;
import java.nio.ByteBuffer;

/// The control's outlook: more of the same, within the usual deviation.
final class LevelOutlook implements Outlook {
    private static final double MOST = 50;
    private static final double LEAST_SHARE = 1e-9;
    private static final double TWENTIETH = 1.645;
    private static final byte KIND = 2;
    private static final int STATE_BYTES = 1 + 5 * Double.BYTES + Long.BYTES;

    private final int memory;
    private final ValueTokeniser squasher = new ValueTokeniser(0, MEMORY, false);
    private double mean;
    private double variance;
    private double expectedMean;
    private double expectedDeviation;
    private double distance;
    private long count;

    LevelOutlook(int memory) {
        this.memory = memory;
    }

    @Override
    public void hear(double x, int slot) {
        squasher.token(x, ValueTokeniser.NO_SLOT);
        expectedMean = count == 0 ? x : mean;
        expectedDeviation = Math.max(Math.sqrt(variance), LEAST_SHARE * Math.max(1, Math.abs(mean)));
        distance = Math.min(Math.abs(x - expectedMean) / expectedDeviation, MOST);
        count++;
        double w = Math.max(1.0 / count, 1.0 / memory);
        double e = x - mean;
        mean += w * e;
        variance = (1 - w) * (variance + w * e * e);
    }

    @Override
    public boolean isJudged() {
        return count > 1;
    }

    @Override
    public double tail() {
        return distance;
    }

    @Override
    public double miss() {
        return distance;
    }

    @Override
    public double squashed() {
        return squasher.newestSquashed();
    }

    @Override
    public Score.Expected expected() {
        double reach = TWENTIETH * expectedDeviation;
        return new Score.Expected(expectedMean - reach, expectedMean, expectedMean + reach);
    }

    @Override
    public float[] looked() {
        return new float[0];
    }

    @Override
    public long bytes() {
        return squasher.bytes();
    }

    @Override
    public int stateBytes() {
        return squasher.stateBytes() + STATE_BYTES;
    }

    @Override
    public void save(ByteBuffer out) {
        out.put(KIND);
        squasher.save(out);
        out.putDouble(mean).putDouble(variance).putDouble(expectedMean).putDouble(expectedDeviation);
        out.putDouble(distance).putLong(count);
    }

    @Override
    public void load(ByteBuffer in, boolean isSame) {
        if (in.get() != KIND) {
            throw new IllegalArgumentException("a state of another kind of forecaster");
        }
        squasher.load(in);
        mean = in.getDouble();
        variance = in.getDouble();
        expectedMean = in.getDouble();
        expectedDeviation = in.getDouble();
        distance = in.getDouble();
        count = in.getLong();
    }
}
