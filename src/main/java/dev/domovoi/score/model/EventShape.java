package dev.domovoi.score.model;

/// The shape of a model of events: the trunk; how many levels an appliance may have, the last of them for one never
/// seen before; into how many bins a duration is sorted; how many numbers describe an event; and the sizes of the
/// ways out, `rank` for what the hour adds to a duration and `hidden` for the choice of the next level.
public record EventShape(Size size, int levels, int bins, int reals, int rank, int hidden) implements Shape {
    /// Hours of the day.
    static final int HOURS = 24;

    /// Grains in which an appliance's levels are told: all of them, or on and off alone.
    public static final int GRAINS = 2;

    private static final int MOST = 1_000;

    public EventShape {
        for (int each : new int[] {levels, bins, reals, rank, hidden}) {
            if (each < 2 || each > MOST) {
                throw new IllegalArgumentException("levels, bins, reals, rank and hidden must be 2.." + MOST + ", were "
                        + levels + ", " + bins + ", " + reals + ", " + rank + " and " + hidden);
            }
        }
    }

    /// Eight levels and 56 bins on two layers of width 48.
    public static EventShape usual() {
        return new EventShape(new Size(48, 2, 4, 96, 1000), 8, 56, 16, 16, 64);
    }

    /// How many usual shares a table of counts of this shape has: by grain, level and bin.
    public int usualShares() {
        return GRAINS * levels * bins;
    }

    @Override
    public Layout layout() {
        return EventWeights.of(this).layout();
    }
}
