package dev.domovoi.bench;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.PlainKernels;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueModel;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.train.Windows;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/// What all benchmarks share: the shape, weights of a usual size, and made-up tokens and features.
final class Home {
    static final ValueShape SHAPE = ValueShape.usual();
    static final Layout LAYOUT = new ValueModel(new PlainKernels(), SHAPE, new Span(1, 0), 1).layout();
    static final int WINDOW = 256;

    private Home() {}

    static Kernels kernels(String name) {
        return name.equals("plain") ? new PlainKernels() : Kernels.best();
    }

    static float[] weights() {
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = new float[LAYOUT.size()];
        for (Layout.Tensor tensor : LAYOUT.tensors()) {
            for (int i = tensor.at(); i < tensor.at() + tensor.size(); i++) {
                double noise = random.nextGaussian() / Math.sqrt(SHAPE.size().width());
                weights[i] = (float) (tensor.name().contains("ain") ? 1 + 0.2 * noise : noise);
            }
        }
        return weights;
    }

    /// Fails where the two differ by more than rounding.
    static void requireSame(float[] expected, FloatBuffer actual, int length) {
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(expected[i] - actual.get(i)) < 1e-4)) {
                throw new IllegalStateException(
                        "ONNX Runtime says " + actual.get(i) + " at " + i + ", ours " + expected[i]);
            }
        }
    }

    /// Windows that are there already, so that only learning is timed.
    @SuppressWarnings("ArrayRecordComponent") // made once and never changed
    record Ready(int[][] tokens, float[][] features) implements Windows {
        static Ready random(int windows) {
            SplittableRandom random = new SplittableRandom(2);
            int[][] tokens = new int[windows][WINDOW + 1];
            float[][] features = new float[windows][WINDOW * SHAPE.features()];
            for (int window = 0; window < windows; window++) {
                for (int t = 0; t <= WINDOW; t++) {
                    tokens[window][t] = random.nextInt(SHAPE.bins());
                }
                for (int i = 0; i < features[window].length; i++) {
                    features[window][i] = (float) random.nextGaussian();
                }
            }
            return new Ready(tokens, features);
        }

        @Override
        public void advanceTo(int step) {}

        @Override
        public String origin() {
            return "noise";
        }

        @Override
        public void fill(int place, int[] into, float[] theirs) {
            System.arraycopy(tokens[place], 0, into, 0, into.length);
            System.arraycopy(features[place], 0, theirs, 0, theirs.length);
        }
    }
}
