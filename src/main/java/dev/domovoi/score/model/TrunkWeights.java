package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The tensors of a transformer's trunk: its layers, and the gain of the norm after them.
record TrunkWeights(Size size, List<Layer> layers, Tensor lastGain) {
    /// The tensors of one layer: attention (`gain1`, `qkv`, `mix`) and feed-forward (`gain2`, `gates`, `down`).
    record Layer(Tensor gain1, Tensor qkv, Tensor mix, Tensor gain2, Tensor gates, Tensor down) {}

    static TrunkWeights in(Layout layout, Size size) {
        int d = size.width();
        int f = size.hidden();
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < size.layers(); l++) {
            String name = "layer" + l + ".";
            layers.add(new Layer(
                    layout.add(name + "gain1", 1, d),
                    layout.add(name + "qkv", d, 3 * d),
                    layout.add(name + "mix", d, d),
                    layout.add(name + "gain2", 1, d),
                    layout.add(name + "gates", d, 2 * f),
                    layout.add(name + "down", f, d)));
        }
        return new TrunkWeights(size, List.copyOf(layers), layout.add("lastGain", 1, d));
    }
}
