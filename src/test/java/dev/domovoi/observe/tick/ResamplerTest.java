package dev.domovoi.observe.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResamplerTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Source PLUG = Source.whole(new DeviceId("tasmota", "fridge"));
    private static final StreamId STREAM = new StreamId(PLUG, Quantity.POWER);

    private final Resampler resampler = new Resampler(STREAM, Duration.ofMinutes(1));

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void weighsReadingsByTheTimeTheyHeld() {
        resampler.accept(at(0), 100);
        resampler.accept(at(45), 20);
        List<Tick> ticks = resampler.advance(at(120));
        assertEquals(List.of(80.0, 20.0), ticks.stream().map(Tick::value).toList());
        assertEquals(List.of(at(0), at(60)), ticks.stream().map(Tick::start).toList());
        assertEquals(at(45), ticks.getFirst().measuredAt());
    }

    @Test
    void handsOutATickOnlyOnceItHasEnded() {
        resampler.accept(at(0), 100);
        assertEquals(List.of(), resampler.advance(at(59)));
        assertEquals(1, resampler.advance(at(60)).size());
        assertEquals(List.of(), resampler.advance(at(61)));
    }

    @Test
    void makesNoTickFromAValueThatIsTooOld() {
        resampler.accept(at(0), 100);
        assertEquals(5, resampler.advance(at(3600)).size());
        resampler.accept(at(7200), 50);
        List<Tick> later = resampler.advance(at(7260));
        assertEquals(List.of(at(7200)), later.stream().map(Tick::start).toList());
        assertEquals(50, later.getFirst().value());
    }

    @Test
    void holdsAsLongAsASeldomReporterNeeds() {
        for (int i = 0; i < 10; i++) {
            resampler.accept(at(i * 1800L), 7);
        }
        assertEquals(Duration.ofMinutes(30), resampler.reportingPeriod());
        assertEquals(Duration.ofMinutes(45), resampler.holdLimit());
        resampler.advance(at(9 * 1800L));
        assertEquals(45, resampler.advance(at(9 * 1800L + 86_400)).size());
    }

    @Test
    void learnsTheHeartbeatBehindBurstsAndOutages() {
        long now = 0;
        for (int hour = 0; hour < 12; hour++) {
            for (int i = 0; i < 20; i++) {
                now += 2;
                resampler.accept(at(now), i);
            }
            for (int i = 0; i < 5; i++) {
                now += 600;
                resampler.accept(at(now), 1);
            }
        }
        resampler.accept(at(now + 86_400), 1);
        assertEquals(Duration.ofMinutes(10), resampler.reportingPeriod());
    }

    @Test
    void neverTakesInARetainedReading() {
        resampler.accept(new Observation.Reading(PLUG, Quantity.POWER, 500, at(0), true));
        assertEquals(List.of(), resampler.advance(at(120)));
        resampler.accept(new Observation.Reading(PLUG, Quantity.POWER, 5, at(120), false));
        assertEquals(1, resampler.advance(at(180)).size());
    }

    @Test
    void dropsAndCountsWhatComesOutOfOrderAndLetsTheLastOfOneMomentStand() {
        resampler.accept(at(0), 10);
        resampler.accept(at(30), 20);
        resampler.accept(at(15), 999);
        resampler.accept(at(30), 40);
        assertEquals(1, resampler.dropped());
        assertEquals(25, resampler.advance(at(60)).getFirst().value());
    }

    @Test
    void startsAnewAfterTheClockWasSetBack() {
        resampler.accept(at(86_400), 10);
        resampler.accept(at(0), 3);
        List<Tick> ticks = resampler.advance(at(60));
        assertEquals(List.of(at(0)), ticks.stream().map(Tick::start).toList());
        assertEquals(3, ticks.getFirst().value());
    }

    @Test
    void boundsItsWorkAndMemoryWhateverTheGap() {
        resampler.accept(at(0), 1);
        resampler.accept(Instant.parse("2099-01-01T00:00:00Z"), 2);
        assertEquals(6, resampler.advance(Instant.parse("2099-01-01T00:01:00Z")).size());
        for (int i = 0; i < 5000; i++) {
            resampler.accept(Instant.parse("2099-01-02T00:00:00Z").plusSeconds(60L * i), i);
        }
        assertEquals(
                Resampler.MOST_WAITING,
                resampler.advance(Instant.parse("2100-01-01T00:00:00Z")).size());
    }

    @Test
    void ticksAreInOrderAndWithinTheReadingsForAnyInput() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Resampler any = new Resampler(STREAM, Duration.ofMinutes(1));
            List<Tick> ticks = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 500; i++) {
                now += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(100);
                any.accept(at(now - (random.nextInt(8) == 0 ? random.nextInt(200) : 0)), random.nextInt(100));
                ticks.addAll(any.advance(at(now)));
            }
            for (int i = 0; i < ticks.size(); i++) {
                Tick tick = ticks.get(i);
                assertTrue(tick.value() >= 0 && tick.value() <= 99, "seed " + seed + " " + tick);
                assertTrue(i == 0 || tick.start().isAfter(ticks.get(i - 1).start()), "seed " + seed + " " + tick);
            }
        }
    }
}
