package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.observe.tick.Resampler;
import dev.domovoi.score.plug.PlugScorer;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which readings are learned, with which share of the budget, and what a restart keeps.
final class StreamsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final StreamId ONE = stream("one");
    private static final StreamId TWO = stream("two");
    private static final double BUDGET = 8;
    private static final int MINUTES = 12 * 1440;

    private final List<String> damaged = new ArrayList<>();

    @Test
    void onlyLivePowerIsLearned() {
        Streams streams = streams(Map.of());
        streams.accept(new Reading(ONE.source(), Quantity.VOLTAGE, 230, START, false));
        streams.accept(new Reading(ONE.source(), Quantity.POWER, 5, START, true));
        assertEquals(List.of(), streams.progress(START));
        streams.accept(new Reading(ONE.source(), Quantity.POWER, 5, START, false));
        assertEquals(ONE, streams.progress(START).getFirst().stream());
        assertEquals(Duration.ZERO, streams.reportingPeriod(TWO));
    }

    @Test
    void streamsThatMayAlarmShareTheBudgetEqually() {
        List<Score> shared = new ArrayList<>();
        Streams streams = streams(Map.of());
        List<Score> expected = new ArrayList<>();
        List<Score> unshared = new ArrayList<>();
        Oracle sharing = new Oracle(2);
        Oracle greedy = new Oracle(1);
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant now = START.plusSeconds(60L * minute);
            for (StreamId stream : List.of(ONE, TWO)) {
                streams.accept(reading(stream, minute));
            }
            streams.advance(now, shared::add);
            sharing.advance(now, minute, expected);
            greedy.advance(now, minute, unshared);
        }
        assertTrue(streams.progress(at(MINUTES)).stream()
                .allMatch(progress -> progress.ready().isReady()));
        assertEquals(said(expected), said(shared));
        assertTrue(alarms(unshared) > alarms(shared), alarms(unshared) + " unshared, " + alarms(shared) + " shared");
        assertTrue(alarms(shared) > 0);
    }

    @Test
    void whatWasLearnedComesBackUnderTheNameOfItsStream() {
        Streams before = streams(Map.of());
        for (int minute = 0; minute < 3 * 1440; minute++) {
            before.accept(reading(ONE, minute));
            before.advance(at(minute), score -> {});
        }
        Map<String, byte[]> saved = before.states();
        assertEquals(java.util.Set.of("tasmota:one/power"), saved.keySet());
        Streams after = streams(saved);
        Instant now = at(3 * 1440);
        after.accept(reading(ONE, 3 * 1440));
        after.accept(reading(TWO, 3 * 1440));
        assertEquals(ratio(before, ONE, now), ratio(after, ONE, now), 1e-9);
        assertTrue(ratio(after, ONE, now) > 0);
        assertEquals(0, ratio(after, TWO, now), 1e-9);
        assertEquals(List.of(), damaged);
    }

    @Test
    void aDamagedStateIsToldAndLearnedAnew() {
        Streams streams = streams(Map.of(ONE.toString(), new byte[] {1, 2, 3}));
        streams.accept(reading(ONE, 0));
        assertEquals(1, damaged.size());
        assertTrue(damaged.getFirst().startsWith("tasmota:one/power: ["), damaged.getFirst());
        assertFalse(streams.progress(START).getFirst().ready().isReady());
    }

    @Test
    void aStreamThatIsGoneForGoodTakesNoShare() {
        Streams before = streams(Map.of());
        for (int minute = 0; minute < 5 * 1440; minute++) {
            before.accept(reading(ONE, minute));
            before.accept(reading(TWO, minute));
            before.advance(at(minute), score -> {});
        }
        assertEquals(BUDGET / 2, before.sharePerWeek());
        Map<String, byte[]> saved = before.states();
        Streams after = streams(saved);
        for (int day : new int[] {5, 34, 36}) {
            int minute = day * 1440;
            after.accept(reading(ONE, minute));
            after.advance(at(minute + 5), score -> {});
            before.accept(reading(ONE, minute));
            before.advance(at(minute + 5), score -> {});
            before.advance(at(minute + 6), score -> {});
            after.advance(at(minute + 6), score -> {});
            assertEquals(day < 35 ? BUDGET / 2 : BUDGET, after.sharePerWeek(), "after a restart, day " + day);
            assertEquals(day < 35 ? BUDGET / 2 : BUDGET, before.sharePerWeek(), "day " + day);
        }
        after.accept(reading(TWO, 37 * 1440));
        after.advance(at(37 * 1440 + 5), score -> {});
        after.accept(reading(ONE, 37 * 1440 + 6));
        after.advance(at(37 * 1440 + 7), score -> {});
        assertEquals(BUDGET / 2, after.sharePerWeek(), "it is back");
    }

    @Test
    void aStreamThatIsGoneForGoodIsForgotten() {
        Streams before = streams(Map.of());
        for (int minute = 0; minute < 10; minute++) {
            before.accept(reading(ONE, minute));
            before.accept(reading(TWO, minute));
            before.advance(at(minute), score -> {});
        }
        Instant later = at(10).plus(Streams.GONE);
        assertEquals(Set.of(), before.takeOutGone(later.minusSeconds(300)));
        Map<String, byte[]> saved = before.states();
        assertEquals(Set.of(ONE.toString(), TWO.toString()), before.takeOutGone(later.plusSeconds(60)));
        assertEquals(Map.of(), before.states());

        Streams after = streams(saved);
        after.accept(new Reading(ONE.source(), Quantity.POWER, 5, later, false));
        after.advance(later, score -> {});
        after.advance(later.plusSeconds(60), score -> {});
        Instant awaited = later.plus(Duration.ofDays(1)).plusSeconds(1);
        assertEquals(Set.of(), after.takeOutGone(awaited.minusSeconds(2)), "the clock may be wrong for a while");
        assertEquals(Set.of(TWO.toString()), after.takeOutGone(awaited));
        assertEquals(Set.of(), after.takeOutGone(awaited), "only once");
        assertEquals(Set.of(ONE.toString()), after.states().keySet());
    }

    @Test
    void whoTakesBackThatAnAlarmWasRealLetsItsStreamPay() {
        Streams streams = streams(Map.of());
        for (int minute = 0; minute < 10; minute++) {
            streams.accept(reading(ONE, minute));
            streams.accept(reading(TWO, minute));
            streams.advance(at(minute), score -> {});
        }
        Map<String, byte[]> before = streams.states();
        Incident real = incident().judged(true);
        streams.judged(real, real);
        streams.judged(incident(), incident().judged(false));
        assertArrayEquals(before.get(ONE.toString()), streams.states().get(ONE.toString()));
        streams.judged(real, incident().judged(false));
        assertFalse(Arrays.equals(before.get(ONE.toString()), streams.states().get(ONE.toString())));
        assertArrayEquals(before.get(TWO.toString()), streams.states().get(TWO.toString()));
        streams.judged(incident().judged(false), real);
        assertArrayEquals(before.get(ONE.toString()), streams.states().get(ONE.toString()));
    }

    private static Incident incident() {
        return new Incident(
                "i-1",
                ONE.source().device(),
                "one",
                "unusual_power",
                Severity.WARNING,
                START,
                START,
                START,
                "It is odd.",
                new Cut.Open(),
                Optional.empty());
    }

    /// A jump of the clock is no time in which a stream was not heard.
    @Test
    void aClockThatIsSetForgetsNothing() {
        Streams streams = streams(Map.of("tasmota:old/power", new byte[] {1}));
        streams.accept(reading(ONE, 0));
        streams.advance(at(1), score -> {});
        streams.advance(at(2), score -> {});
        streams.clockSet(Duration.ofDays(900));
        assertEquals(Set.of(), streams.takeOutGone(at(3).plus(Duration.ofDays(900))));
    }

    @Test
    void eachSixthOfTheStreamsIsWrittenInItsTurn() {
        Streams streams = streams(Map.of());
        for (int i = 0; i < 30; i++) {
            streams.accept(new Reading(stream("plug" + i).source(), Quantity.POWER, 5, START, false));
        }
        Set<String> written = new TreeSet<>();
        int states = 0;
        for (int turn = 0; turn < 6; turn++) {
            Map<String, byte[]> next = streams.nextStates();
            assertTrue(next.size() < 30, next.keySet().toString());
            states += next.size();
            written.addAll(next.keySet());
        }
        assertEquals(30, states);
        assertEquals(streams.states().keySet(), written);
    }

    @Test
    void aPastFromElsewhereIsTakenUnlessTheStreamIsAsFarByItself() {
        byte[] longer = past(9 * 1440);
        byte[] shorter = past(3 * 1440);
        Instant now = at(9 * 1440);
        Streams live = streams(Map.of());
        live.adopt(ONE, longer, now);
        assertEquals(List.of(), live.progress(now), "nothing is known of a stream that was not heard");
        live.accept(reading(ONE, 9 * 1440));
        live.adopt(ONE, shorter, now);
        double some = ratio(live, ONE, now);
        live.adopt(ONE, longer, now);
        assertTrue(some > 0 && some < 1, "ratio " + some);
        assertEquals(1, ratio(live, ONE, now));
        live.adopt(ONE, shorter, now);
        assertEquals(1, ratio(live, ONE, now));
        assertEquals(List.of(), damaged);
        live.adopt(ONE, new byte[] {1, 2, 3}, now);
        assertEquals(1, damaged.size());
        assertEquals(1, ratio(live, ONE, now));
    }

    private byte[] past(int minutes) {
        Streams past = streams(Map.of());
        for (int minute = 0; minute < minutes; minute++) {
            past.acceptPast(reading(ONE, minute));
            past.advance(at(minute), score -> {});
        }
        return java.util.Objects.requireNonNull(past.states().get(ONE.toString()));
    }

    private static double ratio(Streams streams, StreamId stream, Instant now) {
        return streams.progress(now).stream()
                .filter(progress -> progress.stream().equals(stream))
                .findFirst()
                .orElseThrow()
                .ready()
                .ratio();
    }

    private Streams streams(Map<String, byte[]> saved) {
        return new Streams(ZONE, BUDGET, saved, this::tell);
    }

    private void tell(StreamId stream, Problem problem) {
        damaged.add(stream + ": " + problem);
    }

    private static List<String> said(List<Score> scores) {
        return scores.stream()
                .map(score -> score.at() + " " + score.stream() + " " + score.tailProbability() + score.alarms())
                .toList();
    }

    private static long alarms(List<Score> scores) {
        return scores.stream().filter(Score::alarms).count();
    }

    private static StreamId stream(String name) {
        return new StreamId(Source.whole(new DeviceId("tasmota", name)), Quantity.POWER);
    }

    private static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static Reading reading(StreamId stream, int minute) {
        double noise = new Random(31L * minute + stream.hashCode()).nextGaussian();
        return new Reading(stream.source(), Quantity.POWER, 60 + 8 * noise, at(minute), false);
    }

    /// The same streams scored by hand, each with the budget over `sharers` while both may alarm.
    private static final class Oracle {
        private final int sharers;
        private final List<Resampler> resamplers = new ArrayList<>();
        private final List<PlugScorer> scorers = new ArrayList<>();

        Oracle(int sharers) {
            this.sharers = sharers;
            for (StreamId stream : List.of(ONE, TWO)) {
                resamplers.add(new Resampler(stream, Streams.TICK));
                scorers.add(new PlugScorer(stream, ZONE, Streams.TICK));
            }
        }

        private static boolean endsMinute(Tick tick) {
            return tick.start().plus(Streams.TICK).getEpochSecond() % 60 == 0;
        }

        void advance(Instant now, int minute, List<Score> scores) {
            boolean areReady =
                    scorers.stream().allMatch(scorer -> scorer.readiness(now).isReady());
            double share = areReady ? BUDGET / sharers : BUDGET;
            for (int i = 0; i < 2; i++) {
                resamplers.get(i).accept(reading(i == 0 ? ONE : TWO, minute));
                for (Tick tick : resamplers.get(i).advance(now)) {
                    Optional<Score> score = scorers.get(i).score(tick, share);
                    if (scorers.get(i).readiness(now).isReady() && endsMinute(tick)) {
                        score.ifPresent(scores::add);
                    }
                }
            }
        }
    }
}
