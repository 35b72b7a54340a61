package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

    private final List<String> damaged = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();
    private Learner learner = Learner.fresh(FRIDGE, ZONE);
    private int tick;

    private Instant now() {
        return START.plusSeconds(10L * tick);
    }

    private void cycles(int hours) {
        for (int until = tick + hours * HOUR; tick < until; ) {
            draws(tick % HOUR < 110 + tick / HOUR % 7 ? 80 : 1.5);
        }
    }

    private void stays(double watts, int hours) {
        for (int until = tick + hours * HOUR; tick < until; ) {
            draws(watts);
        }
    }

    private void draws(double watts) {
        learner.learn(new Tick(FRIDGE, now(), watts, now()), 1, Optional.empty(), scores::add);
        tick++;
    }

    private long alarms() {
        long count = scores.stream().filter(Score::alarms).count();
        scores.clear();
        return count;
    }

    @Test
    void theOneThatIsReadyFirstSpeaksOnceAMinute() {
        cycles(3 * 24);
        assertEquals(List.of(), scores);
        assertFalse(learner.readiness(now()).isReady());
        cycles(2 * 24);
        assertTrue(learner.readiness(now()).isReady());
        assertEquals("plug", learner.speaks(Optional.empty(), now()));
        scores.clear();
        cycles(1);
        assertEquals(60, scores.size());
        assertEquals("plug", learner.speaks(Optional.of("hour_of_week"), now()), "which is not ready yet");
        assertEquals(0, alarms());
    }

    @Test
    void whatWasUnusualIsForgottenWhenItIsOver() {
        cycles(7 * 24);
        byte[] before = learner.state();
        stays(80, 1);
        assertTrue(alarms() > 0, "stuck on");
        Learner untouched = Learner.fresh(FRIDGE, ZONE).withLearned(before, FRIDGE, ZONE, this::damaged);
        learner = untouched;
        learner.setAside(now());
        stays(80, 24);
        learner.putBack(now(), this::damaged);
        Learner again = Learner.fresh(FRIDGE, ZONE).withLearned(before, FRIDGE, ZONE, this::damaged);
        assertSameKnowledge(again, learner);
        scores.clear();
        cycles(12);
        assertEquals(0, alarms(), "back to normal");
        stays(80, 2);
        assertTrue(alarms() > 0, "a day of it was not learned");
        assertEquals(List.of(), damaged);
    }

    /// The scorers' states, without when it was unusual.
    private static void assertSameKnowledge(Learner one, Learner other) {
        LearnerState first = LearnerState.read("one", one.state(), problem -> {});
        LearnerState second = LearnerState.read("other", other.state(), problem -> {});
        assertEquals(first.now().keySet(), second.now().keySet());
        first.now()
                .forEach((name, state) -> assertArrayEquals(
                        state, java.util.Objects.requireNonNull(second.now().get(name)), name));
    }

    @Test
    void whatAPersonCallsNormalIsLearned() {
        cycles(7 * 24);
        learner.setAside(now());
        stays(80, 1);
        byte[] learned = learner.state();
        assertTrue(learner.learnAfterAll());
        learner.putBack(now(), this::damaged);
        LearnerState kept = LearnerState.read("kept", learner.state(), this::damaged);
        LearnerState known = LearnerState.read("known", learned, this::damaged);
        assertArrayEquals(known.now().get("plug"), kept.now().get("plug"));
        assertFalse(learner.learnAfterAll(), "there is nothing more");
    }

    @Test
    void whatLastsForThreeDaysIsTheNewNormal() {
        cycles(7 * 24);
        learner.setAside(now());
        stays(80, 70);
        assertFalse(learner.learnsLasting(now()));
        learner.putBack(now(), this::damaged);
        learner.setAside(now());
        stays(80, 2);
        assertTrue(learner.learnsLasting(now()), "two incidents within a day are one change");
        assertFalse(learner.learnsLasting(now()), "said once");
        learner.setAside(now());
        assertFalse(learner.learnAfterAll(), "what lasts is no longer put aside");
        learner.putBack(now(), this::damaged);
        tick += 2 * 24 * HOUR;
        learner.setAside(now());
        assertTrue(learner.learnAfterAll(), "another change, days later");
    }

    @Test
    void aRestartKeepsWhatIsAside() {
        cycles(7 * 24);
        byte[] before = learner.state();
        learner.setAside(now());
        stays(80, 24);
        learner = Learner.fresh(FRIDGE, ZONE).withLearned(learner.state(), FRIDGE, ZONE, this::damaged);
        learner.putBack(now(), this::damaged);
        assertSameKnowledge(Learner.fresh(FRIDGE, ZONE).withLearned(before, FRIDGE, ZONE, this::damaged), learner);
        assertEquals(List.of(), damaged);
    }

    @Test
    void aStateOfTheHourOfTheWeekAloneIsGoneOnFrom() {
        var alone = new dev.domovoi.score.baseline.HourOfWeek(FRIDGE, ZONE, Duration.ofMinutes(1));
        for (int minute = 0; minute < 8 * 1440; minute++) {
            Instant at = START.plusSeconds(60L * minute);
            alone.judge(new Tick(FRIDGE, at, minute % 60 < 20 ? 80 : 1.5, at), 1);
        }
        Learner next = Learner.fresh(FRIDGE, ZONE).withLearned(alone.state(), FRIDGE, ZONE, this::damaged);
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
            Learner next = Learner.fresh(FRIDGE, ZONE).withLearned(wrong, FRIDGE, ZONE, this::damaged);
            assertFalse(damaged.isEmpty(), "byte " + at);
            assertEquals(0, next.readiness(now()).ratio());
        }
    }

    private void damaged(dev.domovoi.signal.Problem problem) {
        damaged.add(problem.toString());
    }
}
