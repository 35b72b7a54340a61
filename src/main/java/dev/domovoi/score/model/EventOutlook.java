package dev.domovoi.score.model;

import java.nio.ByteBuffer;

/// What a model of events said at the start of the event that goes on now, kept for as long as it does: the hazards
/// of its end, and what is needed to tell the next level once it has ended. Belongs to the thread that steps its
/// stream.
public final class EventOutlook {
    final float[] hazards;
    final float[] row;
    final float[] tableLevels;

    public EventOutlook(EventShape shape) {
        this.hazards = new float[shape.bins()];
        this.row = new float[shape.size().width()];
        this.tableLevels = new float[shape.levels()];
    }

    /// The chance, by bin, that the event ends in it if it lasts until then; the outlook's own, until the next event.
    public float[] hazards() {
        return hazards;
    }

    /// How much memory it takes, its few small fields aside, and how many bytes [#save] writes.
    public int bytes() {
        return (hazards.length + row.length + tableLevels.length) * Float.BYTES;
    }

    /// Writes all of it, to the bit.
    public void save(ByteBuffer out) {
        for (float[] part : new float[][] {hazards, row, tableLevels}) {
            for (float value : part) {
                out.putFloat(value);
            }
        }
    }

    /// What [#save] wrote.
    ///
    /// @throws IllegalArgumentException if it holds what no step leaves
    /// @throws java.nio.BufferUnderflowException if it is cut off
    public static EventOutlook loaded(EventShape shape, ByteBuffer in) {
        EventOutlook outlook = new EventOutlook(shape);
        for (float[] part : new float[][] {outlook.hazards, outlook.row, outlook.tableLevels}) {
            for (int i = 0; i < part.length; i++) {
                part[i] = in.getFloat();
                if (!Float.isFinite(part[i])) {
                    throw new IllegalArgumentException("an outlook with " + part[i] + " in it");
                }
            }
        }
        return outlook;
    }
}
