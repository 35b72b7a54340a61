package dev.domovoi.app.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoHomeTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Rome");
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final int LEARNING_MINUTES = 28 * 1440;
    private static final double SHARE_OF_ONE_A_WEEK = 1.0 / 9;

    private final DemoHome home = DemoHome.of(ZONE, 7);

    private AppliancePower appliance(String name) {
        return home.appliance(name).orElseThrow();
    }

    @Test
    void holdsFourRecordedAndFiveGeneratedAppliances() {
        assertEquals(9, home.appliances().size());
        assertTrue(home.appliances()
                .keySet()
                .containsAll(List.of("kettle", "washing_machine", "dishwasher", "microwave", "freezer")));
    }

    @Test
    void everyApplianceIsAFunctionOfTimeAndDrawsSomethingPlausible() {
        DemoHome again = DemoHome.of(ZONE, 7);
        home.appliances().forEach((name, power) -> {
            double highest = 0;
            for (int minute = 0; minute < LEARNING_MINUTES; minute++) {
                Instant at = START.plusSeconds(60L * minute);
                double watts = power.watts(at);
                assertTrue(watts >= 0 && watts < 3700, name + " draws " + watts + " W at " + at);
                assertEquals(watts, again.appliance(name).orElseThrow().watts(at));
                highest = Math.max(highest, watts);
            }
            assertTrue(highest > 10, name + " never draws more than " + highest + " W");
        });
    }

    @Test
    void aRecordedWeekComesBackAfterFourWeeksAtTheSameLocalTime() {
        Instant winter = Instant.parse("2026-03-09T00:00:00Z");
        Instant summer = winter.plus(Duration.ofDays(28)).minus(Duration.ofHours(1));
        for (int minute = 0; minute < 7 * 1440; minute++) {
            assertEquals(
                    appliance("kettle").watts(winter.plusSeconds(60L * minute)),
                    appliance("kettle").watts(summer.plusSeconds(60L * minute)));
        }
    }

    @Test
    void aKettleStuckOnAndAFreezerThatStoppedAreAlarmedWithinAnHour() {
        for (int hour : List.of(3, 13, 20)) {
            assertAlarmedWithinAnHour("kettle", Fault.STUCK_ON, hour);
            assertAlarmedWithinAnHour("freezer", Fault.STOPPED_CYCLING, hour);
            assertAlarmedWithinAnHour("freezer", Fault.STUCK_ON, hour);
            assertAlarmedWithinAnHour("bathroom_heater", Fault.STUCK_ON, hour);
        }
    }

    private void assertAlarmedWithinAnHour(String name, Fault fault, int hour) {
        int minutes = minutesToAlarm(name, fault, hour);
        assertTrue(minutes <= 60, name + " " + fault + " at hour " + hour + " alarmed after " + minutes + " minutes");
    }

    private int minutesToAlarm(String name, Fault fault, int hour) {
        Instant broken = START.plusSeconds(60L * LEARNING_MINUTES + hour * 3600L);
        AppliancePower power = appliance(name).with(fault, broken);
        StreamId stream = new StreamId(Source.whole(new DeviceId("tasmota", name)), Quantity.POWER);
        HourOfWeek scorer = new HourOfWeek(stream, ZONE, Duration.ofMinutes(1));
        for (Instant at = START; at.isBefore(broken.plusSeconds(7200)); at = at.plusSeconds(60)) {
            Optional<Score> score = scorer.score(new Tick(stream, at, power.watts(at), at), SHARE_OF_ONE_A_WEEK);
            if (!at.isBefore(broken) && score.isPresent() && score.get().alarms()) {
                return (int) Duration.between(broken, at).toMinutes();
            }
        }
        throw new AssertionError(name + " " + fault + " raised no alarm within two hours");
    }
}
