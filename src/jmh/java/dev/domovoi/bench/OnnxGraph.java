package dev.domovoi.bench;

import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.Layout.Tensor;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.ValueShape;

/// The model of values as an ONNX graph, with the same weights. It is made as fast as we know how: norms with the
/// addition before them, SiLU and, where wanted, attention are single operators of ONNX Runtime; the scale of the
/// scores is part of the weights, and so is the half turn of the rotary positions, which leaves two products and a sum.
final class OnnxGraph {
    private static final float EPSILON = 1e-6f;

    private final OnnxWriter out = new OnnxWriter();
    private final ValueShape shape;
    private final Size size;
    private final Layout layout;
    private final float[] weights;
    private final boolean isFused;
    private final int windows;
    private final int positions;
    private final int past;

    private OnnxGraph(
            ValueShape shape, Layout layout, float[] weights, boolean isFused, int windows, int positions, int past) {
        this.shape = shape;
        this.size = shape.size();
        this.layout = layout;
        this.weights = weights;
        this.isFused = isFused;
        this.windows = windows;
        this.positions = positions;
        this.past = past;
    }

    /// One step: the positions before it come in as `keys0`, `values0` and so on, its own go out as `key0`, `value0`.
    static byte[] step(ValueShape shape, Layout layout, float[] weights, boolean isFused, int past) {
        return new OnnxGraph(shape, layout, weights, isFused, 1, 1, past).model();
    }

    /// Whole windows, each position seeing those before it.
    static byte[] whole(ValueShape shape, Layout layout, float[] weights, boolean isFused, int windows, int positions) {
        return new OnnxGraph(shape, layout, weights, isFused, windows, positions, 0).model();
    }

    private byte[] model() {
        int d = size.width();
        String tokens = out.input("tokens", OnnxWriter.INT32, windows, positions);
        String features = out.input("features", OnnxWriter.FLOAT, windows, positions, shape.features());
        int[] angles = {positions, 2 * d};
        String cosines = out.input("cosines", OnnxWriter.FLOAT, angles);
        String sines = out.input("sines", OnnxWriter.FLOAT, angles);
        String embedded = out.node("Gather", strings(biasedEmbedding(), tokens));
        String x = out.node("Add", strings(embedded, product(features, "features")));
        String normed = out.node(
                "SimplifiedLayerNormalization", strings(x, row("layer0.gain1")), "axis", -1, "epsilon", EPSILON);
        for (int l = 0; l < size.layers(); l++) {
            String layer = "layer" + l + ".";
            String mixed = product(attention(l, normed, cosines, sines), layer + "mix");
            String[] middle = skipNorm(x, mixed, layer + "gain2");
            String[] gates = out.node("Split", 2, strings(product(middle[0], layer + "gates")), "axis", -1);
            String silu = out.node("com.microsoft.QuickGelu", strings(gates[0]), "alpha", 1f);
            String down = product(out.node("Mul", strings(silu, gates[1])), layer + "down");
            boolean isLast = l == size.layers() - 1;
            String[] after = skipNorm(middle[3], down, isLast ? "lastGain" : "layer" + (l + 1) + ".gain1");
            normed = after[0];
            x = after[3];
        }
        String logits = out.node("MatMul", strings(product(normed, "out"), tied()));
        String biased = out.node("Add", strings(logits, row("binBias")));
        if (past > 0) {
            out.output("probabilities", out.node("Softmax", strings(biased), "axis", -1), 1, 1, shape.bins());
        } else {
            out.output("logits", biased, windows, positions, shape.bins());
        }
        return out.model();
    }

    private String attention(int l, String normed, String cosines, String sines) {
        int d = size.width();
        String projected = out.node("MatMul", strings(normed, withHalfTurns(l)));
        String parts = out.constant("parts" + l, 2L * d, 2L * d, d);
        String[] split = out.node("Split", 3, strings(projected, parts), "axis", -1);
        String turned = out.node(
                "Add", strings(out.node("Mul", strings(split[0], cosines)), out.node("Mul", strings(split[1], sines))));
        String[] qk = out.node("Split", 2, strings(turned), "axis", -1);
        if (past > 0) {
            out.output("key" + l, qk[1], 1, 1, d);
            out.output("value" + l, split[2], 1, 1, d);
            return isFused ? fusedStep(l, qk, split[2]) : step(l, qk, split[2]);
        }
        return isFused ? fusedWhole(qk, split[2]) : whole(l, qk, split[2]);
    }

    /// The scores of the past and of the position itself apart, so that the cache is read where it lies.
    private String step(int l, String[] qk, String value) {
        int h = size.heads();
        int c = size.headWidth();
        String keys = out.input("keys" + l, OnnxWriter.FLOAT, h, c, past);
        String values = out.input("values" + l, OnnxWriter.FLOAT, h, past, c);
        String q = reshaped(qk[0], "q" + l, h, 1, c);
        String k = reshaped(qk[1], "k" + l, h, c, 1);
        String v = reshaped(value, "v" + l, h, 1, c);
        String scores = out.node(
                "Concat", strings(out.node("MatMul", strings(q, keys)), out.node("MatMul", strings(q, k))), "axis", 2);
        String shares = out.node("Softmax", strings(scores), "axis", -1);
        String parts = out.constant("shares" + l, past, 1);
        String[] split = out.node("Split", 2, strings(shares, parts), "axis", 2);
        String seen = out.node("MatMul", strings(split[0], values));
        String sum = out.node("Add", strings(seen, out.node("Mul", strings(split[1], v))));
        return reshaped(sum, "o" + l, 1, 1, size.width());
    }

