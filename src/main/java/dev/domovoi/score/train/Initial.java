package dev.domovoi.score.train;

import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.Layout.Tensor;
import dev.domovoi.score.model.Size;
import java.util.Set;
import java.util.SplittableRandom;

/// The weights before anything was learned: each matrix keeps the size of what goes through it, those that add to the
/// residual stream are smaller the more of them there are (by `1/sqrt(2 L)`, as GPT-2), gains are 1 and biases 0. A
/// model of events begins as its table, with ways out of 0.
final class Initial {
    /// The way out begins small, so that all bins begin about equally likely.
    private static final double OUT = 0.2;

    private static final Set<String> BESIDE_TABLE = Set.of("hazard", "clockIn", "next");

    private Initial() {}

    static float[] weights(Layout layout, Size size, long seed) {
        float[] weights = new float[layout.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (Tensor tensor : layout.tensors()) {
            boolean isGain = tensor.name().endsWith("gain1")
                    || tensor.name().endsWith("gain2")
                    || tensor.name().endsWith("lastGain");
            double deviation = tensor.isMatrix() ? deviation(tensor, size) : 0;
            for (int i = tensor.at(); i < tensor.at() + tensor.size(); i++) {
                weights[i] = isGain ? 1 : (float) (deviation * random.nextGaussian());
            }
        }
        return weights;
    }

    private static double deviation(Tensor tensor, Size size) {
        if (BESIDE_TABLE.contains(tensor.name())) {
            return 0;
        }
        boolean addsToResidual = tensor.name().endsWith(".mix") || tensor.name().endsWith(".down");
        double in = tensor.name().equals("embedding") ? size.width() : tensor.rows();
        double kept = 1 / Math.sqrt(in);
        if (tensor.name().equals("out")) {
            return OUT * kept;
        }
        return addsToResidual ? kept / Math.sqrt(2 * size.layers()) : kept;
    }
}
