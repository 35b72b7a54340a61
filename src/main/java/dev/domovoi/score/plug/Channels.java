package dev.domovoi.score.plug;

import dev.domovoi.score.token.Grain;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/// The channels of a plug, listed by hand: what is not here is not asked.
final class Channels {
    private Channels() {}

    static List<Channel> of(Panel panel, int cellSeconds, ZoneId zone) {
        return switch (panel) {
            case Panel.Power() -> power(cellSeconds);
            case Panel.PowerAndEvents(Foresight foresight) ->
                Stream.concat(power(cellSeconds).stream(), events(foresight, zone).stream())
                        .toList();
            case Panel.EventsOnly(Foresight foresight) -> events(foresight, zone);
        };
    }

    /// The first of each grain follows the events that the others ask about.
    private static List<Channel> events(Foresight foresight, ZoneId zone) {
        EventReader fine = new EventReader(foresight, Grain.FINE, zone);
        EventReader coarse = new EventReader(foresight, Grain.COARSE, zone);
        return switch (foresight) {
            case Foresight.Counted counted ->
                List.of(
                        new Standing("unlooked_for_level", new Tail(0.915, 0.93, 2.71, 0.8), fine),
                        new Standing("unlooked_for_on_off", new Tail(0.815, 0.93, 3.2, 0.8), coarse),
                        new Lasting(new Tail(0.52, 0.63, 1.82, 0.8), coarse),
                        new OddEvents("odd_levels_4h", new Tail(0.245, 0.48, 3.06, 0.8), fine, 240),
                        new OddEvents("odd_on_off_30m", new Tail(0.451, 0.91, 4.2, 0.8), coarse, 30));
            case Foresight.Learned learned ->
                List.of(
                        new Standing("unlooked_for_level", new Tail(0.915, 0.83, 2.42, 0.8), fine),
                        new Standing("unlooked_for_on_off", new Tail(0.815, 0.83, 2.39, 0.8), coarse),
                        new Lasting(new Tail(0.685, 0.58, 2.13, 0.7), coarse),
                        new OddEvents("odd_levels_4h", new Tail(0.339, 0.6, 3.5, 0.8), fine, 240),
                        new OddEvents("odd_on_off_30m", new Tail(0.615, 1.44, 4.4, 0.8), coarse, 30));
        };
    }

    private static List<Channel> power(int cellSeconds) {
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