    private String fusedStep(int l, String[] qk, String value) {
        int h = size.heads();
        String keys = out.input("keys" + l, OnnxWriter.FLOAT, 1, h, past, size.headWidth());
        String values = out.input("values" + l, OnnxWriter.FLOAT, 1, h, past, size.headWidth());
        String[] inputs = {qk[0], qk[1], value, "", "", "", keys, values};
        return out.node("com.microsoft.MultiHeadAttention", 3, inputs, "num_heads", h, "scale", 1f)[0];
    }

    private String whole(int l, String[] qk, String value) {
        int h = size.heads();
        int c = size.headWidth();
        int t = positions;
        String q = out.node("Transpose", strings(reshaped(qk[0], "q" + l, windows, t, h, c)), "perm", perm(0, 2, 1, 3));
        String k = out.node("Transpose", strings(reshaped(qk[1], "k" + l, windows, t, h, c)), "perm", perm(0, 2, 3, 1));
        String v = out.node("Transpose", strings(reshaped(value, "v" + l, windows, t, h, c)), "perm", perm(0, 2, 1, 3));
        float[] mask = new float[t * t];
        for (int i = 0; i < t; i++) {
            for (int j = i + 1; j < t; j++) {
                mask[i * t + j] = Float.NEGATIVE_INFINITY;
            }
        }
        String scores =
                out.node("Add", strings(out.node("MatMul", strings(q, k)), out.constant("mask" + l, mask, t, t)));
        String shares = out.node("Softmax", strings(scores), "axis", -1);
        String seen = out.node("Transpose", strings(out.node("MatMul", strings(shares, v))), "perm", perm(0, 2, 1, 3));
        return reshaped(seen, "o" + l, windows, t, size.width());
    }

    private String fusedWhole(String[] qk, String value) {
        return out.node(
                "com.microsoft.MultiHeadAttention",
                strings(qk[0], qk[1], value),
                "num_heads",
                size.heads(),
                "scale",
                1f,
                "unidirectional",
                1);
    }

    /// The weights of queries (scaled) and keys, of the same turned by a quarter, and of values, side by side.
    private String withHalfTurns(int l) {
        int d = size.width();
        int c = size.headWidth();
        Tensor qkv = tensor("layer" + l + ".qkv");
        float scale = (float) (1 / Math.sqrt(c));
        float[] wide = new float[d * 5 * d];
        for (int row = 0; row < d; row++) {
            for (int column = 0; column < 3 * d; column++) {
                float w = weights[qkv.at() + row * 3 * d + column] * (column < d ? scale : 1);
                int at = row * 5 * d;
                if (column >= 2 * d) {
                    wide[at + 2 * d + column] = w;
                } else {
                    boolean isFirst = column % c < c / 2;
                    wide[at + column] = w;
                    wide[at + 2 * d + column + (isFirst ? c / 2 : -c / 2)] = isFirst ? w : -w;
                }
            }
        }
        return out.constant("qkv" + l, wide, d, 5 * d);
    }

    private String[] skipNorm(String x, String added, String gain) {
        return out.node(
                "com.microsoft.SkipSimplifiedLayerNormalization", 4, strings(x, added, row(gain)), "epsilon", EPSILON);
    }

    private String biasedEmbedding() {
        int d = size.width();
        float[] rows = values("embedding");
        float[] bias = values("featureBias");
        for (int i = 0; i < rows.length; i++) {
            rows[i] += bias[i % d];
        }
        return out.constant("embeddingWithBias", rows, shape.bins(), d);
    }

    private String tied() {
        int d = size.width();
        float[] rows = values("embedding");
        float[] turned = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            turned[i % d * shape.bins() + i / d] = rows[i];
        }
        return out.constant("tied", turned, d, shape.bins());
    }

    private String product(String x, String name) {
        Tensor w = tensor(name);
        return out.node("MatMul", strings(x, out.constant(name, values(name), w.rows(), w.columns())));
    }

    private String row(String name) {
        return out.constant(name, values(name), tensor(name).columns());
    }

    private String reshaped(String x, String name, long... to) {
        return out.node("Reshape", strings(x, out.constant(name + "Shape", to)));
    }

    private float[] values(String name) {
        float[] values = new float[tensor(name).size()];
        System.arraycopy(weights, tensor(name).at(), values, 0, values.length);
        return values;
    }

    private Tensor tensor(String name) {
        return layout.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String[] strings(String... names) {
        return names;
    }

    private static int[] perm(int... order) {
        return order;
    }
}
