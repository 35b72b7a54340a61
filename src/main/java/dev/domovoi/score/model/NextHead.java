package dev.domovoi.score.model;

import java.util.Arrays;

/// Which level comes next, once it is known in which bin the event ended: `y = silu(a) W2 + b2`, with `a = z W1 + b1`
/// and `z = h + E[bin]`, and the table's share; a softmax makes probabilities of it. E is the tensor `ended`, W1
/// `hidden`, b1 `hiddenBias`, W2 `next`, b2 `nextBias`; `a` is kept in `before`, `silu(a)` in `active`.
final class NextHead {
    private final Kernels kernels;
    private final EventShape shape;
    private final EventWeights at;
    private final float[] z;
    private final float[] before;
    private final float[] active;
    private final float[] dActive;
    private final float[] dz;
    private final float[] g;
    final float[] logits;

    NextHead(Kernels kernels, EventShape shape, EventWeights at, int most) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = at;
        this.z = new float[most * shape.size().width()];
        this.before = new float[most * shape.hidden()];
        this.active = new float[most * shape.hidden()];
        this.dActive = new float[most * shape.hidden()];
        this.dz = new float[most * shape.size().width()];
        this.g = new float[most];
        this.logits = new float[most * shape.levels()];
    }

    void forward(float[] h, float[] w, EventWindow window) {
        int n = window.count;
        int d = shape.size().width();
        System.arraycopy(h, 0, z, 0, n * d);
        for (int t = 0; t < n; t++) {
            Rows.add(w, at.ended().at() + window.bin[t] * d, z, t * d, d);
        }
        Rows.repeat(w, at.hiddenBias().at(), before, shape.hidden(), n);
        Linear.add(kernels, z, w, at.hidden(), before, n);
        for (int i = 0; i < n * shape.hidden(); i++) {
            active[i] = before[i] * (float) Sigmoid.of(before[i]);
        }
        Rows.repeat(w, at.nextBias().at(), logits, shape.levels(), n);
        Linear.add(kernels, active, w, at.next(), logits, n);
        TableShare.forward(h, w, at.nextShare(), window.tableLevels, logits, g, shape.levels(), n);
    }

    /// The loss of event `t` in nats, `-ln p_next`, 0 where none followed it. Replaces its logits by the gradient,
    /// times `weight`: `dy_k = p_k`, less 1 where `k = next`.
    double loss(EventWindow window, int t, float weight) {
        int levels = shape.levels();
        int first = t * levels;
        if (window.next[t] == EventWindow.NONE) {
            Arrays.fill(logits, first, first + levels, 0);
            return 0;
        }
        float came = logits[first + window.next[t]];
        double logSum = Softmax.weighted(kernels, logits, first, levels, weight);
        logits[first + window.next[t]] -= weight;
        return logSum - came;
    }

    /// From the gradient `dY` by the logits, which stands in their place: adds to `dh` and `dw`.
    ///
    /// By row, with `s = sigmoid(a)`: `da = dy W2^T ∘ (s + silu(a) ∘ (1 - s))`, `dz = da W1^T`, `dE[bin] += dz` and
    /// `dh += dz`; `dW2 += silu(A)^T dY`, `dW1 += Z^T dA`; each bias gets the sum of its rows.
    void backward(float[] h, float[] w, float[] wt, EventWindow window, float[] dh, float[] dw) {
        int n = window.count;
        int d = shape.size().width();
        Rows.sum(logits, dw, at.nextBias().at(), shape.levels(), n);
        Linear.backward(kernels, active, wt, at.next(), logits, dActive, dw, n);
        for (int i = 0; i < n * shape.hidden(); i++) {
            float s = (float) Sigmoid.of(before[i]);
            dActive[i] *= s + active[i] * (1 - s);
        }
        Rows.sum(dActive, dw, at.hiddenBias().at(), shape.hidden(), n);
        Linear.backward(kernels, z, wt, at.hidden(), dActive, dz, dw, n);
        for (int t = 0; t < n; t++) {
            Rows.add(dz, t * d, dw, at.ended().at() + window.bin[t] * d, d);
        }
        Rows.add(dz, 0, dh, 0, n * d);
        TableShare.backward(h, w, at.nextShare(), window.tableLevels, logits, g, dh, dw, shape.levels(), n);
    }
}
