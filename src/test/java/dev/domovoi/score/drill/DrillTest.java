package dev.domovoi.score.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the drill counts as caught, and what it does not.
final class DrillTest {
    private static final DrillPlan PLAN = DrillPlan.usual(0.3);

    /// Alarms where its rule says so, and remembers nothing.
    private record Ruled(java.util.function.Predicate<Tick> rule) implements Scorer {
        @Override
        public List<String> channels() {
            return List.of("rule");
        }

        @Override
        public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
            Score.Expected expected = new Score.Expected(0, 0, 0);
            return Optional.of(new Judgement(
                    true, tick.value(), expected, 0, 0.5, rule.test(tick), 0, new double[] {tick.value()}));
        }

        @Override
        public String why(Judgement newest) {
            return "its rule";
        }

        @Override
        public ReadyState readiness(Instant now) {
            return new ReadyState(1, "always", now);
        }

        @Override
        public byte[] state() {
            return new byte[0];
        }

        Drilled.Done drilled(Trace trace, int minutes) {
            Candidate candidate =
                    new Candidate("ruled", Duration.ofMinutes(minutes), () -> this, state -> new Restored.Whole(this));
            return (Drilled.Done) Drill.run(trace, Optional.empty(), candidate, PLAN, share -> true);
        }
    }

    @Test
    void aFreezerStuckOnOrDeadIsCaught() {
        Drilled.Done done = Pasts.drilled(Pasts.freezer(), PLAN);
        for (Fault fault : List.of(Fault.STUCK_ON, Fault.DEAD)) {
            Finding.Tried tried = Pasts.tried(done, fault);
            assertTrue(tried.caught() >= 3, fault + ": " + tried);
            Duration delay = tried.medianDelay().orElseThrow();
            assertTrue(delay.toMinutes() >= 5 && delay.toMinutes() <= 150, fault + " after " + delay);
            assertEquals(List.of("hour_of_week"), tried.channels());
        }
        assertEquals(1.2, done.weeks(), 0.01);
        assertTrue(done.falseAlarms() <= 1, done.falseAlarms() + " false alarms");
        assertEquals(done, Pasts.drilled(Pasts.freezer(), PLAN), "the same past gives the same findings");
    }

    @Test
    void whatIsSeenAndWhatIsNotIsSaidInSentences() {
        String freezer = String.join("\n", Sight.sentences(Pasts.drilled(Pasts.freezer(), PLAN)));
        assertTrue(freezer.contains("It would catch: stuck_on ("), freezer);
        String said = String.join("\n", Sight.sentences(Pasts.drilled(Pasts.tv(), PLAN)));
        assertTrue(said.contains("It cannot see: stuck_on, ") && said.contains("standby_creep"), said);
        assertTrue(said.contains("dead (it draws nothing for up to 22"), said);
        assertTrue(said.contains("Untouched, the same 1.2 weeks raised "), said);
        assertTrue(said.contains("its share of the budget is one in 3.3 weeks."), said);
    }

    @Test
    void withoutABudgetNothingIsCaught() {
        Drilled.Done done = Pasts.drilled(Pasts.freezer(), DrillPlan.usual(0));
        assertEquals(0, done.caught());
        assertEquals(0, done.falseAlarms());
        assertTrue(done.places() > 20);
    }

    @Test
    void anAlarmThatIsAlwaysOnCatchesNothing() {
        Drilled.Done done = new Ruled(tick -> true).drilled(Pasts.freezer(), 1);
        assertEquals(0, done.caught());
        assertEquals(0, done.falseAlarms(), "it began while the past was learned");
    }

    @Test
    void anAlarmThatWouldHaveComeAnywayCatchesNothing() {
        Ruled hourly = new Ruled(tick -> tick.start().getEpochSecond() % 3600 < 60);
        Drilled.Done done = hourly.drilled(Pasts.freezer(), 1);
        assertEquals(0, done.caught());
        assertEquals(1.2 * 168, done.falseAlarms(), 2);
    }

    @Test
    void anAlarmWithinTheFaultCountsWithItsDelay() {
        Ruled nothing = new Ruled(tick -> tick.value() == 0);
        Finding.Tried dead = Pasts.tried(nothing.drilled(Pasts.freezer(), 1), Fault.DEAD);
        assertEquals(4, dead.caught());
        assertEquals(Optional.of(Duration.ofMinutes(1)), dead.medianDelay());
        Finding.Tried slower = Pasts.tried(nothing.drilled(Pasts.freezer(), 5), Fault.DEAD);
        assertEquals(4, slower.caught(), "at ticks of five minutes");
        assertTrue(slower.medianDelay().orElseThrow().toMinutes() <= 10);
    }

    @Test
    void tooShortAPastIsRefusedInWords() {
        Trace whole = Pasts.freezer();
        float[] start = Arrays.copyOf(whole.values(), 4 * Pasts.DAY);
        Trace trace = new Trace(whole.stream(), whole.zone(), whole.start(), 60, start);
        assertEquals(
                new Drilled.Cannot(
                        whole.stream(), "hour_of_week", "has 4.0 days of kept history, the drill needs 5.0 days"),
                Drill.run(trace, Optional.empty(), Pasts.hourOfWeek(trace), PLAN, share -> true));
        float[] more = Arrays.copyOf(whole.values(), 8 * Pasts.DAY);
        Trace longer = new Trace(whole.stream(), whole.zone(), whole.start(), 60, more);
        Drilled drilled = Drill.run(longer, Optional.empty(), Pasts.hourOfWeek(longer), PLAN, share -> true);
        assertTrue(
                drilled instanceof Drilled.Cannot cannot && cannot.why().contains("has learned"), drilled.toString());
    }

    @Test
    void itStopsWhenAskedToAndKeepsToItsLimitOfWork() {
        Trace trace = Pasts.freezer();
        AtomicInteger asked = new AtomicInteger();
        Drilled stopped = Drill.run(
                trace, Optional.empty(), Pasts.hourOfWeek(trace), PLAN, share -> asked.incrementAndGet() < 300);
        assertEquals(new Drilled.Stopped(trace.stream()), stopped);
        assertEquals(300, asked.get());
        Drilled.Done little = Pasts.drilled(trace, new DrillPlan(0.3, 4, 1, 1));
        assertFalse(little.isWhole());
        assertEquals(1, little.places());
        assertTrue(Pasts.drilled(trace, PLAN).isWhole());
    }
}
