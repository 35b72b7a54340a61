package dev.domovoi.observe.payload;

import dev.domovoi.signal.Quantity;

/// What a member of a payload measures, and how its number comes to the quantity's own unit: `zero` is taken away,
/// what is left is divided.
public record Field(Quantity quantity, double divisor, double zero) {
    /// Energy counted in Watt-minutes.
    public static final double WATT_MINUTES = 60_000;

    /// Thousandths of the own unit: Wh, mV, mA, mW.
    public static final double THOUSANDTHS = 1000;

    public Field {
        if (!Double.isFinite(divisor) || divisor <= 0 || !Double.isFinite(zero)) {
            throw new IllegalArgumentException("divisor of " + quantity.word()
                    + " must be finite and above 0, and its zero finite, were " + divisor + " and " + zero);
        }
    }

    public Field(Quantity quantity, double divisor) {
        this(quantity, divisor, 0);
    }

    public static Field of(Quantity quantity) {
        return new Field(quantity, 1);
    }

    public double inOwnUnit(double number) {
        return (number - zero) / divisor;
    }

    /// What a [dev.domovoi.signal.Problem] names as expected.
    public String expected() {
        return "a number for " + quantity.word();
    }
}
