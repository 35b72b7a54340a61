package dev.domovoi.score.model;

/// The shape of a model of values: the trunk, how many bins a value is sorted into, and how many features stand
/// beside it.
public record ValueShape(Size size, int bins, int features) implements Shape {
    private static final int MOST = 10_000;

    public ValueShape {
        if (bins < 3 || bins > MOST || features < 2 || features > MOST) {
            throw new IllegalArgumentException(
                    "bins must be 3.." + MOST + " and features 2.." + MOST + ", were " + bins + " and " + features);
        }
    }

    /// 96 bins and 8 features on two layers of width 48: what the scoring of streams was measured with.
    public static ValueShape usual() {
        return new ValueShape(new Size(48, 2, 4, 128, 1000), 96, 8);
    }

    @Override
    public Layout layout() {
        return ValueWeights.of(this).layout();
    }
}
