package dev.domovoi.score.token;

/// A run of one level of an appliance: from when to when (epoch seconds), which level, how much power that is
/// (`asinh` of the watts over 5), and whether it was cut off by a gap and may have lasted longer.
public record Event(long startSecond, int level, double centre, long endSecond, boolean isCensored) {
    public Event {
        if (level < 0 || level >= EventTokeniser.LEVELS) {
            throw new IllegalArgumentException(
                    "level of an event must be 0.." + (EventTokeniser.LEVELS - 1) + ", was " + level);
        }
        if (endSecond <= startSecond) {
            throw new IllegalArgumentException(
                    "an event must end after its start, ran from " + startSecond + " to " + endSecond);
        }
        if (!Double.isFinite(centre)) {
            throw new IllegalArgumentException("centre of an event must be finite, was " + centre);
        }
    }

    public long seconds() {
        return endSecond - startSecond;
    }
}
