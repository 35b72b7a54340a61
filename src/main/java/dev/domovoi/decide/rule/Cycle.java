package dev.domovoi.decide.rule;

import java.util.Arrays;
import java.util.Optional;

/// What one device's own past says of its cycle of work, learned minute by minute: how much is running and how much
/// is rest, how long it usually runs and pauses, and after which pause a whole programme is over. No threshold is
/// given to it.
///
/// Running is what lies above the level that parts its watts best in two (Otsu's method on their logarithm, over about
/// two weeks). A pause ends a programme when it is longer than those, of an hour at most, after which work usually goes
/// on soon, and three ends have been seen.
final class Cycle {
    static final String IDLE = "idle";
    static final String RUNNING = "running";
    static final String FINISHED = "finished";

    /// How long it is called finished.
    static final int FINISHED_MINUTES = 30;

    private static final double BINS_PER_OCTAVE = 4;
    private static final int BINS = 64;
    private static final double KEPT_PER_MINUTE = 1 - 1.0 / (14 * 24 * 60);
    private static final int LEAST_MINUTES = 12 * 60;
    /// The two parts are a factor of two apart at least, and neither is a mere accident.
    private static final double LEAST_OCTAVES = 1;

    private static final double LEAST_SHARE = 0.002;
    private static final int LEAST_LONG = 3;
    /// No programme rests for longer than an hour, and then goes on.
    private static final int LONGEST_BREAK = 60;
    /// Of the longer rests so many may be over within [#FINISHED_MINUTES] after that.
    private static final double MOST_MISTAKEN = 0.05;
    /// An end is so much longer than a break: 5 minutes, or a quarter of it.
    private static final int LEAST_MARGIN = 5;

    private static final int MARGIN_SHARE = 4;
    private static final int LEAST_LENGTHS = 10;
    private static final double USUAL = 0.9;
    private static final int LEARN_EVERY = 30;
    private static final long MINUTE_MILLIS = 60_000;

    private final float[] minutesAt = new float[BINS];
    private final Lengths runs = new Lengths(64);
    private final Lengths pauses = new Lengths(256);
    private double seenMinutes;
    private int untilLearning;
    private double runningFromBin = Double.NaN;
    private int breakMinutes;

    private double watts = Double.NaN;
    private long wattsUntil;
    private long upTo = Long.MIN_VALUE;
    private double wattMillis;
    private long knownMillis;

    private boolean isKnown;
    private boolean isRunning;
    private boolean isWhole;
    private int minutes;
    private int sinceProgramme = -1;
    private boolean isInProgramme;

    /// Live: from `at` on it draws so much, which is good until then.
    void observe(double now, long at, long until) {
        hold(at);
        watts = now;
        wattsUntil = until;
    }

    /// Nothing is known of it until it is heard again.
    void interrupt() {
        watts = Double.NaN;
        isKnown = false;
        isInProgramme = false;
        sinceProgramme = -1;
        upTo = Long.MIN_VALUE;
        wattMillis = 0;
        knownMillis = 0;
    }

    /// A minute is over.
    void minute(long now) {
        hold(now);
        if (knownMillis * 2 >= MINUTE_MILLIS) {
            step(wattMillis / knownMillis);
        } else {
            isKnown = false;
            isInProgramme = false;
            sinceProgramme = -1;
        }
        wattMillis = 0;
        knownMillis = 0;
    }

    private void hold(long to) {
        if (upTo != Long.MIN_VALUE && to > upTo && !Double.isNaN(watts)) {
            long known = Math.min(to, wattsUntil) - upTo;
            if (known > 0) {
                wattMillis += watts * known;
                knownMillis += known;
            }
        }
        upTo = to;
    }

    /// One minute of this mean: also how the past is learned at a start, minute by minute.
    void step(double mean) {
        double bin = bin(mean);
        learn((int) bin);
        if (Double.isNaN(runningFromBin)) {
            isKnown = false;
            return;
        }
        boolean runs = bin >= runningFromBin;
        if (!isKnown) {
            begin(runs, false);
        } else if (runs != isRunning) {
            record();
            begin(runs, true);
        }
        isKnown = true;
        minutes++;
        programme();
    }

    private void begin(boolean runs, boolean whole) {
        isRunning = runs;
        isWhole = whole;
        minutes = 0;
    }

    private void record() {
        if (isWhole) {
            (isRunning ? runs : pauses).add(minutes);
            if (!isRunning) {
                breakMinutes = breakOf(pauses.sorted());
            }
        }
    }

    private void programme() {
        if (isRunning) {
            isInProgramme = true;
            sinceProgramme = -1;
        } else if (isInProgramme && breakMinutes > 0 && minutes > breakMinutes) {
            isInProgramme = false;
            sinceProgramme = 0;
        } else if (sinceProgramme >= 0 && sinceProgramme <= FINISHED_MINUTES) {
            sinceProgramme++;
        }
    }

