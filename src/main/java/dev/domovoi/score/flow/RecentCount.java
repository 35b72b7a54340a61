package dev.domovoi.score.flow;

/// How often something happened within the last while, in steps of a twelfth of it.
final class RecentCount {
    private static final int STEPS = 12;

    private final int stepSeconds;
    private final long[] counts = new long[STEPS];
    private long newestStep = Long.MIN_VALUE;

    RecentCount(int windowSeconds) {
        this.stepSeconds = windowSeconds / STEPS;
    }

    /// The count after adding; what comes late counts as if it came with the newest.
    long add(long amount, long second) {
        long step = Math.floorDiv(second, (long) stepSeconds);
        if (newestStep == Long.MIN_VALUE || step - newestStep >= STEPS) {
            java.util.Arrays.fill(counts, 0);
            newestStep = step;
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
