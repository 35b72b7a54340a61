package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.DeviceId;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What of a stream is learned, what is put aside, and what a restart keeps of both.
final class LearnerTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final StreamId FRIDGE =
            new StreamId(Source.whole(new DeviceId("tasmota", "fridge")), Quantity.POWER);
    private static final int HOUR = 360;
    private static final Duration CALM = Duration.ofHours(1);

    private final List<String> damaged = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();
    private final List<Instant> opened = new ArrayList<>();
    private final List<Instant> closed = new ArrayList<>();
    private Learner learner = Learner.fresh(FRIDGE, ZONE);
    private Optional<Instant> alarmedAt = Optional.empty();
    private boolean lasted;
    private int tick;

    private Instant now() {
        return START.plusSeconds(10L * tick);
    }

    private static double usual(int tick) {
        return tick % HOUR < 110 + tick / HOUR % 7 ? 80 + tick % 3 : 1.5 + tick % 2 * 0.1;
    }

    private void cycles(int hours) {
        for (int until = tick + hours * HOUR; tick < until; ) {
            draws(usual(tick));
        }
    }

    private void stays(double watts, double hours) {
        for (int until = tick + (int) (hours * HOUR); tick < until; ) {
            draws(watts);
        }
    }

    /// As the pipeline does: an incident is open from an alarm on until an hour without one, by a score that says so.
    private void draws(double watts) {
        scores.clear();
        learner.learn(new Tick(FRIDGE, now(), watts, now()), 1, Optional.empty(), scores::add);
        tick++;
        if (scores.stream().anyMatch(Score::alarms)) {
            if (alarmedAt.isEmpty()) {
                opened.add(now());
            }
            alarmedAt = Optional.of(now());
        }
        if (tick % 6 == 0) {
            boolean isCalm = !scores.isEmpty() && scores.stream().noneMatch(Score::alarms);
            if (isCalm && alarmedAt.filter(at -> !now().isBefore(at.plus(CALM))).isPresent()) {
                alarmedAt = Optional.empty();
                closed.add(now());
            }
            if (alarmedAt.isPresent()) {
                lasted |= learner.isUnusual(now());
            } else {
                learner.isUsual(1);
            }
        }
    }

    @Test
    void theOneThatIsReadyFirstSpeaksOnceAMinute() {
        cycles(3 * 24);
        assertFalse(learner.readiness(now()).isReady());
        assertEquals(List.of(), scores);
        cycles(2 * 24);
        assertTrue(learner.readiness(now()).isReady());
        assertEquals("plug", learner.speaks(Optional.empty(), now()));
        assertEquals("plug", learner.speaks(Optional.of("hour_of_week"), now()), "which is not ready yet");
        int told = 0;
        for (int until = tick + HOUR; tick < until; ) {
            draws(usual(tick));
            told += scores.size();
        }
        assertEquals(60, told);
        assertEquals(List.of(), opened);
    }

    @Test
    void aFaultIsOneIncidentHoweverLongItGoesOn() {
        cycles(10 * 24);
        assertEquals(List.of(), opened);
        stays(1.5, 24);
        assertEquals(1, opened.size(), "dead: " + opened + " closed " + closed);
        assertEquals(List.of(), closed);
        cycles(12);
        assertEquals(1, closed.size(), "back to normal");
        cycles(24);
        assertEquals(1, opened.size(), opened.toString());
    }

    @Test
    void anAlarmIsPaidForUnlessItWasReal() {
        cycles(10 * 24);
        double before = learner.credit();
        stays(1.5, 6);
        Instant first = opened.getFirst();
        assertTrue(learner.credit() < before - 0.9, before + " and then " + learner.credit());
        assertTrue(learner.hasAlarmedIn(first, alarmedAt.orElseThrow()));
        assertFalse(learner.hasAlarmedIn(first.minus(Duration.ofDays(3)), first.minus(Duration.ofDays(2))));
        learner.pay(-1);
        assertEquals(before, learner.credit(), 0.1);
    }

    @Test
    void theSameFaultIsFoundAgainAsSoonAsTheFirstTime() {
        cycles(10 * 24);
        List<Long> delays = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            Instant from = now();
            stays(1.5, 4);
            assertEquals(day + 1, opened.size(), "day " + day + ", " + delays);
            delays.add(Duration.between(from, opened.getLast()).toMinutes());
            cycles(20);
        }
        assertTrue(delays.getLast() <= delays.getFirst() + 5, delays.toString());
        assertEquals(3, closed.size());
    }

    @Test
    void whatLastsForThreeDaysIsTheNewNormal() {
        cycles(10 * 24);
        stays(1.5, 71);
        assertFalse(lasted);
        assertEquals(1, opened.size());
        stays(1.5, 3);
        assertTrue(lasted);
        stays(1.5, 24);
        assertEquals(1, opened.size(), opened.toString());
        assertEquals(1, closed.size(), "it is learned");
        lasted = false;
        stays(1.5, 6);
        assertFalse(lasted, "said once");
    }

    @Test
    void whatAPersonCallsNormalIsLearned() {
        cycles(10 * 24);
        stays(1.5, 1);
        assertEquals(1, opened.size());
        for (int until = tick + 24 * HOUR; tick < until; ) {
            learner.learnAfterAll();
            scores.clear();
            learner.learn(new Tick(FRIDGE, now(), 1.5, now()), 1, Optional.empty(), scores::add);
            tick++;
        }
        assertTrue(scores.stream().noneMatch(Score::alarms), "a day later");
    }

    @Test
    void aRestartKeepsWhatIsAside() {
        cycles(10 * 24);
        stays(1.5, 5);
        learner = learner.withLearned(learner.state(), ZONE, this::damaged);
        stays(1.5, 24);
        assertEquals(1, opened.size(), opened.toString());
        assertEquals(List.of(), closed);
        cycles(12);
        assertEquals(1, closed.size());
        assertEquals(List.of(), damaged);
    }

    @Test
    void aGapInAFaultMakesNoSecondIncident() {
        cycles(10 * 24);
        for (int hours : new int[] {4, 7}) {
            stays(1.5, hours);
            tick += 120;
            learner = learner.withLearned(learner.state(), ZONE, this::damaged);
        }
        stays(1.5, 12);
        assertEquals(1, opened.size(), opened + " closed " + closed);
        cycles(12);
        assertEquals(1, closed.size());
    }

    @Test
    void whatComesDayAfterDayIsLearnedWhenItHasSpentItsCredit() {
        cycles(10 * 24);
        for (int day = 0; day < 20; day++) {
            stays(200, 3);
            cycles(21);
        }
        assertTrue(opened.size() >= 2 && opened.size() <= 8, opened.toString());
    }

    @Test
    void whatComesNowAndThenAndIsNothingAlarmsLessAndLess() {
        cycles(10 * 24);
        for (int time = 0; time < 8; time++) {
            stays(95 + 30 * time % 90, 1);
            cycles(71);
        }
        assertTrue(opened.size() >= 1 && opened.size() < 7, opened.toString());
        assertTrue(opened.getLast().isBefore(now().minus(Duration.ofDays(4))), "the last two times: " + opened);
    }

    @Test
    void aDamagedAsideIsToldAndDropped() {
        cycles(10 * 24);
        stays(1.5, 2);
        LearnerState whole = LearnerState.read("fridge", learner.state(), this::damaged);
        LearnerState.Aside aside = whole.aside().orElseThrow();
        byte[] wrong = aside.states().clone();
        java.util.Arrays.fill(wrong, (byte) 7);
        LearnerState damagedOne = new LearnerState(
                whole.now(), Optional.of(new LearnerState.Aside(aside.since(), aside.copiedAt(), wrong)), false, now());
        learner = learner.withLearned(damagedOne.written(), ZONE, this::damaged);
        assertEquals(1, damaged.size(), damaged.toString());
        assertTrue(LearnerState.read("fridge", learner.state(), this::damaged)
                .aside()
                .isEmpty());
        assertTrue(learner.readiness(now()).isReady());
    }

    @Test
    void aClockThatIsSetMakesNothingLastLonger() {
        cycles(10 * 24);
        stays(1.5, 1);
        learner.clockSet(Duration.ofDays(5));
        assertFalse(learner.isUnusual(now().plus(Duration.ofDays(5))));
        assertTrue(learner.isUnusual(now().plus(Duration.ofDays(8))));
    }

    @Test
    void timeInWhichNothingWasHeardMakesNothingLast() {
        cycles(10 * 24);
        stays(1.5, 5);
        learner = learner.withLearned(learner.state(), ZONE, this::damaged);
        tick += 4 * 24 * HOUR;
        stays(1.5, 1);
        assertFalse(lasted, "after one hour of a fault of five");
        stays(1.5, 4);
        assertTrue(lasted, "it has been like that since");
    }

    @Test
    void anAlarmThatOpensNoIncidentCostsNothingUntilItDoes() {
        cycles(10 * 24);
        double before = credit();
        for (int until = tick + 4 * HOUR; tick < until; ) {
            learner.learn(new Tick(FRIDGE, now(), 1.5, now()), 1, Optional.empty(), scores::add);
            tick++;
            if (tick % 6 == 0) {
                learner.isUsual(1);
            }
        }
        assertTrue(scores.getLast().alarms());
        assertTrue(credit() >= before, "held back: " + credit() + " of " + before);
        learner.isUnusual(now());
        learner.isUnusual(now());
        assertEquals(before - 1, credit(), 0.1, "shown after all, and paid once");
    }

    private double credit() {
        byte[] packed =
                LearnerState.read("fridge", learner.state(), this::damaged).now();
        byte[] plug = java.util.Objects.requireNonNull(
                LearnerState.unpacked("fridge", packed, this::damaged).get("plug"));
        return switch (dev.domovoi.score.plug.PlugScorer.restored(plug, FRIDGE, ZONE, Streams.TICK)) {
            case dev.domovoi.score.Restored.Whole(var scorer) -> scorer.credit();
            case dev.domovoi.score.Restored.Damaged(var problem) -> throw new AssertionError(problem);
        };
    }

    @Test
    void aStreamThatIsCalmIsLearnedThoughItsDevicesIncidentGoesOn() {
        cycles(10 * 24);
        stays(1.5, 2);
        for (int until = tick + 12 * HOUR; tick < until; ) {
            learner.learn(new Tick(FRIDGE, now(), usual(tick), now()), 1, Optional.empty(), scores::add);
            tick++;
            if (tick % 6 == 0) {
                learner.isUnusual(now());
            }
        }
        assertTrue(LearnerState.read("fridge", learner.state(), this::damaged)
                .aside()
                .isEmpty());
    }

    @Test
    void aPastIsTakenForTheScorerThatLacksIt() {
        var alone = new dev.domovoi.score.baseline.HourOfWeek(FRIDGE, ZONE, Duration.ofMinutes(1));
        for (int minute = 0; minute < 8 * 1440; minute++) {
            Instant at = START.plusSeconds(60L * minute);
            alone.judge(new Tick(FRIDGE, at, minute % 60 < 20 ? 80 : 1.5, at), 1);
        }
        cycles(8 * 24);
        byte[] past = learner.state();
        Learner old = Learner.fresh(FRIDGE, ZONE).withLearned(alone.state(), ZONE, this::damaged);
        assertTrue(old.readiness(now()).isReady());
        assertTrue(old.wantsPast(now()), "the plug scorer knows nothing yet");
        old.adopt(past, ZONE, now(), this::damaged);
        assertFalse(old.wantsPast(now()));
        assertEquals("plug", old.speaks(Optional.empty(), now()));
        assertEquals(List.of(), damaged);
    }

    @Test
    void anEarlierStateThatDoesNotSayWhenItWasHeardIsReadAll() {
        cycles(24);
        LearnerState whole = LearnerState.read("fridge", learner.state(), this::damaged);
        assertEquals(now().minusSeconds(10), whole.heardAt());
        byte[] state = learner.state();
        var body = java.nio.ByteBuffer.wrap(state, 8, state.length - 8 - 4 - 8).slice();
        byte[] earlier = new dev.domovoi.score.Envelope(0x44_4C_52_4E, 2, "").sealed(body);
        LearnerState read = LearnerState.read("fridge", earlier, this::damaged);
        assertEquals(Instant.EPOCH, read.heardAt());
        org.junit.jupiter.api.Assertions.assertArrayEquals(whole.now(), read.now());
        assertEquals(List.of(), damaged);
    }

    @Test
    void aStateOfTheHourOfTheWeekAloneIsGoneOnFrom() {
        var alone = new dev.domovoi.score.baseline.HourOfWeek(FRIDGE, ZONE, Duration.ofMinutes(1));
        for (int minute = 0; minute < 8 * 1440; minute++) {
            Instant at = START.plusSeconds(60L * minute);
            alone.judge(new Tick(FRIDGE, at, minute % 60 < 20 ? 80 : 1.5, at), 1);
        }
        Learner next = Learner.fresh(FRIDGE, ZONE).withLearned(alone.state(), ZONE, this::damaged);
        Instant then = START.plus(Duration.ofDays(8));
        assertTrue(next.readiness(then).isReady());
        assertEquals("hour_of_week", next.speaks(Optional.empty(), then));
        assertEquals(List.of(), damaged);
    }

    @Test
    void aDamagedStateIsToldAndNeverThrows() {
        cycles(24);
        byte[] state = learner.state();
        for (int at = 0; at < state.length; at += 97) {
            byte[] wrong = state.clone();
            wrong[at] ^= 0x10;
            damaged.clear();
            Learner next = Learner.fresh(FRIDGE, ZONE).withLearned(wrong, ZONE, this::damaged);
            assertFalse(damaged.isEmpty(), "byte " + at);
            assertEquals(0, next.readiness(now()).ratio());
        }
    }

    private void damaged(dev.domovoi.signal.Problem problem) {
        damaged.add(problem.toString());
    }
}
