package dev.domovoi.score.plug;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.Scorer;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;

/// Made-up plugs by second since [#START], and scorers run over them.
final class Plugs {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final ZoneId ROME = ZoneId.of("Europe/Rome");
    static final StreamId PLUG = new StreamId(Source.whole(new DeviceId("shelly", "kitchen")), Quantity.POWER);
    static final long MINUTE = 60;
    static final long HOUR = 3600;
    static final long DAY = 24 * HOUR;

    private Plugs() {}

    static PlugScorer scorer(int tickSeconds) {
        return new PlugScorer(PLUG, ROME, Duration.ofSeconds(tickSeconds));
    }

    static Tick tick(long second, double watts) {
        Instant at = START.plusSeconds(second);
        return new Tick(PLUG, at, watts, at);
    }

    /// What came of the ticks from one second to another; `watts` NaN is a gap.
    static List<Judgement> run(
            Scorer scorer, long from, long to, int tickSeconds, LongToDoubleFunction watts, double perWeek) {
        List<Judgement> judgements = new ArrayList<>();
        for (long second = from; second < to; second += tickSeconds) {
            double value = watts.applyAsDouble(second);
            if (!Double.isNaN(value)) {
                scorer.judge(tick(second, value), perWeek).map(Plugs::kept).ifPresent(judgements::add);
            }
        }
        return judgements;
    }

    /// With an evidence of its own, to be compared later.
    private static Judgement kept(Judgement one) {
        return new Judgement(
                one.isReady(),
                one.value(),
                one.expected(),
                one.anomaly(),
                one.tailProbability(),
                one.alarms(),
                one.channel(),
                one.evidence().clone());
    }

    static long episodes(List<Judgement> judgements) {
        long episodes = 0;
        boolean was = false;
        for (Judgement judgement : judgements) {
            episodes += judgement.alarms() && !was ? 1 : 0;
            was = judgement.alarms();
        }
        return episodes;
    }

    static double chance(long seed, long place) {
        return new Random((place + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L).nextDouble();
    }

    /// A television: standby, and an evening from 18 to 22 h local standard time whose begin and end wander.
    static LongToDoubleFunction television(long seed) {
        return second -> {
            long day = Math.floorDiv(second, DAY);
            double hour = Math.floorMod(second + HOUR, DAY) / 3600.0;
            double from = 18 + chance(seed, day);
            double to = 21.5 + chance(seed + 1, day);
            double noise = chance(seed + 2, second / 10);
            return hour >= from && hour < to ? 90 + 12 * noise : Math.round(4 + 2 * noise) / 10.0;
        };
    }

    /// A freezer: about twenty minutes of every hour at 85 W.
    static LongToDoubleFunction freezer(long seed) {
        return second -> {
            long hour = Math.floorDiv(second, HOUR);
            double since = Math.floorMod(second, HOUR) / 60.0 - 5 * chance(seed, hour);
            double noise = 3 * chance(seed + 2, second / 10);
            return since >= 0 && since < 19 + 3 * chance(seed + 1, hour) ? 85 + noise : 1 + noise / 10;
        };
    }
}
