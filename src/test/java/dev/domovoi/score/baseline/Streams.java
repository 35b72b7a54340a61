package dev.domovoi.score.baseline;

import dev.domovoi.score.Scorer;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
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

/// Made-up power series by minute since [#START], and a scorer run over them.
final class Streams {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final ZoneId ROME = ZoneId.of("Europe/Rome");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final StreamId PLUG = new StreamId(Source.whole(new DeviceId("shelly", "kitchen")), Quantity.POWER);
    static final long DAY = 1440;
    static final long WEEK = 7 * DAY;

    private Streams() {}

    static HourOfWeek scorer() {
        return new HourOfWeek(PLUG, ROME, MINUTE);
    }

    static Tick tick(long minute, double watts) {
        Instant at = START.plusSeconds(60 * minute);
        return new Tick(PLUG, at, watts, at.plusSeconds(50));
    }

    static List<Score> run(Scorer scorer, long from, long to, LongToDoubleFunction watts, double perWeek) {
        List<Score> scores = new ArrayList<>();
        for (long minute = from; minute < to; minute++) {
            scorer.score(tick(minute, watts.applyAsDouble(minute)), perWeek).ifPresent(scores::add);
        }
        return scores;
    }

    static int episodes(List<Score> scores) {
        int episodes = 0;
        boolean was = false;
        for (Score score : scores) {
            episodes += score.alarms() && !was ? 1 : 0;
            was = score.alarms();
        }
        return episodes;
    }

    /// Minutes from `from` to the first alarm; -1 if none came.
    static long minutesToAlarm(List<Score> scores, long from) {
        return scores.stream()
                .filter(score -> score.alarms() && !score.at().isBefore(START.plusSeconds(60 * from)))
                .findFirst()
                .map(score -> Duration.between(START, score.at()).toMinutes() - from)
                .orElse(-1L);
    }

    private static Random chance(long seed, long place) {
        return new Random((place + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L);
    }

    /// A kettle: three minutes of 2.9 kW some six times a day, never at night.
    static LongToDoubleFunction kettle(long seed) {
        return minute -> {
            long hour = Math.floorDiv(minute, 60);
            long ofDay = Math.floorMod(hour, 24);
            boolean boils = ofDay >= 6 && ofDay < 22 && chance(seed, hour).nextDouble() < 0.35;
            int since = Math.floorMod(minute, 60) - chance(seed + 1, hour).nextInt(50);
            return boils && since >= 0 && since < 3 ? 2900 : 0;
        };
    }

    /// A freezer: about twenty minutes of every hour at 85 W.
    static LongToDoubleFunction freezer(long seed) {
        return minute -> {
            long hour = Math.floorDiv(minute, 60);
            int since = Math.floorMod(minute, 60) - chance(seed, hour).nextInt(5);
            return since >= 0 && since < 19 + chance(seed + 1, hour).nextInt(3) ? 85 : 1;
        };
    }

    static LongToDoubleFunction independent(long seed) {
        return minute -> 60 + 8 * chance(seed, minute).nextGaussian();
    }

    static LongToDoubleFunction dailyRhythm(long seed) {
        return minute -> {
            double day = 80 * (1 - Math.cos(2 * Math.PI * minute / DAY));
            double restless = 15 * chance(seed, Math.floorDiv(minute, 30)).nextGaussian();
            return Math.max(0, day + restless + 5 * chance(seed + 1, minute).nextGaussian());
        };
    }
}
