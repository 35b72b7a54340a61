package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Remembered;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class EspHomeTest {
    private final EspHome dialect = new EspHome();

    @TestFactory
    List<DynamicTest> readsWhatDevicesSent() {
        return Fixtures.tests("esphome");
    }

    @Test
    void saysNothingOfASensorWhoseUnitIsUnknown() {
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "plug/sensor/power/state", "42.1"));
        announce("plug", "power", "W");
        assertEquals(Map.of("plug|power|power", 42.1), Fixtures.observed(dialect, "plug/sensor/power/state", "42.1"));
    }

    @Test
    void switchesByWordsBelowThePrefixAndTakesOnlyTheStateTopicForAnAnswer() {
        SwitchRecipe recipe =
                Fixtures.recipe(dialect, "home/hall/switch/relay/state", "ON").orElseThrow();
        assertEquals(new Command("home/hall/switch/relay/command", "OFF"), recipe.off());
        assertEquals(new Command("home/hall/switch/relay/command", "ON"), recipe.on());
        assertEquals("relay", recipe.target().channel());
        assertEquals(
                Map.of(),
                Fixtures.observed(dialect, recipe.off().topic(), recipe.off().payload()));
        assertEquals(
                Map.of("home/hall|relay|switch", 0.0),
                Fixtures.observed(dialect, "home/hall/switch/relay/state", "OFF"));
    }

    @Test
    void subscribesBelowAPrefixThatIsDeeperThanUsual() {
        assertEquals(List.of(), announce("a/b", "power", "W"));
        assertTrue(announce("a/b/c", "power", "W").contains(new Learned.Topic("a/b/c/sensor/+/state")));
        assertTrue(announce("a/b/c", "power", "W").contains(new Learned.Topic("a/b/c/status")));
    }

    @Test
    void claimsAStatusOnlyBelowAPrefixThatItKnows() {
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("plug/status", "online")));
        announce("plug", "power", "W");
        assertEquals(Map.of("plug||availability", 1.0), Fixtures.observed(dialect, "plug/status", "online"));
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "plug/status", ""));
    }

    @Test
    void leavesAnnouncementsOfOthersAlone() {
        for (String state : List.of(
                "zigbee2mqtt/plug",
                "tele/plug/SENSOR",
                "obk1/power/get",
                "shellies/p/relay/0/power",
                "sensor/x/state")) {
            String payload = "{\"stat_t\":\"" + state + "\",\"dev_cla\":\"power\",\"unit_of_meas\":\"W\"}";
            assertEquals(
                    Report.NOT_MINE,
                    dialect.decode(Fixtures.message("homeassistant/sensor/x/power/config", payload)),
                    state);
        }
    }

    @Test
    void remembersABoundedNumberOfSensors() {
        announce("first", "power", "W");
        for (int i = 0; i < Remembered.MAX_NAMES; i++) {
            announce("plug" + i, "power", "W");
        }
        assertEquals(Map.of(), Fixtures.observed(dialect, "first/sensor/power/state", "5"));
        assertEquals(
                1, Fixtures.observed(dialect, "plug999/sensor/power/state", "5").size());
    }

    @Test
    void refusesHugeAnnouncementsAndDeepOnes() {
        String huge = "{\"stat_t\":\"p/sensor/power/state\",\"name\":\"" + "n".repeat(Announcement.MAX_BYTES) + "\"}";
        String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        for (String payload : List.of(huge, deep)) {
            assertTrue(Fixtures.understood(dialect, "homeassistant/sensor/p/power/config", payload)
                    .isRejected());
        }
        assertTrue(Fixtures.understood(dialect, "p".repeat(60_000) + "/switch/relay/state", "ON")
                .isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(EspHome::new, 15, 20_000);
    }

    private List<Learned> announce(String prefix, String objectId, String unit) {
        String payload = "{\"stat_t\":\"%s/sensor/%s/state\",\"dev_cla\":\"power\",\"unit_of_meas\":\"%s\"}"
                .formatted(prefix, objectId, unit);
        String topic = "homeassistant/sensor/" + prefix.replace('/', '_') + "/" + objectId + "/config";
        return Fixtures.learned(dialect, topic, payload);
    }
}
