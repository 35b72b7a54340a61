package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.score.model.Layout.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each part forwards and backwards, with both sets of kernels, against double precision and finite differences.
final class GradientsTest {
    private static final int N = 37; // two blocks of attention's rows and a rest
    private static final Size SIZE = new Size(12, 2, 3, 20, 1000);
    private static final double FORWARD = 1e-5;
    private static final double BACKWARD = 1e-4;

    private final Random random = new Random(5);

    static Stream<Kernels> kernels() {
        return Stream.of(new PlainKernels(), Kernels.best());
    }

    static List<Span> spans() {
        return List.of(new Span(1000, 0), new Span(5, 0), new Span(18, 3), new Span(1, 2));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void linear(Kernels kernels) {
        Layout layout = new Layout();
        Tensor w = layout.add("w", 12, 35);
        float[] weights = Compared.random(random, layout.size(), 1);
        float[] transposed = new float[weights.length];
        layout.transpose(weights, transposed);
        float[] x = Compared.random(random, N * 12, 1);
        float[] dy = Compared.random(random, N * 35, 1);
        float[] y = new float[N * 35];
        float[] dx = new float[N * 12];
        float[] dw = new float[weights.length];

        Linear.forward(kernels, x, weights, w, y, N);
        Linear.backward(kernels, x, transposed, w, dy, dx, dw, N);

        double[] wide = Compared.doubles(weights);
        Compared.assertClose("y", DoubleMath.linear(Compared.doubles(x), wide, 0, 12, 35, N), y, FORWARD);
        Compared.assertClose(
                "dx",
                Compared.gradient(
                        v -> Compared.product(DoubleMath.linear(v, wide, 0, 12, 35, N), dy), Compared.doubles(x)),
                dx,
                BACKWARD);
        Compared.assertClose(
                "dw",
                Compared.gradient(
                        v -> Compared.product(DoubleMath.linear(Compared.doubles(x), v, 0, 12, 35, N), dy), wide),
                dw,
                BACKWARD);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rmsNorm(Kernels kernels) {
        int d = 21;
        Layout layout = new Layout();
        Tensor g = layout.add("g", 1, d);
        float[] gains = Compared.random(random, d, 1);
        float[] x = Compared.random(random, N * d, 2);
        float[] dy = Compared.random(random, N * d, 1);
        float[] y = new float[N * d];
        float[] r = new float[N];
        float[] dx = new float[N * d];
        float[] dg = new float[d];

        RmsNorm.forward(kernels, x, gains, g, y, r, N);
        RmsNorm.backward(kernels, x, gains, g, r, dy, dx, dg, N);

        double[] wide = Compared.doubles(gains);
        Compared.assertClose("y", DoubleMath.rmsNorm(Compared.doubles(x), wide, 0, d, N), y, FORWARD);
        Compared.assertClose(
                "dx",
                Compared.gradient(v -> Compared.product(DoubleMath.rmsNorm(v, wide, 0, d, N), dy), Compared.doubles(x)),
                dx,
                BACKWARD);
        Compared.assertClose(
                "dg",
                Compared.gradient(v -> Compared.product(DoubleMath.rmsNorm(Compared.doubles(x), v, 0, d, N), dy), wide),
                dg,
                BACKWARD);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void feedForward(Kernels kernels) {
        int f = SIZE.hidden();
        float[] gates = Compared.random(random, 2 * N * f, 2);
        float[] dy = Compared.random(random, N * f, 1);
        float[] y = new float[N * f];
        float[] dGates = new float[2 * N * f];

        FeedForward.forward(kernels, gates, y, f, N);
        FeedForward.backward(kernels, gates, dy, dGates, f, N);

        Compared.assertClose("y", DoubleMath.gate(Compared.doubles(gates), f, N), y, FORWARD);
        Compared.assertClose(
                "dgates",
                Compared.gradient(v -> Compared.product(DoubleMath.gate(v, f, N), dy), Compared.doubles(gates)),
                dGates,
                BACKWARD);
    }

    @ParameterizedTest
    @MethodSource("spans")
    void attentionWithRotaryPositions(Span span) {
        kernels().forEach(kernels -> attention(kernels, span));
    }

    private void attention(Kernels kernels, Span span) {
        int d = SIZE.width();
        float[] qkv = Compared.random(random, 3 * N * d, 1);
        float[] dO = Compared.random(random, N * d, 1);
        float[] turned = qkv.clone();
        float[] o = new float[N * d];
        float[] logSums = new float[SIZE.heads() * (N + 2)];
        float[] dqkv = new float[3 * N * d];
        Rotary rotary = new Rotary(SIZE, N + 2);
        Attention attention = new Attention(kernels, SIZE, N + 2);

        rotary.forward(turned, N);
        attention.forward(turned, span, o, logSums, N);
        attention.backward(turned, span, o, logSums, dO, dqkv, N);
        rotary.backward(dqkv, N);

        double[] wide = Compared.doubles(qkv);
        Compared.assertClose("o", DoubleMath.attention(DoubleMath.rotary(wide, SIZE, N), SIZE, span, N), o, FORWARD);
        Compared.assertClose(
                "dqkv",
                Compared.gradient(
                        v -> Compared.product(DoubleMath.attention(DoubleMath.rotary(v, SIZE, N), SIZE, span, N), dO),
                        wide),
                dqkv,
                BACKWARD);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void crossEntropy(Kernels kernels) {
        for (int target : new int[] {0, 7, 18}) {
            float[] logits = Compared.random(random, 19, 3);
            double[] wide = Compared.doubles(logits);

            double loss = CrossEntropy.forwardAndBackward(kernels, logits, 0, 19, target, 0.25f);

            assertEquals(DoubleMath.crossEntropy(wide, 0, 19, target), loss, 1e-5);
            Compared.assertClose(
                    "dlogits",
                    Compared.gradient(v -> 0.25 * DoubleMath.crossEntropy(v, 0, 19, target), wide),
                    logits,
                    BACKWARD);
        }
    }

    @ParameterizedTest
    @MethodSource("spans")
    void wholeModelOfValues(Span span) {
        kernels().forEach(kernels -> wholeModel(kernels, span));
    }

    private void wholeModel(Kernels kernels, Span span) {
        ValueShape shape = new ValueShape(SIZE, 11, 3);
        int n = 21;
        ValueModel model = new ValueModel(kernels, shape, span, n + 1);
        float[] w = Compared.random(random, model.layout().size(), 0.4);
        float[] wt = new float[w.length];
        model.layout().transpose(w, wt);
        float[] features = Compared.random(random, n * 3, 1);
        int[] tokens = random.ints(n + 1, 0, 11).toArray();
        float[] dw = new float[w.length];

        double[] wide = Compared.doubles(w);
        double[] also = Compared.doubles(features);
        Compared.assertClose(
                "logits",
                DoubleMath.valueLogits(wide, shape, span, tokens, also, n),
                java.util.Arrays.copyOf(model.forward(w, wt, tokens, features, n), n * 11),
                FORWARD);
        double loss = model.learn(w, wt, tokens, features, n, 2, dw);

        assertEquals(DoubleMath.valueLoss(wide, shape, span, tokens, also, n, 2), loss, 1e-5);
        double[] expected = Compared.gradient(v -> DoubleMath.valueLoss(v, shape, span, tokens, also, n, 2), wide);
        for (Tensor tensor : model.layout().tensors()) {
            Compared.assertClose(tensor.name(), expected, dw, tensor.at(), tensor.size(), BACKWARD);
        }
    }
}
