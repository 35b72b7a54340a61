package dev.domovoi.score.plug;

/// One cell of 10 to 60 seconds as the channels see it: the mean power, its level, and what state the plug is in.
///
/// `level` is asinh(W/5), on which a watt at standby and a tenth at full power weigh about the same. `fine` is the
/// number of the learned level (`NOVEL` for none of them), `isOn` the coarse state. A start is the first cell of a
/// new state that is not the first after a gap. `levels` are those known by then, this cell learned from.
record Step(
        long second,
        int seconds,
        double watts,
        double level,
        int fine,
        boolean isOn,
        boolean fineStarts,
        boolean coarseStarts,
        boolean isAfterGap,
        Levels levels) {
    static final int NOVEL = -1;

    /// Scale of the level: about what a plug and its load use at standby.
    private static final double SCALE_WATTS = 5;

    /// Power as a level; below 0 W counts as 0.
    static double level(double watts) {
        double ratio = Math.max(0, watts) / SCALE_WATTS;
        return Math.log(ratio + Math.sqrt(ratio * ratio + 1));
    }

    static double watts(double level) {
        return SCALE_WATTS * Math.sinh(level);
    }
}
