package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judge;
import dev.domovoi.score.Restored;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Client;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Surroundings;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is rare for a client without having a name.
final class LearnedBehaviourTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final int SLOTS_A_DAY = 144;

    private static Judge hourOfWeek(StreamId stream, Duration slot) {
        return new HourOfWeek(stream, ZoneOffset.UTC, slot);
    }

    private static Flow flow(Instant at, String client, String peer, long sent, boolean isValid) {
        return new Flow(
                at,
                at,
                new Client(Address.parse(client).orElseThrow(), ""),
                Address.parse(peer).orElseThrow(),
                new Service("tcp", 443),
                false,
                new Connections(1, 1, 0),
                isValid ? new Traffic(sent, sent, 1, 1) : Traffic.NONE,
                isValid);
    }

    private static List<Finding> weeks(LearnedBehaviour learned, int days, int oddDay) {
        Random chance = new Random(4);
        List<Finding> findings = new ArrayList<>();
        for (int slot = 0; slot < days * SLOTS_A_DAY; slot++) {
            Instant at = MONDAY.plusSeconds(600L * slot + 30);
            boolean isOdd = slot / SLOTS_A_DAY == oddDay && slot % SLOTS_A_DAY >= 20 && slot % SLOTS_A_DAY < 40;
            long sent = (long) ((isOdd ? 50_000_000 : 20_000) * (1 + chance.nextDouble()));
            findings.addAll(learned.judge(flow(at, Scene.CLIENT, Scene.ABROAD, sent, true)));
        }
        return findings;
    }

    @Test
    void farMoreThanEverBeforeIsToldOnce() {
        LearnedBehaviour learned = new LearnedBehaviour(Surroundings.usual(), LearnedBehaviourTest::hourOfWeek, 1, 4);
        List<Finding> findings = weeks(learned, 32, 30);
        assertEquals(
                List.of(Kind.UNUSUAL_TRAFFIC),
                findings.stream().map(Finding::kind).distinct().toList());
        assertTrue(findings.size() <= 2, findings.toString());
        assertTrue(findings.getFirst().at().isAfter(MONDAY.plus(Duration.ofDays(30))), findings.toString());
        assertTrue(findings.getFirst().why().contains("out of the house"), findings.toString());
    }

    @Test
    void ordinaryWeeksAreQuiet() {
        LearnedBehaviour learned = new LearnedBehaviour(Surroundings.usual(), LearnedBehaviourTest::hourOfWeek, 1, 4);
        assertEquals(List.of(), weeks(learned, 32, -1));
    }

    @Test
    void onlySoManyClientsAreLearned() {
        LearnedBehaviour learned = new LearnedBehaviour(Surroundings.usual(), LearnedBehaviourTest::hourOfWeek, 1, 4);
        for (int i = 1; i < 20; i++) {
            learned.learn(flow(MONDAY, "192.168.1." + i, Scene.ABROAD, 1, true));
        }
        assertEquals(4, learned.clients());
    }

    @Test
    void silenceIsSlotsOfNothingAndALongOneAGap() {
        Slots slots = new Slots("a", Surroundings.usual());
        assertEquals(List.of(), slots.add(flow(MONDAY, Scene.CLIENT, Scene.ABROAD, 10, true)));
        List<Tick> ticks = slots.add(flow(MONDAY.plusSeconds(1900), Scene.CLIENT, Scene.ABROAD, 10, true));
        assertEquals(6, ticks.size(), "three slots of two numbers");
        assertEquals(Math.log1p(10), ticks.getFirst().value());
        assertEquals(0, ticks.getLast().value());
        assertEquals(
                2,
                slots.add(flow(MONDAY.plus(Duration.ofDays(3)), Scene.CLIENT, Scene.ABROAD, 10, true))
                        .size());
    }

    @Test
    void whatLiesAroundAnInterruptionIsAGap() {
        Slots slots = new Slots("a", Surroundings.usual());
        slots.add(flow(MONDAY, Scene.CLIENT, Scene.ABROAD, 10, true));
        slots.interrupt();
        assertEquals(List.of(), slots.add(flow(MONDAY.plusSeconds(7000), Scene.CLIENT, Scene.ABROAD, 10, true)));
        assertEquals(List.of(), slots.add(flow(MONDAY.plusSeconds(7300), Scene.CLIENT, Scene.ABROAD, 10, true)));
        assertEquals(
                2,
                slots.add(flow(MONDAY.plusSeconds(7900), Scene.CLIENT, Scene.ABROAD, 10, true))
                        .size());
    }

    @Test
    void afterBytesThatWereNotTrueSilenceIsNotTrueEither() {
        Slots slots = new Slots("a", Surroundings.usual());
        slots.add(flow(MONDAY, Scene.CLIENT, Scene.ABROAD, 10, false));
        List<Tick> ticks = slots.add(flow(MONDAY.plusSeconds(1900), Scene.CLIENT, Scene.ABROAD, 10, true));
        assertEquals(
                List.of("peers"),
                ticks.stream()
                        .map(tick -> tick.stream().source().channel())
                        .distinct()
                        .toList());
    }

    private static LearnedBehaviour learned() {
        return new LearnedBehaviour(Surroundings.usual(), LearnedBehaviourTest::hourOfWeek, 1, 4);
    }

    private static Restored restored(byte[] state, StreamId stream, Duration slot) {
        return HourOfWeek.restored(state, stream, ZoneOffset.UTC, slot);
    }

    @Test
    void whatWasLearnedIsGoneOnFrom() {
        LearnedBehaviour before = learned();
        weeks(before, 29, -1);
        Instant then = MONDAY.plus(Duration.ofDays(29));
        assertEquals(2, before.readyStreams(then));
        LearnedBehaviour after = learned();
        assertEquals(
                List.of(),
                after.restore(Scene.CLIENT, before.state(Scene.CLIENT).orElseThrow(), LearnedBehaviourTest::restored));
        assertEquals(2, after.readyStreams(then));
        List<Finding> findings = new ArrayList<>();
        for (int slot = 0; slot < 20; slot++) {
            findings.addAll(after.judge(
                    flow(then.plusSeconds(600L * slot + 30), Scene.CLIENT, Scene.ABROAD, 70_000_000, true)));
        }
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(after.alarmingAt(Scene.CLIENT).orElseThrow().isAfter(then));
        assertEquals(Optional.empty(), after.state("nobody"));
        after.forget(Scene.CLIENT);
        assertEquals(List.of(0, 0), List.of(after.clients(), after.readyStreams(then)));
    }

    @Test
    void whatIsDamagedIsLearnedAnewAndSaidSo() {
        LearnedBehaviour before = learned();
        weeks(before, 8, -1);
        byte[] state = before.state(Scene.CLIENT).orElseThrow();
        for (int at = 0; at < state.length; at += 97) {
            byte[] damaged = state.clone();
            damaged[at] ^= 1;
            assertEquals(
                    1,
                    learned()
                            .restore(Scene.CLIENT, damaged, LearnedBehaviourTest::restored)
                            .size());
        }
    }

    @Test
    void whoWasSilentForAWeekGivesItsPlace() {
        LearnedBehaviour learned = learned();
        for (int i = 1; i <= 4; i++) {
            learned.learn(flow(MONDAY.plusSeconds(i), "192.168.1." + i, Scene.ABROAD, 1, true));
        }
        Instant later = MONDAY.plus(LearnedBehaviour.GIVES_ITS_PLACE).plusSeconds(2);
        learned.learn(flow(later, "192.168.1.5", Scene.ABROAD, 1, true));
        assertEquals(
                List.of(false, true, true),
                List.of(
                        learned.state("192.168.1.1").isPresent(),
                        learned.state("192.168.1.2").isPresent(),
                        learned.state("192.168.1.5").isPresent()));
        learned.learn(flow(later, "192.168.1.6", Scene.ABROAD, 1, true));
        assertEquals(4, learned.clients());
        assertEquals(Optional.empty(), learned.state("192.168.1.6"));
    }

    @Test
    void bytesThatAreNotTrueAreNotLearned() {
        Slots slots = new Slots("a", Surroundings.usual());
        slots.add(flow(MONDAY, Scene.CLIENT, Scene.ABROAD, 10, true));
        slots.add(flow(MONDAY, Scene.CLIENT, Scene.ABROAD, 10, false));
        List<Tick> ticks = slots.add(flow(MONDAY.plusSeconds(600), Scene.CLIENT, Scene.ABROAD, 10, true));
        assertEquals(
                List.of("peers"),
                ticks.stream().map(tick -> tick.stream().source().channel()).toList());
    }

    @Test
    void afterARestartThoseAreKnownThatWereHeardLast() {
        LearnedBehaviour before = new LearnedBehaviour(Surroundings.usual(), LearnedBehaviourTest::hourOfWeek, 1, 9);
        LearnedBehaviour after = learned();
        for (int i = 1; i <= 6; i++) {
            String client = "192.168.1." + i;
            before.learn(flow(MONDAY.plusSeconds(i == 2 ? 0 : i), client, Scene.ABROAD, 1, true));
            assertEquals(
                    List.of(),
                    after.restore(client, before.state(client).orElseThrow(), LearnedBehaviourTest::restored));
        }
        String silent = "192.168.1.7";
        before.learn(flow(MONDAY.plusSeconds(1), silent, Scene.ABROAD, 1, true));
        after.restore(silent, before.state(silent).orElseThrow(), LearnedBehaviourTest::restored);
        assertEquals(Optional.empty(), after.state(silent), "it was silent for longer than all that are known");
        assertEquals(
                List.of(false, false, true, true, true, true),
                java.util.stream.IntStream.rangeClosed(1, 6)
                        .mapToObj(i -> after.state("192.168.1." + i).isPresent())
                        .toList());
    }

    /// As on a machine without a clock of its own, which begins years ago until it hears the time.
    @Test
    void aClockThatIsSetMakesNobodySilent() {
        LearnedBehaviour learned = learned();
        for (int i = 1; i <= 4; i++) {
            learned.learn(flow(MONDAY.plusSeconds(i), "192.168.1." + i, Scene.ABROAD, 1, true));
        }
        learned.clockSet(Duration.ofDays(300));
        learned.learn(flow(MONDAY.plus(Duration.ofDays(300)).plusSeconds(9), "192.168.1.5", Scene.ABROAD, 1, true));
        assertTrue(learned.state("192.168.1.1").isPresent());
    }
}
