package dev.domovoi.score.drill;

import dev.domovoi.score.drill.OnOff.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// One stream's past laid out for injecting: what was learned, what is held back, when it was on, and pieces of its
/// own life to make faults of.
final class Bench {
    static final int HOUR = 3600;

    /// From here a load heats; held on, it would not stay on for hours.
    private static final double HEATER_WATTS = 1000;

    /// Starts are looked for this far apart where any moment would do.
    private static final int GRID_SECONDS = 600;

    private static final double MOST_GAPS = 0.1;
    private static final double UPPER_SHARE = 0.5;
    private static final double PEAK = 0.95;
    private static final int LEAST_PERIODS = 3;
    private static final float SAME_WATTS = 0.05f;
    private static final float NOTHING_WATTS = 0.5f;

    final Trace trace;
    final int heldBackFrom;
    final Optional<OnOff> onOff;
    final Optional<Trace> other;
    private final int[] gapsBefore;
    private final List<Period> texture;
    private final float usualWatts;
    private final float peakWatts;

    Bench(Trace trace, int heldBackFrom, Optional<Trace> other) {
        this.trace = trace;
        this.heldBackFrom = heldBackFrom;
        this.other = other;
        this.onOff = OnOff.of(trace, heldBackFrom)
                .filter(found -> found.periods().stream()
                                .filter(period -> period.to() <= heldBackFrom)
                                .count()
                        >= LEAST_PERIODS);
        this.gapsBefore = new int[trace.size() + 1];
        for (int i = 0; i < trace.size(); i++) {
            gapsBefore[i + 1] = gapsBefore[i] + (Float.isNaN(trace.values()[i]) ? 1 : 0);
        }
        this.usualWatts = quantile(Arrays.copyOf(trace.values(), heldBackFrom), 0.5);
        this.peakWatts = quantile(learnedOn(), PEAK);
        this.texture = stretches();
    }

    private float[] learnedOn() {
        float[] on = new float[heldBackFrom];
        for (int i = 0; i < heldBackFrom; i++) {
            on[i] = isOn(i) ? trace.values()[i] : Float.NaN;
        }
        return on;
    }

    /// Of the known values; 0 where there are none.
    private static float quantile(float[] values, double share) {
        Arrays.sort(values); // NaN last
        int known = values.length;
        while (known > 0 && Float.isNaN(values[known - 1])) {
            known--;
        }
        return known == 0 ? 0 : values[(int) (share * (known - 1))];
    }

