package dev.domovoi.observe.hygiene;

/// Compares how much an energy total grows with what the power adds up to: where the one is a thousand times the
/// other again and again, one of them is in the wrong unit.
///
/// One comparison means nothing, because a short use between two reports shows in the total only; and where the power
/// was mostly nothing, what it adds up to is chance.
final class Balance {
    private static final double LEAST_KWH = 0.05;
    private static final double LONGEST_GAP_HOURS = 1;
    private static final double MILLIS_PER_HOUR = 3.6e6;
    private static final double TOLERANCE = 1.25;
    private static final double LEAST_SHARE_FLOWING = 0.8;
    private static final int SURE_AFTER = 3;

    private double watts = Double.NaN;
    private long wattsAt;
    private double drawnKwh;
    private double hours;
    private double flowingHours;
    private double anchorKwh = Double.NaN;
    private int totalsTooLarge;
    private int powersTooLarge;

    void power(double newWatts, long at) {
        double passed = (at - wattsAt) / MILLIS_PER_HOUR;
        if (Double.isNaN(watts) || passed < 0 || passed > LONGEST_GAP_HOURS) {
            anchorKwh = Double.NaN;
        } else {
            drawnKwh += watts * passed / 1000;
            hours += passed;
            flowingHours += watts > 0 ? passed : 0;
        }
        watts = Math.abs(newWatts);
        wattsAt = at;
    }

    void total(double kwh, long at) {
        if (Double.isNaN(watts)) {
            return;
        }
        power(watts, at);
        double grown = kwh - anchorKwh;
        if (grown >= 0 && grown < LEAST_KWH) {
            return;
        }
        if (grown >= LEAST_KWH && flowingHours >= LEAST_SHARE_FLOWING * hours) {
            totalsTooLarge = isThousand(grown / drawnKwh) ? Math.min(SURE_AFTER, totalsTooLarge + 1) : 0;
            powersTooLarge = isThousand(drawnKwh / grown) ? Math.min(SURE_AFTER, powersTooLarge + 1) : 0;
        }
        anchorKwh = kwh;
        drawnKwh = 0;
        hours = 0;
        flowingHours = 0;
    }

    boolean saysTotalIsThousandfold() {
        return totalsTooLarge == SURE_AFTER;
    }

    boolean saysPowerIsThousandfold() {
        return powersTooLarge == SURE_AFTER;
    }

    private static boolean isThousand(double ratio) {
        return ratio >= 1000 / TOLERANCE && ratio <= 1000 * TOLERANCE;
    }
}
