package dev.domovoi.score.plug;

/// One minute of a plug, at its end: mean power, mean level, where in the local day it lies, whether the plug is on,
/// and how many states began in it.
/// `isKnown` is whether the states had been learned by then.
record Minute(
        long index,
        double watts,
        double level,
        int minuteOfDay,
        boolean isKnown,
        boolean isOn,
        int fineStarts,
        int coarseStarts) {}
