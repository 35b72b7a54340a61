package dev.domovoi.score.drill;

import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/// Made-up pasts of three weeks by minute, and the scorer that is put to the drill on them.
final class Pasts {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final ZoneId ROME = ZoneId.of("Europe/Rome");
    static final int DAY = 1440;
    static final int DAYS = 21;
    static final int HELD_BACK_FROM = DAYS * DAY * 6 / 10;

    private Pasts() {}

    static StreamId stream(String name) {
        return new StreamId(Source.whole(new DeviceId("shelly", name)), Quantity.POWER);
    }

    static Trace trace(String name, IntToDoubleFunction watts) {
        float[] values = new float[DAYS * DAY];
        for (int minute = 0; minute < values.length; minute++) {
            values[minute] = (float) watts.applyAsDouble(minute);
        }
        return new Trace(stream(name), ROME, START, 60, values);
    }

    static double noise(long place) {
        return new SplittableRandom(place * 0x9E3779B97F4A7C15L).nextDouble();
    }

    /// Some twenty minutes of every hour at 85 W, 1.2 W between.
    static Trace freezer() {
        return trace("freezer", minute -> {
            int since = minute % 60 - (int) (5 * noise(minute / 60));
            boolean isOn = since >= 0 && since < 19 + 3 * noise(1000 + minute / 60);
            return (isOn ? 85 + 2 * noise(minute) : 1.2) + 0.2 * noise(-minute);
        });
    }

    /// Two hours of 110 W every evening, nothing else.
    static Trace tv() {
        return trace("tv", minute -> {
            int ofDay = (minute + 60) % DAY;
            int late = (int) (30 * noise(minute / DAY));
            boolean isOn = ofDay >= 1200 + late && ofDay < 1320 + late;
            return isOn ? 110 + 8 * noise(minute) : 0;
        });
    }

    /// Three minutes of 2 kW four times a day.
    static Trace kettle() {
        return trace("kettle", minute -> {
            int ofDay = minute % DAY;
            boolean isOn = ofDay % 240 < 3 && ofDay >= 400;
            return isOn ? 2000 + 20 * noise(minute) : 0;
        });
    }

    static Trace router() {
        return trace("router", minute -> 9 + 0.5 * noise(minute));
    }

    static Trace socket() {
        return trace("socket", minute -> 0);
    }

    static Candidate hourOfWeek(Trace trace) {
        Duration minute = Duration.ofMinutes(1);
        return new Candidate(
                "hour_of_week",
                minute,
                () -> new HourOfWeek(trace.stream(), ROME, minute),
                state -> HourOfWeek.restored(state, trace.stream(), ROME, minute));
    }

    static Drilled.Done drilled(Trace trace, DrillPlan plan) {
        return switch (Drill.run(trace, Optional.empty(), hourOfWeek(trace), plan, share -> true)) {
            case Drilled.Done done -> done;
            case Drilled.Cannot cannot -> throw new AssertionError(cannot.why());
            case Drilled.Stopped stopped -> throw new AssertionError("stopped");
        };
    }

    static Finding.Tried tried(Drilled.Done done, Fault fault) {
        return done.tried().stream()
                .filter(finding -> finding.fault() == fault)
                .findFirst()
                .orElseThrow(() -> new AssertionError(fault + " was not tried: " + done.findings()));
    }
}