    /// Where in its programme it is; empty while that is not learned or nothing is known.
    Optional<String> state() {
        if (!isKnown || breakMinutes == 0) {
            return Optional.empty();
        }
        if (isInProgramme) {
            return Optional.of(RUNNING);
        }
        boolean isNews = sinceProgramme >= 0 && sinceProgramme < FINISHED_MINUTES;
        return Optional.of(isNews ? FINISHED : IDLE);
    }

    /// For how many minutes it has been running; 0 in a pause, NaN where that is not known. Of a run whose beginning
    /// nobody saw it is known once it is longer than usual: a short one may be the end of a long one.
    double runMinutes() {
        return !isKnown ? Double.NaN : isRunning ? longAsKnown(runs) : 0;
    }

    double pauseMinutes() {
        return !isKnown ? Double.NaN : isRunning ? 0 : longAsKnown(pauses);
    }

    private double longAsKnown(Lengths lengths) {
        return isWhole || !(minutes < usual(lengths)) ? minutes : Double.NaN;
    }

    /// Nine of ten runs are not longer; NaN before ten have been seen.
    double usualRunMinutes() {
        return usual(runs);
    }

    double usualPauseMinutes() {
        return usual(pauses);
    }

    private static double usual(Lengths lengths) {
        int[] sorted = lengths.sorted();
        return sorted.length < LEAST_LENGTHS ? Double.NaN : sorted[(int) Math.ceil(USUAL * sorted.length) - 1];
    }

    private static double bin(double watts) {
        double octaves = Math.log1p(Math.max(0, watts)) / Math.log(2);
        return Math.min(BINS - 1, octaves * BINS_PER_OCTAVE);
    }

    private void learn(int bin) {
        for (int i = 0; i < BINS; i++) {
            minutesAt[i] *= (float) KEPT_PER_MINUTE;
        }
        minutesAt[bin]++;
        seenMinutes = seenMinutes * KEPT_PER_MINUTE + 1;
        if (seenMinutes >= LEAST_MINUTES && untilLearning-- <= 0) {
            untilLearning = LEARN_EVERY;
            runningFromBin = parting();
        }
    }

    /// The bin that parts the histogram best; the middle one of several that do. NaN where nothing parts it clearly.
    private double parting() {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            all += minutesAt[i];
            sum += (double) minutesAt[i] * i;
        }
        double best = 0;
        int first = -1;
        int last = -1;
        double below = 0;
        double sumBelow = 0;
        for (int i = 1; i < BINS; i++) {
            below += minutesAt[i - 1];
            sumBelow += (double) minutesAt[i - 1] * (i - 1);
            double variance = variance(below, sumBelow, all, sum);
            if (variance > best * (1 + 1e-9)) {
                best = variance;
                first = i;
                last = i;
            } else if (variance >= best * (1 - 1e-9) && last == i - 1) {
                last = i;
            }
        }
        return first < 0 ? Double.NaN : (first + last) / 2.0;
    }

    /// Between the two parts; 0 where they do not lie clearly apart.
    private static double variance(double below, double sumBelow, double all, double sum) {
        double above = all - below;
        if (below < LEAST_SHARE * all || above < LEAST_SHARE * all) {
            return 0;
        }
        double distance = (sum - sumBelow) / above - sumBelow / below;
        return distance < LEAST_OCTAVES * BINS_PER_OCTAVE ? 0 : below * above * distance * distance / all / all;
    }

    /// After how many minutes of rest a programme is over: a little more than the shortest rest soon after which work
    /// went on in one of twenty cases at most. 0 where there is no such rest, or too few longer ones were seen.
    private static int breakOf(int[] sorted) {
        int rest = 1; // one that never rests within a programme may still pause for a minute
        while (rest <= LONGEST_BREAK) {
            int shorter = upTo(sorted, rest);
            int longer = sorted.length - shorter;
            if (longer < LEAST_LONG) {
                return 0;
            }
            int next = sorted[shorter];
            if (upTo(sorted, rest + FINISHED_MINUTES) - shorter <= longer * MOST_MISTAKEN) {
                int later = rest + Math.max(LEAST_MARGIN, rest / MARGIN_SHARE);
                return Math.min(later, (int) Math.sqrt((double) rest * next) + 1);
            }
            rest = next;
        }
        return 0;
    }

    private static int upTo(int[] sorted, int most) {
        int count = 0;
        while (count < sorted.length && sorted[count] <= most) {
            count++;
        }
        return count;
    }

    /// The newest lengths in minutes.
    private static final class Lengths {
        private final short[] kept;
        private int size;
        private int next;

        Lengths(int most) {
            kept = new short[most];
        }

        void add(int minutes) {
            kept[next] = (short) Math.min(minutes, Short.MAX_VALUE);
            next = (next + 1) % kept.length;
            size = Math.min(size + 1, kept.length);
        }

        int[] sorted() {
            int[] sorted = new int[size];
            for (int i = 0; i < size; i++) {
                sorted[i] = kept[i];
            }
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
