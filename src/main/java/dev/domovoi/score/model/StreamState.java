package dev.domovoi.score.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What one stream has behind it, as far as its model still sees it: keys and values of the positions in its [Span],
/// and how far the rotary angles have turned. Streams of values and of events have the same. Belongs to the thread
/// that steps it.
///
/// Positions are not numbered: slots are filled in order and then used in a ring behind the sink, and angles are
/// turned on step by step, so that nothing grows or loses precision however long a stream goes on.
public final class StreamState {
    static final int HEAD_INTS = 8;
    private static final double MOST_TURN = 1.000001;
    private static final double OFF_CIRCLE = 1e-6;

    final Span span;
    final int capacity;
    private final Size size;

    /// By layer. Keys are `[D, capacity]`, so that one query's scores lie side by side; values are `[capacity, D]`.
    final float[][] keys;

    final float[][] values;

    /// The turn of the next position, by pair of columns.
    final double[] cosines;

    final double[] sines;

    private int filled;
    private int next;

    public StreamState(Size size, Span span) {
        this.size = size;
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

    boolean isOf(Size otherSize, Span otherSpan) {
        return size.equals(otherSize) && span.equals(otherSpan);
    }

    /// How much memory it takes, its few small fields aside.
    public long bytes() {
        return keys.length * 2L * keys[0].length * Float.BYTES + 2L * cosines.length * Double.BYTES;
    }

    /// How many bytes [#save] writes: of the positions that are seen, not of the room for more.
    public int savedBytes() {
        return HEAD_INTS * Integer.BYTES
                + 2 * keys.length * filled * width() * Float.BYTES
                + 2 * cosines.length * Double.BYTES;
    }

    /// Writes all of it, to the bit.
    public void save(ByteBuffer out) {
        out.putInt(width()).putInt(keys.length).putInt(size.rotaryBase());
        out.putInt(span.window()).putInt(span.sink());
        out.putInt(cosines.length).putInt(filled).putInt(next);
        for (int i = 0; i < cosines.length; i++) {
            out.putDouble(cosines[i]).putDouble(sines[i]);
        }
        for (int l = 0; l < keys.length; l++) {
            for (int slot = 0; slot < filled; slot++) {
                for (int i = 0; i < width(); i++) {
                    out.putFloat(keys[l][i * capacity + slot]).putFloat(values[l][slot * width() + i]);
                }
            }
        }
    }

    /// What [#save] wrote, for a model of this size and span.
    ///
    /// @throws IllegalArgumentException if it was written for another one, or holds what no step leaves
    /// @throws java.nio.BufferUnderflowException if it is cut off
    public static StreamState loaded(Size size, Span span, ByteBuffer in) {
        StreamState state = new StreamState(size, span);
        int[] expected = {
            size.width(), size.layers(), size.rotaryBase(), span.window(), span.sink(), state.cosines.length
        };
        int[] written = new int[expected.length];
        for (int i = 0; i < written.length; i++) {
            written[i] = in.getInt();
        }
        state.filled = in.getInt();
        state.next = in.getInt();
        if (!Arrays.equals(expected, written) || !state.isPossible()) {
            throw new IllegalArgumentException("a state of " + Arrays.toString(written) + " with " + state.filled
                    + " positions and " + state.next + " next, expected one of " + Arrays.toString(expected));
        }
        for (int i = 0; i < state.cosines.length; i++) {
            state.cosines[i] = within(in.getDouble(), MOST_TURN);
            state.sines[i] = within(in.getDouble(), MOST_TURN);
            within(Math.hypot(state.cosines[i], state.sines[i]) - 1, OFF_CIRCLE);
        }
        for (int l = 0; l < state.keys.length; l++) {
            for (int slot = 0; slot < state.filled; slot++) {
                for (int i = 0; i < size.width(); i++) {
                    state.keys[l][i * state.capacity + slot] = (float) within(in.getFloat(), Float.MAX_VALUE);
                    state.values[l][slot * size.width() + i] = (float) within(in.getFloat(), Float.MAX_VALUE);
                }
            }
        }
        return state;
    }

    private boolean isPossible() {
        if (filled < 0 || filled > capacity) {
            return false;
        }
        return filled < capacity ? next == filled : next >= span.sink() && next < capacity;
    }

    private int width() {
        return values[0].length / capacity;
    }

    private static double within(double value, double most) {
        if (!(Math.abs(value) <= most)) {
            throw new IllegalArgumentException("a state with " + value + " in it");
        }
        return value;
    }
}
