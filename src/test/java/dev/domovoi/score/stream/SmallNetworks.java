package dev.domovoi.score.stream;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile;
import java.util.List;
import java.util.SplittableRandom;

/// Untrained committees, quick to make: what is tested with them holds for any weights.
final class SmallNetworks {
    private SmallNetworks() {}

    static Committee committee(long seed, ValueShape... shapes) {
        Kernels kernels = Kernels.best();
        SplittableRandom random = new SplittableRandom(seed);
        List<WeightsFile.Values> networks = java.util.Arrays.stream(shapes)
                .map(shape -> new WeightsFile.Values(shape, weights(shape, random)))
                .toList();
        return new Committee(kernels, networks, new Span(24, 0));
    }

    static Committee two() {
        return committee(1, shape(8), shape(8));
    }

    static ValueShape shape(int features) {
        return new ValueShape(new Size(16, 1, 2, 32, 1000), 96, features);
    }

    private static float[] weights(ValueShape shape, SplittableRandom random) {
        Layout layout = shape.layout();
        float[] weights = new float[layout.size()];
        for (Layout.Tensor tensor : layout.tensors()) {
            for (int i = 0; i < tensor.size(); i++) {
                weights[tensor.at() + i] = (float) (tensor.isMatrix() ? 0.2 * random.nextGaussian() : 1);
            }
        }
        return weights;
    }
}
