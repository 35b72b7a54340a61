package dev.domovoi.observe.hygiene;

/// What volts and amperes of the same message say of its watts: real power is never more than their product.
///
/// They may be older than the watts: a bridge repeats what it remembers, and some meters measure in turn. So they
/// only delay, and where they were wrong three times they are not asked again.
final class Current {
    /// What a circuit carries while its appliance is as good as off: the usual remains of a moment ago.
    private static final double IDLE_VOLTAMPERES = 15;

    /// Assumed where no voltage came with the current: the most that mains have.
    private static final double MOST_MAINS_VOLTS = 253;

    private static final double MOST_SHARE = 2;
    private static final double SLACK_WATTS = 30;
    private static final double AGREEING_SHARE = 1.3;
    private static final double AGREEING_SLACK_WATTS = 15;
    private static final double LEAST_AGREEING_SHARE = 0.3;
    private static final double BUSY_VOLTAMPERES = 200;
    private static final double FALSE_ZERO_SHARE = 0.05;
    private static final double THOUSANDFOLD_FROM = 400;
    private static final double THOUSANDFOLD_FROM_VOLTAMPERES = 10;
    private static final int MISLED_ENOUGH = 3;

    private double volts = Double.NaN;
    private double amperes = Double.NaN;
    private long inspection = -1;
    private final Pending contradicted = new Pending();
    private boolean isOutvoted;
    private int misled;

    /// What the watts are, by these volts and amperes.
    enum Says {
        NOTHING,
        AGREES,
        /// Neither confirmed nor refuted: the current is that of an appliance as good as off, or the watts are none.
        DOUBTS,
        CONTRADICTS,
        THOUSANDFOLD
    }

    void volts(double value, long newInspection) {
        start(newInspection);
        volts = value;
    }

    void amperes(double value, long newInspection) {
        start(newInspection);
        amperes = Math.abs(value);
    }

    private void start(long newInspection) {
        if (inspection != newInspection) {
            inspection = newInspection;
            volts = Double.NaN;
            amperes = Double.NaN;
        }
    }

    Says says(double value, long at, long ofInspection, boolean isOff) {
        boolean isTold = inspection == ofInspection && !Double.isNaN(amperes);
        Says says = isTold ? compared(Math.abs(value), isOff) : Says.NOTHING;
        boolean isAgainst = says == Says.CONTRADICTS || says == Says.DOUBTS;
        if (!isAgainst) {
            if (contradicted.isSet() && !isOutvoted && isNear(contradicted.value(), value)) {
                misled++; // the current came later
            }
            contradicted.clear();
            isOutvoted = false;
            return says;
        }
        if (contradicted.isFollowedBy(value, at) && !isOutvoted) {
            isOutvoted = true; // two reports in a row are no lone sample
            misled++;
        }
        if (isOutvoted || misled >= MISLED_ENOUGH) {
            return Says.NOTHING;
        }
        if (!contradicted.isSet()) {
            contradicted.hold(value, at);
        }
        return says;
    }

    private Says compared(double watts, boolean isOff) {
        double voltamperes = amperes * (Double.isNaN(volts) ? MOST_MAINS_VOLTS : volts);
        if (voltamperes >= THOUSANDFOLD_FROM_VOLTAMPERES && watts >= THOUSANDFOLD_FROM * voltamperes) {
            return Says.THOUSANDFOLD;
        }
        if (watts > MOST_SHARE * voltamperes + SLACK_WATTS) {
            return voltamperes < IDLE_VOLTAMPERES ? Says.DOUBTS : Says.CONTRADICTS;
        }
        if (!isOff && voltamperes >= BUSY_VOLTAMPERES && watts < FALSE_ZERO_SHARE * voltamperes) {
            return Says.DOUBTS;
        }
        return watts <= AGREEING_SHARE * voltamperes + AGREEING_SLACK_WATTS
                        && watts >= LEAST_AGREEING_SHARE * voltamperes
                ? Says.AGREES
                : Says.NOTHING;
    }

    private static boolean isNear(double one, double other) {
        return Math.abs(one - other) <= 0.3 * Math.max(Math.abs(one), Math.abs(other)) + 5;
    }
}
