package dev.domovoi.score.model;

import dev.domovoi.score.model.TrunkWeights.Layer;
import java.util.Arrays;

/// The transformer between its input rows and its output rows: in each layer every position first looks back at the
/// others, then thinks for itself, and both times adds what it found to what it had: `x + f(norm(x))`. The norm
/// stands before each half (Xiong et al. 2020), where Vaswani et al. 2017 have it after the addition.
///
/// Belongs to one thread; works on one window of at most so many positions at a time.
final class Trunk {
    private final Kernels kernels;
    private final TrunkWeights at;
    private final Span span;
    private final Rotary rotary;
    private final Attention attention;
    private final Tape tape;
    private final int f;

    Trunk(Kernels kernels, TrunkWeights at, Span span, int positions) {
        this.kernels = kernels;
        this.at = at;
        this.span = span;
        this.rotary = new Rotary(at.size(), positions);
        this.attention = new Attention(kernels, at.size(), positions);
        this.tape = new Tape(at.size(), positions);
        this.f = at.size().hidden();
    }

    /// Where the input rows go before [#forward]: `X[T,D]`.
    float[] input() {
        return tape.x[0];
    }

    /// The output rows after [#forward]: `[T,D]`.
    float[] output() {
        return tape.out;
    }

    /// The gradient by the output rows before [#backward], and by the input rows after it.
    float[] gradient() {
        return tape.dx;
    }

    void forward(float[] w, int n) {
        for (int l = 0; l < at.layers().size(); l++) {
            Layer layer = at.layers().get(l);
            float[] x = tape.x[l];

            // middle = x + Attention(norm(x)) W_mix
            RmsNorm.forward(kernels, x, w, layer.gain1(), tape.normed1[l], tape.r[2 * l], n);
            Linear.forward(kernels, tape.normed1[l], w, layer.qkv(), tape.qkv[l], n);
            rotary.forward(tape.qkv[l], n);
            attention.forward(tape.qkv[l], span, tape.attended[l], tape.logSums[l], n);
            float[] middle = copied(x, tape.middle[l], n);
            Linear.add(kernels, tape.attended[l], w, layer.mix(), middle, n);

            // y = middle + (silu(a) ∘ b) W_down with [a b] = norm(middle) W_gates
            RmsNorm.forward(kernels, middle, w, layer.gain2(), tape.normed2[l], tape.r[2 * l + 1], n);
            Linear.forward(kernels, tape.normed2[l], w, layer.gates(), tape.gates[l], n);
            FeedForward.forward(kernels, tape.gates[l], tape.gated[l], f, n);
            float[] y = copied(middle, tape.x[l + 1], n);
            Linear.add(kernels, tape.gated[l], w, layer.down(), y, n);
        }
        int last = at.layers().size();
        RmsNorm.forward(kernels, tape.x[last], w, at.lastGain(), tape.out, tape.r[2 * last], n);
    }

    /// The same backwards: from the gradient by the output rows to that by the input rows, adding to those by the
    /// weights. Right after [#forward], with the same `n`.
    ///
    /// `dx` holds the gradient of the rows that go through all layers. Each half adds its own to it, by the norm at
    /// its beginning; what passed the half by stays.
    void backward(float[] w, float[] wt, float[] dw, int n) {
        float[] dx = tape.dx;
        int last = at.layers().size();
        System.arraycopy(dx, 0, tape.dNormed, 0, n * at.size().width());
        Arrays.fill(dx, 0, n * at.size().width(), 0);
        RmsNorm.backward(kernels, tape.x[last], w, at.lastGain(), tape.r[2 * last], tape.dNormed, dx, dw, n);
        for (int l = last - 1; l >= 0; l--) {
            Layer layer = at.layers().get(l);

            // dmiddle = dy + what came through the feed-forward
            Linear.backward(kernels, tape.gated[l], wt, layer.down(), dx, tape.dGated, dw, n);
            FeedForward.backward(kernels, tape.gates[l], tape.dGated, tape.dGates, f, n);
            Linear.backward(kernels, tape.normed2[l], wt, layer.gates(), tape.dGates, tape.dNormed, dw, n);
            RmsNorm.backward(kernels, tape.middle[l], w, layer.gain2(), tape.r[2 * l + 1], tape.dNormed, dx, dw, n);

            // dx = dmiddle + what came through attention
            Linear.backward(kernels, tape.attended[l], wt, layer.mix(), dx, tape.dAttended, dw, n);
            Arrays.fill(tape.dQkv, 0, 3 * n * at.size().width(), 0);
            attention.backward(tape.qkv[l], span, tape.attended[l], tape.logSums[l], tape.dAttended, tape.dQkv, n);
            rotary.backward(tape.dQkv, n);
            Linear.backward(kernels, tape.normed1[l], wt, layer.qkv(), tape.dQkv, tape.dNormed, dw, n);
            RmsNorm.backward(kernels, tape.x[l], w, layer.gain1(), tape.r[2 * l], tape.dNormed, dx, dw, n);
        }
    }

    private float[] copied(float[] from, float[] to, int n) {
        System.arraycopy(from, 0, to, 0, n * at.size().width());
        return to;
    }
}
