package dev.domovoi.score.model;

import dev.domovoi.score.model.TrunkWeights.Layer;
import java.util.Arrays;

/// The transformer of values one step at a time: what [ValueModel] says of the last position of a window, for the
/// price of one position. Holds the weights and the room to work in; what a stream has behind it is its
/// [StreamState].
///
/// Serves any number of streams, from one thread. A step allocates nothing.
public final class ValueStepper {
    private final Kernels kernels;
    private final ValueShape shape;
    private final Size size;
    private final ValueWeights at;
    private final float[] w;
    private final float[] wt;
    private final int capacity;
    private final float scale;
    private final double[] turnCosines;
    private final double[] turnSines;
    private final float[] cosines;
    private final float[] sines;
    private final float[] x;
    private final float[] normed;
    private final float[] qkv;
    private final float[] attended;
    private final float[] gates;
    private final float[] gated;
    private final float[] shares;
    private final float[] probabilities;

    /// For streams that see the span. The weights are shared and must not change.
    public ValueStepper(Kernels kernels, ValueShape shape, float[] weights, Span span) {
        this.kernels = kernels;
        this.shape = shape;
        this.size = shape.size();
        this.at = ValueWeights.of(shape);
        this.w = weights;
        this.wt = new float[weights.length];
        at.layout().transpose(weights, wt);
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
        this.probabilities = new float[shape.bins()];
    }

    /// The probability of each bin for what comes after this token; the array is the stepper's own, until its next
    /// step.
    public float[] step(StreamState state, int token, float[] features) {
        embed(token, features);
        int slot = state.advance();
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) state.cosines[i];
            sines[i] = (float) state.sines[i];
        }
        for (int l = 0; l < size.layers(); l++) {
            Layer layer = at.trunk().layers().get(l);
            normalise(layer.gain1());
            Linear.forward(kernels, normed, w, layer.qkv(), qkv, 1, false);
            attend(state, l, slot);
            Linear.forward(kernels, attended, w, layer.mix(), x, 1, true);

            normalise(layer.gain2());
            Linear.forward(kernels, normed, w, layer.gates(), gates, 1, false);
            FeedForward.forward(kernels, gates, gated, size.hidden(), 1);
            Linear.forward(kernels, gated, w, layer.down(), x, 1, true);
        }
        state.turn(turnCosines, turnSines);
        normalise(at.trunk().lastGain());
        return predict();
    }

    /// How much the newest step looked at the position `age` steps before it, in one head; `byAge` gets as many as
    /// there is room for, and sinks that were left far behind are not told.
    public void attention(StreamState state, int layer, int head, float[] byAge) {
        Arrays.fill(byAge, 0);
        int from = (layer * size.heads() + head) * capacity;
        for (int slot = 0; slot < state.seen(); slot++) {
            int age = state.age(slot);
            if (age < byAge.length) {
                byAge[age] = shares[from + slot];
            }
        }
    }

    private void embed(int token, float[] features) {
        int d = size.width();
        for (int i = 0; i < d; i++) {
            x[i] = w[at.featureBias().at() + i] + w[at.embedding().at() + token * d + i];
        }
        Linear.forward(kernels, features, w, at.features(), x, 1, true);
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
            float most = scale * kernels.largest(shares, p, seen);
            float sum = kernels.exponentials(shares, p, seen, scale, most);
            scale(shares, p, seen, 1 / sum);
            kernels.multiply(shares, p, capacity, 1, values, q, d, attended, q, d, 1, seen, c, false);
        }
    }

    private float[] predict() {
        Linear.forward(kernels, normed, w, at.out(), x, 1, false);
        System.arraycopy(w, at.binBias().at(), probabilities, 0, shape.bins());
        Layout.Tensor tied = at.embedding();
        kernels.multiply(
                x,
                0,
                tied.columns(),
                1,
                wt,
                tied.at(),
                tied.rows(),
                probabilities,
                0,
                tied.rows(),
                1,
                tied.columns(),
                tied.rows(),
                true);
        float most = kernels.largest(probabilities, 0, shape.bins());
        scale(probabilities, 0, shape.bins(), 1 / kernels.exponentials(probabilities, 0, shape.bins(), 1, most));
        return probabilities;
    }

    private static void scale(float[] values, int at, int n, float factor) {
        for (int i = at; i < at + n; i++) {
            values[i] *= factor;
        }
    }
}
