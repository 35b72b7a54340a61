package dev.domovoi.app.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Contenders;
import dev.domovoi.app.sim.AppliancePower;
import dev.domovoi.app.sim.DemoHome;
import dev.domovoi.score.drill.Drill;
import dev.domovoi.score.drill.DrillPlan;
import dev.domovoi.score.drill.Drilled;
import dev.domovoi.score.drill.Fault;
import dev.domovoi.score.drill.Finding;
import dev.domovoi.score.drill.Sight;
import dev.domovoi.score.drill.Trace;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the drill finds on the home that ships with the demo, at its budget of one alarm a week for nine plugs.
final class DemoHomeDrillTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int TICK_SECONDS = 10;
    private static final int TICKS = 21 * 8640;
    private static final DrillPlan PLAN = DrillPlan.usual(1.0 / 9);
    private static final DemoHome HOME = DemoHome.of(LONDON, 20_140_331);

    static Trace trace(String name) {
        AppliancePower appliance = HOME.appliance(name).orElseThrow();
        float[] watts = new float[TICKS];
        for (int tick = 0; tick < TICKS; tick++) {
            watts[tick] = (float) appliance.watts(START.plusSeconds((long) TICK_SECONDS * tick));
        }
        StreamId stream = new StreamId(Source.whole(new DeviceId("demo", name)), Quantity.POWER);
        return new Trace(stream, LONDON, START, TICK_SECONDS, watts);
    }

    static Drilled.Done drilled(String name) {
        Trace trace = trace(name);
        return switch (Drill.run(
                trace,
                Optional.of(trace("microwave")),
                Contenders.of(trace.stream(), LONDON).getFirst(),
                PLAN,
                share -> true)) {
            case Drilled.Done done -> done;
            case Drilled.Cannot cannot -> throw new AssertionError(name + " " + cannot.why());
            case Drilled.Stopped stopped -> throw new AssertionError("stopped");
        };
    }

    private static Finding.Tried tried(Drilled.Done done, Fault fault) {
        return done.tried().stream()
                .filter(finding -> finding.fault() == fault)
                .findFirst()
                .orElseThrow(() -> new AssertionError(fault + " was not tried"));
    }

    private static void assertCaught(Drilled.Done done, Fault fault, long withinMinutes) {
        Finding.Tried tried = tried(done, fault);
        assertTrue(tried.share() >= 0.75, () -> done.stream() + ": " + tried);
        assertTrue(tried.medianDelay().orElseThrow().toMinutes() <= withinMinutes, () -> done.stream() + ": " + tried);
    }

    @Test
    void aFreezerThatStopsCyclingIsSeen() {
        Drilled.Done freezer = drilled("freezer");
        assertCaught(freezer, Fault.STUCK_ON, 30);
        assertCaught(freezer, Fault.DEAD, 30);
        assertCaught(freezer, Fault.FROZEN, 180);
        assertTrue(freezer.falseAlarms() <= 1, "false alarms: " + freezer.falseAlarms());
    }

    @Test
    void aKettleThatStaysOnIsSeenAndItsMeterCannotBeJudged() {
        Drilled.Done kettle = drilled("kettle");
        assertCaught(kettle, Fault.STUCK_ON, 30);
        assertCaught(kettle, Fault.LEFT_ON, 30);
        assertCaught(kettle, Fault.STANDBY_CREEP, 60);
        String said = String.join("\n", Sight.sentences(kettle));
        assertTrue(said.contains("It cannot see: ") && said.contains("weak_element"), said);
        assertTrue(said.contains("dead (it draws nothing for up to"), said);
        assertTrue(kettle.falseAlarms() <= 1, "false alarms: " + kettle.falseAlarms());
    }

    @Test
    void aNasThatGoesDeadIsSeenAndWhatItCannotHaveIsSaid() {
        Drilled.Done nas = drilled("nas");
        assertCaught(nas, Fault.DEAD, 10);
        String said = String.join("\n", Sight.sentences(nas));
        assertTrue(said.contains("night_use (it is on at three at night in 100 % of the nights anyway)"), said);
        assertTrue(said.contains("It cannot see: ") && said.contains("drift_up"), said);
    }
}
