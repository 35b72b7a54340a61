package dev.domovoi.score.plug;

import java.util.List;

/// The channels of a plug, listed by hand: what is not here is not asked.
final class Channels {
    private Channels() {}

    static List<Channel> all(int cellSeconds) {
        OddHour oddHour = new OddHour();
        return List.of(
                new Switching("switching_15m", new Tail(0.465, 1.7, 4.3, 0.8), 15, Minute::fineStarts),
                new Switching("switching_2h", new Tail(0.405, 1.0, 3.6, 0.8), 120, Minute::fineStarts),
                new Switching("on_off_15m", new Tail(0.648, 2.5, 4.8, 0.8), 15, Minute::coarseStarts),
                new Switching("on_off_2h", new Tail(0.445, 1.6, 4.2, 0.8), 120, Minute::coarseStarts),
                new NovelLevel("novel_level_2m", new Tail(0.886, 2.4, 4.4, 0.8), 2),
                new NovelLevel("novel_level_1h", new Tail(0.693, 2.0, 4.0, 0.8), 60),
                new NovelPlateau(cellSeconds),
                new Frozen(),
                new Plateau(true),
                new Plateau(false),
                new MeanPower("mean_1h", new Tail(0.233, 0.7, 3.2, 0.8), 60),
                new MeanPower("mean_6h", new Tail(0.185, 0.4, 3.4, 0.8), 360),
                oddHour,
                new OddHours(oddHour));
    }
}
