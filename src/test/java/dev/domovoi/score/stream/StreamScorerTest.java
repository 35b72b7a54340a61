package dev.domovoi.score.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile;
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
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StreamScorerTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2026-03-16T00:00:00Z");
    private static final Duration TICK = Duration.ofMinutes(5);
    private static final StreamId STREAM = new StreamId(Source.whole(new DeviceId("tasmota", "pump")), Quantity.POWER);
    private static final int DAY = 288;

    private static StreamScorer scorer() {
        return new StreamScorer(STREAM, ZONE, TICK, SmallNetworks.two());
    }

    private static StreamScorer level() {
        return new StreamScorer(STREAM, ZONE, TICK, new Forecaster.Level(2000), new Forecaster.Level(2000));
    }

    /// A day's wave with noise; every tenth row or so is missing, and now and then half a day.
    private static List<Tick> rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tick> rows = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < count; i++) {
            double wave = Math.sin(2 * Math.PI * (at.getEpochSecond() % 86_400) / 86_400);
            rows.add(tick(at, 50 + 20 * wave + random.nextGaussian()));
            at = at.plus(TICK.multipliedBy(random.nextInt(10) == 0 ? 2 : 1)).plusSeconds(random.nextInt(3));
            at = random.nextInt(1000) == 0 ? at.plus(Duration.ofHours(12)) : at;
        }
        return rows;
    }

    private static Tick tick(Instant at, double value) {
        return new Tick(STREAM, at, value, at.plus(TICK));
    }

    /// Everything a judgement says, with its evidence as it was then.
    private static List<Object> said(StreamScorer scorer, List<Tick> rows) {
        List<Object> said = new ArrayList<>();
        for (Tick row : rows) {
            Optional<Judgement> judgement = scorer.judge(row, 1);
            said.add(judgement
                    .map(j -> List.of(
                            j.isReady(),
                            j.expected(),
                            j.anomaly(),
                            j.tailProbability(),
                            j.alarms(),
                            j.channel(),
                            java.util.Arrays.stream(j.evidence()).boxed().toList()))
                    .orElse(List.of()));
        }
        return said;
    }

    private static void assertSame(List<Object> expected, List<Object> said, String what) {
        assertEquals(expected.size(), said.size());
        for (int i = 0; i < said.size(); i++) {
            assertEquals(expected.get(i), said.get(i), what + ", row " + i);
        }
    }

    @Test
    void whatComesLaterChangesNothingBefore() {
        List<Tick> rows = rows(1500, 1);
        List<Object> whole = said(scorer(), rows);
        SplittableRandom random = new SplittableRandom(2);
        for (int run = 0; run < 4; run++) {
            int cut = 1 + random.nextInt(rows.size());
            List<Tick> other = new ArrayList<>(rows.subList(0, cut));
            assertSame(whole.subList(0, cut), said(scorer(), other), "cut at " + cut);
        }
    }

    @Test
    void goesOnAsIfNothingHadHappenedAfterARestart() {
        List<Tick> rows = rows(1600, 3);
        List<Object> whole = said(scorer(), rows);
        for (int cut : new int[] {0, 1, 130, 1011}) {
            StreamScorer before = scorer();
            assertSame(whole.subList(0, cut), said(before, rows.subList(0, cut)), "before");
            Restored restored = StreamScorer.restored(before.state(), STREAM, ZONE, TICK, SmallNetworks.two());
            Restored.Whole after = assertInstanceOf(Restored.Whole.class, restored);
            assertTrue(after.isSameForecaster());
            assertArrayEquals(before.state(), after.scorer().state());
            assertSame(
                    whole.subList(cut, rows.size()),
                    said(after.scorer(), rows.subList(cut, rows.size())),
                    "restarted after " + cut + " rows");
        }
    }

    @Test
    void theControlRestartsLikewise() {
        List<Tick> rows = rows(1000, 4);
        List<Object> whole = said(level(), rows);
        StreamScorer before = level();
        said(before, rows.subList(0, 600));
        Restored.Whole after = assertInstanceOf(Restored.Whole.class, StreamScorer.restored(before.state(), level()));
        assertSame(whole.subList(600, 1000), said(after.scorer(), rows.subList(600, 1000)), "the control");
    }

    @Test
    void otherWeightsTakeOverWhatTheStreamTaught() {
        StreamScorer before = scorer();
        List<Tick> rows = rows(9 * DAY, 5);
        said(before, rows);
        Instant now = rows.getLast().start();
        Committee other = SmallNetworks.committee(99, SmallNetworks.shape(8), SmallNetworks.shape(8));
        Restored restored = StreamScorer.restored(before.state(), STREAM, ZONE, TICK, other);
        Restored.Whole after = assertInstanceOf(Restored.Whole.class, restored);
        assertFalse(after.isSameForecaster());
        assertEquals(before.readiness(now), after.scorer().readiness(now));
        assertTrue(
                after.scorer().judge(tick(now.plus(TICK), 50), 1).orElseThrow().isReady());
    }

    @Test
    void aStateThatIsDamagedOrOfAnotherIsNamed() {
        StreamScorer scorer = scorer();
        said(scorer, rows(300, 6));
        byte[] state = scorer.state();
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 50; run++) {
            byte[] damaged = java.util.Arrays.copyOf(state, run % 2 == 0 ? state.length : random.nextInt(state.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertInstanceOf(Restored.Damaged.class, StreamScorer.restored(damaged, scorer()));
        }
        StreamScorer slower = new StreamScorer(STREAM, ZONE, Duration.ofMinutes(6), SmallNetworks.two());
        assertInstanceOf(Restored.Damaged.class, StreamScorer.restored(state, slower));
        assertInstanceOf(Restored.Damaged.class, StreamScorer.restored(state, level()));
        Committee weekly = SmallNetworks.committee(1, SmallNetworks.shape(8), SmallNetworks.shape(11));
        assertInstanceOf(Restored.Damaged.class, StreamScorer.restored(state, STREAM, ZONE, TICK, weekly));
    }

    @Test
    void findsWhatIsFarOutsideAndSaysSo() {
        for (StreamScorer scorer : List.of(scorer(), level())) {
            List<Tick> rows = rows(9 * DAY, 8);
            said(scorer, rows);
            Instant at = rows.getLast().start().plus(TICK);
            Judgement judgement = scorer.judge(tick(at, 400), 1).orElseThrow();
            assertEquals("range", scorer.channels().get(judgement.channel()));
            assertTrue(judgement.isReady() && judgement.alarms(), "it was " + judgement);
            assertTrue(judgement.anomaly() > 5 && judgement.tailProbability() < 0.01, "it was " + judgement);
            String why = scorer.why(judgement);
            assertTrue(why.startsWith("400 W, expected "), why);
            assertTrue(why.contains("all before was within 2"), why);
            assertTrue(why.contains("for this series"), why);
        }
    }

    @Test
    void saysWhatTheMeanWasWhatWasExpectedAndWhatItWentBy() {
        StreamScorer scorer = scorer();
        List<Tick> rows = rows(2000, 9);
        said(scorer, rows);
        Instant at = rows.getLast().start();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            at = at.plus(TICK);
            Judgement judgement =
                    scorer.judge(tick(at, i / 12 % 2 == 0 ? 31.5 : 69), 1).orElseThrow();
            said.add(scorer.channels().get(judgement.channel()) + ": " + scorer.why(judgement));
        }
        assertTrue(
                said.stream()
                        .filter(words -> words.startsWith("pattern: ") || words.startsWith("forecast: "))
                        .anyMatch(words -> words.contains("; the forecast went by what came at ")),
                String.join("\n", said));
        assertTrue(said.stream().anyMatch(words -> words.startsWith("course: ")), String.join("\n", said));
    }

    @Test
    void aClockSetBackAndRowsOutOfTimeAreNoReasonToStop() {
        StreamScorer scorer = scorer();
        said(scorer, rows(9 * DAY, 10));
        for (Tick row : rows(300, 11)) {
            Judgement judgement = scorer.judge(row, 1).orElseThrow();
            assertTrue(Double.isFinite(judgement.anomaly()));
        }
        Judgement twice = scorer.judge(tick(START, 50), 1).orElseThrow();
        assertTrue(scorer.judge(tick(START, 50), 1).isPresent() && twice.isReady());
    }

    @Test
    void extremeAndConstantValuesStayFinite() {
        StreamScorer scorer = scorer();
        Instant at = START;
        double[] values = {0, 0, 1e300, -1e300, 5, 1e-300, 1e12, 1e12 + 1};
        for (int i = 0; i < 2000; i++) {
            at = at.plus(TICK);
            double value = i < 1000 ? 7 : values[i % values.length];
            scorer.judge(tick(at, value), 1).ifPresent(judgement -> {
                assertTrue(Double.isFinite(judgement.anomaly()));
                assertTrue(scorer.why(judgement).length() < 400, scorer.why(judgement));
            });
        }
    }

    @Test
    void becomesReadyAfterAWeekAndSaysHowFarItIs() {
        StreamScorer scorer = scorer();
        assertEquals(0, scorer.readiness(START).ratio());
        List<Tick> rows = rows(4 * DAY, 12);
        said(scorer, rows);
        Instant now = rows.getLast().start();
        double half = scorer.readiness(now).ratio();
        assertTrue(half > 0.3 && half < 0.9, "it was " + scorer.readiness(now));
        assertTrue(scorer.readiness(now).expected().isAfter(now.plus(Duration.ofDays(1))));
        said(scorer, rows(9 * DAY, 12).subList(4 * DAY, 9 * DAY));
        assertTrue(scorer.readiness(now).isReady());
    }

    @Test
    void takesNoMoreMemoryThanItMay() {
        ValueShape usual = ValueShape.usual();
        Committee committee = new Committee(Kernels.best(), List.of(network(usual), network(usual)));
        StreamScorer scorer = new StreamScorer(STREAM, ZONE, Duration.ofSeconds(10), committee);
        assertTrue(scorer.bytes() < 256 * 1024, "a stream takes " + scorer.bytes() + " bytes");
    }

    private static WeightsFile.Values network(ValueShape shape) {
        return new WeightsFile.Values(shape, new float[shape.layout().size()]);
    }
}
