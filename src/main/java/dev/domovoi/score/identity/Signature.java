package dev.domovoi.score.identity;

import java.util.Arrays;
import java.util.Optional;

/// What a load looks like over some days, by the means of their minutes: how much it draws at work and at rest, which
/// share of the time it works, and whether it goes on and off like a compressor, all day and night.
///
/// `topWatts` is what all but the highest twentieth of its minutes at work stay below. `cycleMinutes` is the usual time
/// from one start to the next, 0 where there are none; `inCycles` the share of all known minutes that lie in cycles
/// such as a compressor's; `aroundTheClock` the share of the known stretches of four hours in which it both worked and
/// rested.
public record Signature(
        int knownMinutes,
        int workMinutes,
        double topWatts,
        double workWatts,
        double restWatts,
        double duty,
        double cycleMinutes,
        double inCycles,
        double aroundTheClock) {
    /// With less than this of it known nothing is said of a load.
    public static final int LEAST_MINUTES = 18 * 60;

    private static final int STRETCH = 4 * 60;
    private static final double AT_WORK_WATTS = 20;
    private static final double TOP = 0.95;
    private static final int SHORTEST_CYCLE = 10;
    private static final int LONGEST_CYCLE = 150;

    /// With fewer minutes at work than this it may be the same load that was hardly used.
    private static final int LEAST_WORK = 30;

    private static final double OTHER = 3;

    /// The signature of minutes, oldest first, NaN where nothing is known; empty where too few are.
    public static Optional<Signature> of(float[] minutes) {
        float[] known = new float[minutes.length];
        int count = 0;
        for (float watts : minutes) {
            if (!Float.isNaN(watts)) {
                known[count++] = watts;
            }
        }
        if (count < LEAST_MINUTES) {
            return Optional.empty();
        }
        Arrays.sort(known, 0, count);
        int firstAtWork = firstFrom(known, count, AT_WORK_WATTS);
        int atWork = count - firstAtWork;
        if (atWork == 0) {
            return Optional.of(new Signature(count, 0, 0, 0, known[count / 2], 0, 0, 0, 0));
        }
        double work = known[firstAtWork + atWork / 2];
        double top = known[firstAtWork + (int) (TOP * (atWork - 1))];
        int firstOn = firstFrom(known, count, work / 2);
        double rest = firstOn == 0 ? work : known[firstOn / 2];
        Cycles cycles = Cycles.of(minutes, work / 2);
        return Optional.of(new Signature(
                count,
                atWork,
                top,
                work,
                rest,
                (double) (count - firstOn) / count,
                cycles.usualMinutes(),
                (double) cycles.coveredMinutes() / count,
                cycles.aroundTheClock()));
    }

    private static int firstFrom(float[] sorted, int count, double least) {
        int at = 0;
        while (at < count && sorted[at] < least) {
            at++;
        }
        return at;
    }

    /// Whether it cycles as the compressor of a fridge or freezer does.
    public boolean isLikeAFridge() {
        return isBetween(workWatts, 40, 250)
                && restWatts <= 0.3 * workWatts
                && isBetween(cycleMinutes, 20, 90)
                && isBetween(duty, 0.15, 0.7)
                && inCycles >= 0.7
                && aroundTheClock >= 0.9;
    }

    /// Whether it can hardly be the load of an earlier signature: at work it draws less than a third.
    public boolean isFarBelow(Signature before) {
        return isComparable(before) && topWatts * OTHER < before.topWatts;
    }

    /// The same, more than three times as much.
    public boolean isFarAbove(Signature before) {
        return isComparable(before) && topWatts > before.topWatts * OTHER;
    }

    private boolean isComparable(Signature before) {
        return workMinutes >= LEAST_WORK && before.workMinutes >= LEAST_WORK;
    }

    private static boolean isBetween(double value, double least, double most) {
        return value >= least && value <= most;
    }

    /// How it goes on and off.
    private record Cycles(double usualMinutes, int coveredMinutes, double aroundTheClock) {
        static Cycles of(float[] minutes, double onWatts) {
            int[] lengths = new int[minutes.length];
            int count = 0;
            int startedAt = -1;
            boolean wasOn = true; // of a first run nobody saw the beginning
            for (int minute = 0; minute < minutes.length; minute++) {
                if (Float.isNaN(minutes[minute])) {
                    startedAt = -1;
                    wasOn = true;
                    continue;
                }
                boolean isOn = minutes[minute] >= onWatts;
                if (isOn && !wasOn) {
                    if (startedAt >= 0) {
                        lengths[count++] = minute - startedAt;
                    }
                    startedAt = minute;
                }
                wasOn = isOn;
            }
            int[] cycles = Arrays.copyOf(lengths, count);
            Arrays.sort(cycles);
            int covered = Arrays.stream(cycles)
                    .filter(length -> length >= SHORTEST_CYCLE && length <= LONGEST_CYCLE)
                    .sum();
            return new Cycles(count == 0 ? 0 : cycles[count / 2], covered, bothIn(minutes, onWatts));
        }

        private static double bothIn(float[] minutes, double onWatts) {
            int stretches = 0;
            int both = 0;
            for (int from = 0; from + STRETCH <= minutes.length; from += STRETCH) {
                int known = 0;
                int on = 0;
                for (int minute = from; minute < from + STRETCH; minute++) {
                    known += Float.isNaN(minutes[minute]) ? 0 : 1;
                    on += minutes[minute] >= onWatts ? 1 : 0;
                }
                if (known * 2 >= STRETCH) {
                    stretches++;
                    both += on > 0 && on < known ? 1 : 0;
                }
            }
            return stretches == 0 ? 0 : (double) both / stretches;
        }
    }
}
