package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// The tensors of a model of events: the ways in (level, duration before, numbers), the trunk, the way out to hazards
/// (by bin, by hour, and how much of the table's to take), and the way out to the next level.
record EventWeights(
        Layout layout,
        Tensor level,
        Tensor previous,
        Tensor reals,
        Tensor bias,
        TrunkWeights trunk,
        Tensor hazard,
        Tensor hazardBias,
        Tensor clockIn,
        Tensor clock,
        Tensor hazardShare,
        Tensor ended,
        Tensor hidden,
        Tensor hiddenBias,
        Tensor next,
        Tensor nextBias,
        Tensor nextShare) {
    static EventWeights of(EventShape shape) {
        Layout layout = new Layout();
        int d = shape.size().width();
        return new EventWeights(
                layout,
                layout.add("level", shape.levels(), d),
                layout.add("previous", shape.bins() + 1, d),
                layout.add("reals", shape.reals(), d),
                layout.add("inBias", 1, d),
                TrunkWeights.in(layout, shape.size()),
                layout.add("hazard", d, shape.bins()),
                layout.add("hazardBias", 1, shape.bins()),
                layout.add("clockIn", d, shape.rank()),
                layout.add("clock", EventShape.HOURS, shape.rank()),
                layout.add("hazardShare", 1, d),
                layout.add("ended", shape.bins(), d),
                layout.add("hidden", d, shape.hidden()),
                layout.add("hiddenBias", 1, shape.hidden()),
                layout.add("next", shape.hidden(), shape.levels()),
                layout.add("nextBias", 1, shape.levels()),
                layout.add("nextShare", 1, d));
    }
}
