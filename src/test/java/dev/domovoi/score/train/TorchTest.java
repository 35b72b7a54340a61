package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.PlainKernels;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueModel;
import dev.domovoi.score.model.ValueShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The model and the optimiser against PyTorch's figures, which `make_vectors.py` wrote beside them.
final class TorchTest {
    private static final int FIRST = 2;
    private static final int POSITIONS = 20;

    private final Map<String, double[]> vectors = read();

    @Test
    void logitsLossAndGradientsAreThoseOfPyTorch() {
        ValueShape shape = new ValueShape(new Size(16, 2, 2, 24, 1000), 12, 3);
        for (Kernels kernels : List.of(new PlainKernels(), Kernels.best())) {
            ValueModel model = new ValueModel(kernels, shape, new Span(POSITIONS, 0), POSITIONS);
            Layout layout = model.layout();
            float[] w = floats("weights");
            float[] wt = new float[w.length];
            layout.transpose(w, wt);
            int[] tokens = java.util.Arrays.stream(vector("tokens"))
                    .mapToInt(token -> (int) token)
                    .toArray();

            assertClose(
                    "logits", vector("logits"), model.forward(w, wt, tokens, floats("features"), POSITIONS), 0, 240);
            float[] dw = new float[layout.size()];
            double loss = model.learn(w, wt, tokens, floats("features"), POSITIONS, FIRST, dw);

            assertEquals(vector("loss")[0], loss, 1e-5);
            for (Layout.Tensor tensor : layout.tensors()) {
                assertClose(tensor.name(), vector("gradients"), dw, tensor.at(), tensor.size());
            }
        }
    }

    @Test
    void tenStepsOfAdamWAreThoseOfPyTorch() {
        Layout layout = new Layout();
        layout.add("matrix", 6, 5);
        layout.add("row", 1, 5);
        float[] weights = floats("adamw.before");
        float[] gradients = floats("adamw.gradients");
        AdamW optimiser = new AdamW(layout, 0.02);
        for (int step = 0; step < 10; step++) {
            optimiser.step(weights, java.util.Arrays.copyOfRange(gradients, 35 * step, 35 * (step + 1)), 3e-3);
        }
        double[] after = vector("adamw.after");
        for (int i = 0; i < after.length; i++) {
            assertEquals(after[i], weights[i], 1e-6, "weight " + i);
        }
    }

    private static void assertClose(String what, double[] expected, float[] actual, int at, int n) {
        double squares = 0;
        for (int i = at; i < at + n; i++) {
            squares += expected[i] * expected[i];
        }
        double rms = Math.sqrt(squares / n);
        for (int i = at; i < at + n; i++) {
            assertEquals(expected[i], actual[i], 1e-4 * rms, what + "[" + (i - at) + "]");
        }
    }

    private float[] floats(String name) {
        double[] wide = vector(name);
        float[] values = new float[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }

    private double[] vector(String name) {
        return Objects.requireNonNull(vectors.get(name), name);
    }

    private static Map<String, double[]> read() {
        Map<String, double[]> vectors = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TorchTest.class.getResourceAsStream("/torch/vectors.txt")),
                StandardCharsets.US_ASCII))) {
            for (String head = in.readLine(); head != null; head = in.readLine()) {
                double[] values = new double[Integer.parseInt(head.substring(head.indexOf(' ') + 1))];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.parseDouble(in.readLine());
                }
                vectors.put(head.substring(0, head.indexOf(' ')), values);
            }
        } catch (IOException unreadable) {
            throw new AssertionError("the vectors cannot be read", unreadable);
        }
        return vectors;
    }
}
