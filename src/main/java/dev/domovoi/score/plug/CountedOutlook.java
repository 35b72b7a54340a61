package dev.domovoi.score.plug;

import dev.domovoi.score.model.EventWindow;
import dev.domovoi.score.token.Durations;
import dev.domovoi.score.token.EventTokeniser;
import java.nio.ByteBuffer;

/// What the plug's own table of counts says, and nothing else.
final class CountedOutlook implements Outlook {
    private final float[] hazards = new float[Durations.BINS];
    private final float[] levels = new float[EventTokeniser.LEVELS];

    @Override
    public void begin(EventWindow start) {
        for (int bin = 0; bin < hazards.length; bin++) {
            hazards[bin] = (float) (1 / (1 + Math.exp(-start.tableHazards[bin])));
        }
        for (int level = 0; level < levels.length; level++) {
            levels[level] = (float) Math.exp(start.tableLevels[level]);
        }
    }

    @Override
    public float[] hazards() {
        return hazards;
    }

    @Override
    public double chance(int bin, int level) {
        return levels[level];
    }

    @Override
    public int stateBytes() {
        return Float.BYTES * (hazards.length + levels.length);
    }

    @Override
    public void save(ByteBuffer to) {
        for (float hazard : hazards) {
            to.putFloat(hazard);
        }
        for (float level : levels) {
            to.putFloat(level);
        }
    }

    @Override
    public void load(ByteBuffer from) {
        for (int bin = 0; bin < hazards.length; bin++) {
            hazards[bin] = from.getFloat();
        }
        for (int level = 0; level < levels.length; level++) {
            levels[level] = from.getFloat();
        }
    }
}
