package dev.domovoi.score.model;

/// The transformer of values one step at a time: what [ValueModel] says of the last position of a window, for the
/// price of one position. Holds the weights and the room to work in; what a stream has behind it is its
/// [StreamState].
///
/// Serves any number of streams, from one thread. A step allocates nothing.
public final class ValueStepper {
    private final Kernels kernels;
    private final ValueShape shape;
    private final ValueWeights at;
    private final TrunkStepper trunk;
    private final float[] w;
    private final float[] wt;
    private final float[] projected;
    private final float[] probabilities;

    /// For streams that see the span. The weights are shared and must not change.
    public ValueStepper(Kernels kernels, ValueShape shape, float[] weights, Span span) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = ValueWeights.of(shape);
        this.trunk = new TrunkStepper(kernels, at.trunk(), weights, span);
        this.w = weights;
        this.wt = new float[weights.length];
        at.layout().transpose(weights, wt);
        this.projected = new float[shape.size().width()];
        this.probabilities = new float[shape.bins()];
    }

    /// The probability of each bin for what comes after this token; the array is the stepper's own, until its next
    /// step. `state` is of the model's size and span.
    public float[] step(StreamState state, int token, float[] features) {
        float[] x = trunk.x;
        System.arraycopy(w, at.featureBias().at(), x, 0, x.length);
        Rows.add(w, at.embedding().at() + token * x.length, x, 0, x.length);
        Linear.add(kernels, features, w, at.features(), x, 1);
        trunk.step(state);
        return predict();
    }

    /// How much the newest step, which must have been of this stream, looked at the position `age` steps before it,
    /// in one head; `byAge` gets as many as there is room for, and sinks that were left far behind are not told.
    public void attention(StreamState state, int layer, int head, float[] byAge) {
        trunk.attention(state, layer, head, byAge);
    }

    private float[] predict() {
        Linear.forward(kernels, trunk.normed, w, at.out(), projected, 1);
        System.arraycopy(w, at.binBias().at(), probabilities, 0, shape.bins());
        Linear.addTied(kernels, projected, wt, at.embedding(), probabilities, 1);
        Softmax.forward(kernels, probabilities, 0, shape.bins(), 1);
        return probabilities;
    }
}
