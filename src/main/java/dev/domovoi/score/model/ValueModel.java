package dev.domovoi.score.model;

import java.util.Arrays;

/// The transformer of values over whole windows: from the bins and features up to each position to a probability for
/// the bin of the next one. For training and for checking; [ValueStepper] is the same, one step at a time.
///
/// Belongs to one thread.
public final class ValueModel {
    private final Kernels kernels;
    private final ValueShape shape;
    private final ValueWeights at;
    private final Trunk trunk;
    private final int d;
    private final float[] projected;
    private final float[] dProjected;
    private final float[] logits;

    /// For windows of at most `positions`, each seeing its `span`.
    public ValueModel(Kernels kernels, ValueShape shape, Span span, int positions) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = ValueWeights.of(shape);
        this.trunk = new Trunk(kernels, at.trunk(), span, positions);
        this.d = shape.size().width();
        this.projected = new float[positions * d];
        this.dProjected = new float[positions * d];
        this.logits = new float[positions * shape.bins()];
    }

    /// Where each tensor lies.
    public Layout layout() {
        return at.layout();
    }

    /// Logits `[T,K]` for what follows each of the first `n` positions, `tokens[T]` and `features[T,J]` up to it;
    /// `n` is at least 1 and at most the positions there is room for. The array is the model's own, until its next
    /// use. `wt` is what [Layout#transpose] makes of `w`, made anew by the caller after each change of `w`.
    ///
    /// With the rows `E` of the bins:
    ///
    /// `x_t = E[token_t] + f_t W_f + b_f`, `Y = trunk(X)`, `logits = (Y W_out) E^T + b`; the last layer is tied to
    /// the first.
    public float[] forward(float[] w, float[] wt, int[] tokens, float[] features, int n) {
        float[] x = trunk.input();
        Rows.repeat(w, at.featureBias().at(), x, d, n);
        for (int t = 0; t < n; t++) {
            Rows.add(w, at.embedding().at() + tokens[t] * d, x, t * d, d);
        }
        Linear.add(kernels, features, w, at.features(), x, n);
        trunk.forward(w, n);
        Linear.forward(kernels, trunk.output(), w, at.out(), projected, n);
        Rows.repeat(w, at.binBias().at(), logits, shape.bins(), n);
        Linear.addTied(kernels, projected, wt, at.embedding(), logits, n);
        return logits;
    }

    /// The mean loss in nats over the positions from `first` on, whose targets are the tokens after them (`n+1`
    /// tokens); adds its gradient to `dw`, laid out as `w`. `0 <= first < n`; the rest as for [#forward].
    public double learn(float[] w, float[] wt, int[] tokens, float[] features, int n, int first, float[] dw) {
        forward(w, wt, tokens, features, n);
        int bins = shape.bins();
        Arrays.fill(logits, 0, first * bins, 0);
        double loss = 0;
        for (int t = first; t < n; t++) {
            loss += CrossEntropy.forwardAndBackward(kernels, logits, t * bins, bins, tokens[t + 1], 1f / (n - first));
        }
        backward(w, wt, tokens, features, n, dw);
        return loss / (n - first);
    }

    /// From the gradient by the logits, which stands in their place.
    private void backward(float[] w, float[] wt, int[] tokens, float[] features, int n, float[] dw) {
        Rows.sum(logits, dw, at.binBias().at(), shape.bins(), n);
        Linear.tiedBackward(kernels, projected, w, at.embedding(), logits, dProjected, dw, n);
        Linear.backward(kernels, trunk.output(), wt, at.out(), dProjected, trunk.gradient(), dw, n);
        trunk.backward(w, wt, dw, n);
        float[] dx = trunk.gradient();
        Rows.sum(dx, dw, at.featureBias().at(), d, n);
        for (int t = 0; t < n; t++) {
            Rows.add(dx, t * d, dw, at.embedding().at() + tokens[t] * d, d);
        }
        Linear.learn(kernels, features, at.features(), dx, dw, n);
    }
}
