package dev.domovoi.score.flow;

/// How often something happened within the last while, in steps of a twelfth of it. What happened in one step only, as
/// most things do, takes no table.
final class RecentCount {
    private static final int STEPS = 12;
    private static final long[] NONE = {};

    private final int stepSeconds;
    private long[] counts = NONE;
    private long inOneStep;
    private long newestStep = Long.MIN_VALUE;

    RecentCount(int windowSeconds) {
        this.stepSeconds = windowSeconds / STEPS;
    }

    /// The count after adding; what comes late counts as if it came with the newest.
    long add(long amount, long second) {
        long step = Math.floorDiv(second, (long) stepSeconds);
        if (newestStep == Long.MIN_VALUE || step - newestStep >= STEPS) {
            counts = NONE;
            inOneStep = 0;
            newestStep = step;
        }
        if (counts.length == 0) {
            if (step <= newestStep) {
                inOneStep += amount;
                return inOneStep;
            }
            counts = new long[STEPS];
            counts[place(newestStep)] = inOneStep;
        }
        while (newestStep < step) {
            newestStep++;
            counts[place(newestStep)] = 0;
        }
        counts[place(newestStep)] += amount;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static int place(long step) {
        return (int) Math.floorMod(step, (long) STEPS);
    }
}
