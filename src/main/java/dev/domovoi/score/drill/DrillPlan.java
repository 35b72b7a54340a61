package dev.domovoi.score.drill;

/// How a drill is done: at which budget of the stream, at how many places each fault, with which chance, and how much
/// may be scored at most.
public record DrillPlan(double alarmsPerWeek, int placesPerFault, long seed, long mostTicks) {
    /// As many places as tell a scorer that mostly catches a fault from one that mostly does not.
    public static final int USUAL_PLACES = 4;

    /// About a minute for the slowest scorer.
    private static final long USUAL_TICKS = 1_500_000;

    public DrillPlan {
        if (!(alarmsPerWeek >= 0) || placesPerFault < 1 || placesPerFault > 20 || mostTicks < 1) {
            throw new IllegalArgumentException(
                    "alarms per week must be at least 0, places 1..20, ticks at least 1; were " + alarmsPerWeek + ", "
                            + placesPerFault + ", " + mostTicks);
        }
    }

    public static DrillPlan usual(double alarmsPerWeek) {
        return new DrillPlan(alarmsPerWeek, USUAL_PLACES, 1, USUAL_TICKS);
    }
}
