package dev.domovoi.score.drill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// When an appliance was on: a threshold between its two kinds of time, and the periods above it.
///
/// The threshold is Otsu's on a histogram of asinh(watts / 5) whose counts are drawn together by their square root,
/// so that three minutes a day at 2 kW weigh against a day at nothing. Pauses of up to five minutes belong to a
/// period: a washing machine's programme is one use.
record OnOff(float threshold, float offLevel, float onLevel, List<OnOff.Period> periods) {
    private static final int BINS = 160;
    private static final double TOP = 8;
    private static final double SCALE_WATTS = 5;
    private static final float LEAST_CONTRAST_WATTS = 3;
    private static final float LEAST_CONTRAST_SHARE = 0.3f;
    private static final float STANDBY_WATTS = 40;
    private static final float ACTIVE_TIMES_STANDBY = 10;
    private static final int MERGED_SECONDS = 300;

    /// From the first tick on to the first one off.
    record Period(int from, int to) {
        int ticks() {
            return to - from;
        }
    }

    /// Empty where the stream has no two kinds of time; learned from the first `learned` ticks, periods of all.
    static Optional<OnOff> of(Trace trace, int learned) {
        float[] values = trace.values();
        float threshold = aboveStandby(values, learned, threshold(values, learned, Float.NEGATIVE_INFINITY));
        float off = median(values, learned, Float.NEGATIVE_INFINITY, threshold);
        float on = median(values, learned, threshold, Float.POSITIVE_INFINITY);
        float contrast = on - off;
        boolean hasBoth = contrast >= LEAST_CONTRAST_WATTS && contrast >= LEAST_CONTRAST_SHARE * on;
        return hasBoth
                ? Optional.of(
                        new OnOff(threshold, off, on, periods(values, threshold, MERGED_SECONDS / trace.tickSeconds())))
                : Optional.empty();
    }

    /// What parts nothing from standby is no threshold where the appliance also does something.
    private static float aboveStandby(float[] values, int learned, float threshold) {
        float level = median(values, learned, threshold, Float.POSITIVE_INFINITY);
        if (level >= STANDBY_WATTS) {
            return threshold;
        }
        float higher = threshold(values, learned, threshold);
        float active = median(values, learned, higher, Float.POSITIVE_INFINITY);
        return active >= ACTIVE_TIMES_STANDBY * level ? higher : threshold;
    }

    private static float threshold(float[] values, int learned, float least) {
        double[] weights = new double[BINS];
        for (int i = 0; i < learned; i++) {
            if (values[i] >= least) {
                weights[bin(values[i])]++;
            }
        }
        double all = 0;
        double moment = 0;
        for (int bin = 0; bin < BINS; bin++) {
            weights[bin] = Math.sqrt(weights[bin]);
            all += weights[bin];
            moment += bin * weights[bin];
        }
        return wattsAt(1 + bestCut(weights, all, moment));
    }

    /// The last bin below the cut that parts the bins best; in the middle of the empty ones where several do.
    private static double bestCut(double[] weights, double all, double moment) {
        double best = -1;
        int first = 0;
        int last = 0;
        double below = 0;
        double belowMoment = 0;
        for (int bin = 0; bin < BINS - 1; bin++) {
            below += weights[bin];
            belowMoment += bin * weights[bin];
            double above = all - below;
            double distance = belowMoment / below - (moment - belowMoment) / above;
            double between = below > 0 && above > 0 ? below * above * distance * distance : 0;
            if (between > best * (1 + 1e-9)) {
                best = between;
                first = bin;
                last = bin;
            } else if (between >= best * (1 - 1e-9)) {
                last = bin;
            }
        }
        return (first + last) / 2.0;
    }

    private static int bin(float watts) {
        double clipped = Math.max(0, watts) / SCALE_WATTS;
        double place = Math.log(clipped + Math.sqrt(clipped * clipped + 1)) / TOP * BINS;
        return (int) Math.min(BINS - 1, place);
    }

    private static float wattsAt(double bin) {
        return (float) (SCALE_WATTS * Math.sinh(bin / BINS * TOP));
    }

    /// NaN where nothing lies between.
    private static float median(float[] values, int learned, float low, float high) {
        float[] found = new float[learned];
        int count = 0;
        for (int i = 0; i < learned; i++) {
            if (values[i] >= low && values[i] < high) {
                found[count++] = values[i];
            }
        }
        Arrays.sort(found, 0, count);
        return count == 0 ? Float.NaN : found[count / 2];
    }

    private static List<Period> periods(float[] values, float threshold, int merged) {
        List<Period> found = new ArrayList<>();
        int from = -1;
        int to = -1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= threshold) {
                if (from >= 0 && i - to > merged) {
                    found.add(new Period(from, to));
                    from = i;
                }
                from = from < 0 ? i : from;
                to = i + 1;
            }
        }
        if (from >= 0) {
            found.add(new Period(from, to));
        }
        return List.copyOf(found);
    }
}
