package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ShellyGen1Test {
    private final ShellyGen1 dialect = new ShellyGen1();

    @TestFactory
    List<DynamicTest> readsWhatDevicesSent() {
        return Fixtures.tests("shelly_gen1");
    }

    @Test
    void countsRelayEnergyInWattMinutes() {
        assertEquals(Map.of("p|0|energy_total", 0.001), Fixtures.observed(dialect, "shellies/p/relay/0/energy", "60"));
    }

    @Test
    void prefersTheTotalOfAMeterToItsVolatileCounter() {
        assertEquals(
                1,
                Fixtures.observed(dialect, "shellies/p/emeter/0/energy", "60").size());
        assertEquals(
                1, Fixtures.observed(dialect, "shellies/p/emeter/0/total", "5").size());
        assertEquals(Map.of(), Fixtures.observed(dialect, "shellies/p/emeter/0/energy", "61"));
    }

    @Test
    void leavesOutSentinelTemperatures() {
        assertEquals(Map.of(), Fixtures.observed(dialect, "shellies/p/temperature", "999"));
        assertEquals(Map.of(), Fixtures.observed(dialect, "shellies/p/sensor/temperature", "-1"));
    }

    @Test
    void forgetsADeletedStateInsteadOfCallingItOff() {
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "shellies/p/relay/0", ""));
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "shellies/p/online", ""));
    }

    @Test
    void teachesHowToSwitchTheRelay() {
        List<Decoded.Learned> learned = Fixtures.learned(dialect, "shellies/p/relay/1", "on");
        Decoded.Learned.Switch taught = (Decoded.Learned.Switch) learned.getFirst();
        assertEquals("shellies/p/relay/1/command", taught.recipe().off().topic());
        assertEquals("off", taught.recipe().off().payload());
        assertEquals("1", taught.recipe().target().channel());
    }

    @Test
    void leavesAvailabilityToTheLaterGenerationWhereThatWasSeen() {
        assertEquals(1, Fixtures.observed(dialect, "shellies/p/online", "true").size());
        dialect.decode(Fixtures.message("shellies/p/status/switch:0", "{}"));
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("shellies/p/online", "true")));
    }

    @Test
    void refusesOddIndexesAndNames() {
        for (String index : List.of("-1", "01", "+1", "1000", "a", "")) {
            String topic = "shellies/p/relay/" + index + "/power";
            assertTrue(Fixtures.understood(dialect, topic, "5").isRejected(), topic);
        }
        assertTrue(
                Fixtures.understood(dialect, "shellies/p\u202e/relay/0", "on").isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(ShellyGen1::new, 11, 20_000);
    }
}
