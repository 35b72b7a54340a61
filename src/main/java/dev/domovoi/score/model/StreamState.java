package dev.domovoi.score.model;

import java.util.Arrays;

/// What one stream has behind it, as far as its model still sees it: keys and values of the positions in its [Span],
/// and how far the rotary angles have turned. Belongs to the thread that steps it.
///
/// Positions are not numbered: slots are filled in order and then used in a ring behind the sink, and angles are
/// turned on step by step, so that nothing grows or loses precision however long a stream goes on.
public final class StreamState {
    final Span span;
    final int capacity;

    /// By layer. Keys are `[D, capacity]`, so that one query's scores lie side by side; values are `[capacity, D]`.
    final float[][] keys;

    final float[][] values;

    /// The turn of the next position, by pair of columns.
    final double[] cosines;

    final double[] sines;

    private int filled;
    private int next;

    public StreamState(Size size, Span span) {
        this.span = span;
        this.capacity = Math.addExact(span.window(), span.sink());
        this.keys = new float[size.layers()][capacity * size.width()];
        this.values = new float[size.layers()][capacity * size.width()];
        this.cosines = new double[size.headWidth() / 2];
        this.sines = new double[size.headWidth() / 2];
        Arrays.fill(cosines, 1);
    }

    /// How many positions are seen, the newest among them.
    public int seen() {
        return filled;
    }

    /// The slot for the position that comes now; what was in it is no longer seen.
    int advance() {
        int slot = next;
        filled = Math.max(filled, slot + 1);
        next = slot + 1 < capacity ? slot + 1 : span.sink();
        return slot;
    }

    /// How many steps before the newest position the one in the slot was; the largest int for a sink left far behind.
    int age(int slot) {
        if (slot < span.sink()) {
            return filled < capacity ? filled - 1 - slot : Integer.MAX_VALUE;
        }
        return Math.floorMod(next - 1 - slot, span.window());
    }

    /// Turns the angles on by one position. They stay on the unit circle, and of two positions only the turns between
    /// them matter.
    void turn(double[] byCosines, double[] bySines) {
        for (int i = 0; i < cosines.length; i++) {
            double c = cosines[i] * byCosines[i] - sines[i] * bySines[i];
            double s = sines[i] * byCosines[i] + cosines[i] * bySines[i];
            double norm = 1 / Math.sqrt(c * c + s * s);
            cosines[i] = c * norm;
            sines[i] = s * norm;
        }
    }

    /// How much memory it takes, its few small fields aside.
    public long bytes() {
        return keys.length * 2L * keys[0].length * Float.BYTES + 2L * cosines.length * Double.BYTES;
    }
}
