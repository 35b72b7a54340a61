package dev.domovoi.score.model;

import dev.domovoi.score.model.TrunkWeights.Layer;
import java.util.Arrays;

/// The trunk one position at a time: what [Trunk] makes of the last row of a window, with the keys and values of the
/// rows before it taken from a [StreamState]. A step allocates nothing.
final class TrunkStepper {
    /// Where the input row goes before a step; the step works in it.
    final float[] x;

    /// What each norm makes of the row; after a step the output row, which the last one made.
    final float[] normed;

    private final Kernels kernels;
    private final TrunkWeights at;
    private final Size size;
    private final float[] w;
    private final Span span;
    private final int capacity;
    private final float scale;
    private final double[] turnCosines;
    private final double[] turnSines;
    private final float[] cosines;
    private final float[] sines;
    private final float[] qkv;
    private final float[] attended;
    private final float[] gates;
    private final float[] gated;

    /// How much the newest step looked at each slot: `[L, H, capacity]`.
    private final float[] shares;

    TrunkStepper(Kernels kernels, TrunkWeights at, float[] weights, Span span) {
        this.kernels = kernels;
        this.at = at;
        this.size = at.size();
        this.w = weights;
        this.span = span;
        this.capacity = span.window() + span.sink();
        this.scale = (float) (1 / Math.sqrt(size.headWidth()));
        int half = size.headWidth() / 2;
        this.turnCosines = new double[half];
        this.turnSines = new double[half];
        for (int i = 0; i < half; i++) {
            turnCosines[i] = Math.cos(Rotary.frequency(size, i));
            turnSines[i] = Math.sin(Rotary.frequency(size, i));
        }
        this.cosines = new float[half];
        this.sines = new float[half];
        this.x = new float[size.width()];
        this.normed = new float[size.width()];
        this.qkv = new float[3 * size.width()];
        this.attended = new float[size.width()];
        this.gates = new float[2 * size.hidden()];
        this.gated = new float[size.hidden()];
        this.shares = new float[size.layers() * size.heads() * capacity];
    }

    /// For a state of the same size and span.
    void step(StreamState state) {
        if (!state.isOf(size, span)) {
            throw new IllegalArgumentException("the state of a stream must be of " + size + " and " + span);
        }
        int slot = state.advance();
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) state.cosines[i];
            sines[i] = (float) state.sines[i];
        }
        for (int l = 0; l < size.layers(); l++) {
            Layer layer = at.layers().get(l);
            // x += Attention(norm(x)) W_mix
            normalise(layer.gain1());
            Linear.forward(kernels, normed, w, layer.qkv(), qkv, 1);
            attend(state, l, slot);
            Linear.add(kernels, attended, w, layer.mix(), x, 1);

            // x += (silu(a) ∘ b) W_down with [a b] = norm(x) W_gates
            normalise(layer.gain2());
            Linear.forward(kernels, normed, w, layer.gates(), gates, 1);
            FeedForward.forward(kernels, gates, gated, size.hidden(), 1);
            Linear.add(kernels, gated, w, layer.down(), x, 1);
        }
        state.turn(turnCosines, turnSines);
        normalise(at.lastGain());
    }

    /// How much the newest step looked at each age, as [ValueStepper#attention] says.
    void attention(StreamState state, int layer, int head, float[] byAge) {
        Arrays.fill(byAge, 0);
        int from = (layer * size.heads() + head) * capacity;
        for (int slot = 0; slot < state.seen(); slot++) {
            int age = state.age(slot);
            if (age < byAge.length) {
                byAge[age] = shares[from + slot];
            }
        }
    }

    private void normalise(Layout.Tensor gain) {
        kernels.normalise(x, 0, w, gain.at(), normed, 0, size.width(), RmsNorm.EPSILON);
    }

    /// Puts this position's keys and values into their slot, and looks at all that are there.
    private void attend(StreamState state, int l, int slot) {
        int d = size.width();
        int c = size.headWidth();
        int seen = state.seen();
        float[] keys = state.keys[l];
        float[] values = state.values[l];
        for (int head = 0; head < 2 * size.heads(); head++) { // queries, then keys
            Rotary.turn(qkv, head * c, c / 2, cosines, sines, 0, 1);
        }
        for (int i = 0; i < d; i++) {
            keys[i * capacity + slot] = qkv[d + i];
        }
        System.arraycopy(qkv, 2 * d, values, slot * d, d);
        for (int head = 0; head < size.heads(); head++) {
            int q = head * c;
            int p = (l * size.heads() + head) * capacity;
            kernels.multiply(qkv, q, d, 1, keys, q * capacity, capacity, shares, p, capacity, 1, c, seen, false);
            Softmax.forward(kernels, shares, p, seen, scale);
            kernels.multiply(shares, p, capacity, 1, values, q, d, attended, q, d, 1, seen, c, false);
        }
    }
}
