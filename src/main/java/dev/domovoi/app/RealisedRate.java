package dev.domovoi.app;

import dev.domovoi.app.store.Store.KeptDay;
import dev.domovoi.score.calibrate.PoissonInterval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// How often the home was alarmed for nothing over some days, beside what its budget allows. An alarm that nobody
/// confirmed counts as false.
public record RealisedRate(double weeks, long alarms, long confirmed, long calledFalse) {
    /// The level of [#perWeek].
    public static final double LEVEL = 0.9;

    private static final double MINUTES_PER_WEEK = 7 * 24 * 60.0;

    public static RealisedRate of(List<KeptDay> days) {
        long alarms = sum(days, KeptDay::alarms);
        return new RealisedRate(
                sum(days, KeptDay::minutes) / MINUTES_PER_WEEK,
                alarms,
                Math.clamp(sum(days, KeptDay::confirmed), 0, alarms),
                Math.max(0, sum(days, KeptDay::calledFalse)));
    }

    private static long sum(List<KeptDay> days, ToLongFunction<KeptDay> figure) {
        return days.stream().mapToLong(figure).sum();
    }

    public long unconfirmed() {
        return alarms - confirmed;
    }

    /// False alarms a week; not finite while nothing was watched.
    public double rate() {
        return unconfirmed() / weeks;
    }

    /// Between which rates the true one lies, for a Poisson process.
    public PoissonInterval perWeek() {
        return PoissonInterval.of(unconfirmed(), LEVEL).times(1 / weeks);
    }

    /// Whether the budget was kept; empty while the interval leaves both open.
    public Optional<Boolean> keeps(double budgetPerWeek) {
        if (!(weeks > 0)) {
            return Optional.empty();
        }
        PoissonInterval interval = perWeek();
        if (interval.high() <= budgetPerWeek) {
            return Optional.of(true);
        }
        return interval.low() > budgetPerWeek ? Optional.of(false) : Optional.empty();
    }
}
