package dev.domovoi.observe.payload;

import dev.domovoi.signal.Quantity;

/// What a member of a payload measures, and by what its number is divided to come to the quantity's own unit.
public record Field(Quantity quantity, double divisor) {
    /// Energy counted in Watt-minutes.
    public static final double WATT_MINUTES = 60_000;

    /// Thousandths of the own unit: Wh, mV, mA, mW.
    public static final double THOUSANDTHS = 1000;

    public Field {
        if (!Double.isFinite(divisor) || divisor <= 0) {
            throw new IllegalArgumentException(
                    "divisor of " + quantity.word() + " must be finite and above 0, was " + divisor);
        }
    }

    public static Field of(Quantity quantity) {
        return new Field(quantity, 1);
    }

    public double inOwnUnit(double number) {
        return number / divisor;
    }

    /// What a [dev.domovoi.signal.Problem] names as expected.
    public String expected() {
        return "a number for " + quantity.word();
    }
}
