package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// The tensors of a model of values: a row for each bin (which also ends the model: tied), the features' way in, the
/// trunk, and the way out.
record ValueWeights(
        Layout layout,
        Tensor embedding,
        Tensor features,
        Tensor featureBias,
        TrunkWeights trunk,
        Tensor out,
        Tensor binBias) {
    static ValueWeights of(ValueShape shape) {
        Layout layout = new Layout();
        int d = shape.size().width();
        return new ValueWeights(
                layout,
                layout.add("embedding", shape.bins(), d),
                layout.add("features", shape.features(), d),
                layout.add("featureBias", 1, d),
                TrunkWeights.in(layout, shape.size()),
                layout.add("out", d, d),
                layout.add("binBias", 1, shape.bins()));
    }
}