    /// The learned stretches in which the load was truly on: at half of its usual power while on, or more; of what
    /// heats, while it heated. Of a load that is always on, all of its life.
    private List<Period> stretches() {
        float least = (float) (UPPER_SHARE * (heats() ? peakWatts : onWatts()));
        List<Period> found = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= heldBackFrom; i++) {
            boolean isOn = i < heldBackFrom && trace.values()[i] >= least;
            if (isOn && from < 0) {
                from = i;
            } else if (!isOn && from >= 0) {
                found.add(new Period(from, i));
                from = -1;
            }
        }
        return found;
    }

    /// Its usual power while on.
    float onWatts() {
        return onOff.map(OnOff::onLevel).orElse(usualWatts);
    }

    float offWatts() {
        return onOff.map(OnOff::offLevel).orElse(0f);
    }

    /// What it draws at its strongest: a washing machine is mostly on without heating.
    float peakWatts() {
        return peakWatts;
    }

    boolean heats() {
        return peakWatts >= HEATER_WATTS;
    }

    /// Whether it draws enough all the time to count as on.
    boolean isAlwaysOn() {
        return onOff.isEmpty() && usualWatts > NOTHING_WATTS;
    }

    boolean isOn(int tick) {
        return onOff.map(found -> trace.values()[tick] >= found.threshold()).orElse(isAlwaysOn());
    }

    boolean isUpper(int tick) {
        return trace.values()[tick] >= UPPER_SHARE * onWatts();
    }

    /// The periods that lie wholly within the held-back part, or wholly before it.
    List<Period> periods(boolean heldBack) {
        return onOff.map(OnOff::periods).orElse(List.of()).stream()
                .filter(period -> heldBack ? period.from() >= heldBackFrom : period.to() <= heldBackFrom)
                .filter(period -> isKnown(period.from(), period.to()))
                .toList();
    }

    /// What being on looked like, pasted from randomly chosen stretches until it is long enough.
    float[] texture(int ticks, SplittableRandom random) {
        float[] pasted = new float[ticks];
        int done = 0;
        while (done < ticks) {
            Period stretch = texture.get(random.nextInt(texture.size()));
            int skipped = random.nextInt(1 + stretch.ticks() / 2);
            int length = Math.min(ticks - done, stretch.ticks() - skipped);
            System.arraycopy(trace.values(), stretch.from() + skipped, pasted, done, length);
            done += length;
        }
        return pasted;
    }

    /// The stream's own values.
    float[] own(int from, int to) {
        return Arrays.copyOfRange(trace.values(), from, to);
    }

    /// Whether a piece lies in the held-back part and hardly anything of it is unknown.
    boolean fits(long from, long to) {
        return from >= heldBackFrom && to <= trace.size() && from < to && isKnown((int) from, (int) to);
    }

    private boolean isKnown(int from, int to) {
        return gapsBefore[to] - gapsBefore[from] <= MOST_GAPS * (to - from) && !Float.isNaN(trace.values()[from]);
    }

    /// Moments in the held-back part, ten minutes apart, from which a piece of that length fits and which are wanted.
    List<Integer> starts(int ticks, IntPredicate wanted) {
        List<Integer> found = new ArrayList<>();
        int step = trace.ticks(GRID_SECONDS);
        for (int from = heldBackFrom; from + ticks <= trace.size(); from += step) {
            if (fits(from, (long) from + ticks) && wanted.test(from)) {
                found.add(from);
            }
        }
        return found;
    }

    /// The ticks of the held-back part, or of the learned one, at which that time of day begins.
    List<Integer> atTimeOfDay(int second, boolean heldBack) {
        List<Integer> found = new ArrayList<>();
        int end = heldBack ? trace.size() : heldBackFrom;
        for (int i = heldBack ? heldBackFrom : 0; i < end; i++) {
            int passed = trace.secondOfDay(i) - second;
            if (passed >= 0 && passed < trace.tickSeconds()) {
                found.add(i);
            }
        }
        return found;
    }

    /// The longest learned time at next to nothing, in ticks.
    int longestNothing() {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < heldBackFrom; i++) {
            run = Math.abs(trace.values()[i]) <= NOTHING_WATTS ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// The longest learned time at one and the same value that is not nothing, while on or at any time, in ticks.
    int longestSame(boolean whileOn) {
        int longest = 0;
        int first = 0;
        for (int i = 1; i < heldBackFrom; i++) {
            boolean isSame = Math.abs(trace.values()[i] - trace.values()[first]) <= SAME_WATTS;
            first = isSame ? first : i;
            if (Math.abs(trace.values()[first]) > NOTHING_WATTS && (!whileOn || isOn(first))) {
                longest = Math.max(longest, i - first + 1);
            }
        }
        return longest;
    }

    /// Whether a frozen value would be news at that tick: nothing at all is always the same.
    boolean hasValueToFreeze(int tick) {
        return Math.abs(trace.values()[tick]) > NOTHING_WATTS;
    }

    /// The longest learned time on, of what heats the longest heating, in ticks.
    int longestOn() {
        List<Period> times = heats() ? texture : periods(false);
        return times.stream().mapToInt(Period::ticks).max().orElse(0);
    }

    /// Whether it reads next to nothing while it is off.
    boolean idlesAtNothing() {
        return onOff.map(found -> Math.abs(found.offLevel()) <= NOTHING_WATTS).orElse(!isAlwaysOn());
    }

    /// Share of the learned days on which it was on at some time between two times of day.
    double shareOfDaysOn(int fromSecond, int toSecond) {
        int days = 0;
        int on = 0;
        for (int start : atTimeOfDay(fromSecond, false)) {
            int end = Math.min(heldBackFrom, start + trace.ticks((double) toSecond - fromSecond));
            boolean was = false;
            for (int i = start; i < end; i++) {
                was |= isOn(i);
            }
            days++;
            on += was ? 1 : 0;
        }
        return days == 0 ? 0 : (double) on / days;
    }

    String hours(int ticks) {
        long tenths = Math.round((double) ticks * trace.tickSeconds() / HOUR * 10);
        return tenths % 10 == 0 ? tenths / 10 + " h" : tenths / 10.0 + " h";
    }
}
