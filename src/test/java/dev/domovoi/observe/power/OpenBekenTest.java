package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class OpenBekenTest {
    private final OpenBeken dialect = new OpenBeken();

    @TestFactory
    List<DynamicTest> readsWhatDevicesSent() {
        return Fixtures.tests("openbeken");
    }

    @Test
    void switchesByNumbersBecauseTheFirmwareTakesWordsForOff() {
        SwitchRecipe recipe = Fixtures.recipe(dialect, "obk1/1/get", "1").orElseThrow();
        assertEquals(new Command("obk1/1/set", "1"), recipe.on());
        assertEquals(new Command("obk1/1/set", "0"), recipe.off());
        assertEquals("1", recipe.target().channel());
    }

    @Test
    void asksByAnEmptyPayloadAndDoesNotTakeItsOwnQuestionForAnAnswer() {
        SwitchRecipe recipe = Fixtures.recipe(dialect, "obk1/1/get", "1").orElseThrow();
        Command query = recipe.query().orElseThrow();
        assertEquals(new Command("obk1/1/get", ""), query);
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, query.topic(), query.payload()));
        assertEquals(
                Optional.empty(),
                Fixtures.recipe(dialect, "obk1/40/get", "1").orElseThrow().query());
        assertEquals(
                Report.NOT_MINE, dialect.decode(Fixtures.message(recipe.off().topic(), "0")));
    }

    @Test
    void switchesARelayThatWasAnnouncedTheOtherWayRoundByTheOtherNumber() {
        announce("switch", "obk1/3/get", "\"pl_on\":\"0\",\"pl_off\":\"1\"");
        SwitchRecipe recipe = Fixtures.recipe(dialect, "obk1/3/get", "0").orElseThrow();
        assertEquals("1", recipe.off().payload());
        assertEquals(Map.of("obk1|3|switch", 1.0), Fixtures.observed(dialect, "obk1/3/get", "0"));
    }

    @Test
    void takesAChannelForARelayOnlyWhileItSaysNothingElse() {
        assertEquals(Map.of("obk1|2|switch", 0.0), Fixtures.observed(dialect, "obk1/2/get", "0"));
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "obk1/2/get", "57"));
        assertEquals(Map.of(), Fixtures.observed(dialect, "obk1/2/get", "0"));
        assertEquals(Optional.empty(), Fixtures.recipe(dialect, "obk1/2/get", "1"));
        assertEquals(Map.of("obk2|2|switch", 0.0), Fixtures.observed(dialect, "obk2/2/get", "0"));
    }

    @Test
    void keepsToAnAnnouncementAgainstAStrayNumber() {
        announce("switch", "obk1/1/get", "\"pl_on\":\"1\",\"pl_off\":\"0\"");
        assertTrue(Fixtures.understood(dialect, "obk1/1/get", "57").isRejected());
        assertEquals(Map.of("obk1|1|switch", 1.0), Fixtures.observed(dialect, "obk1/1/get", "1"));
        announce("number", "obk1/1/get", "\"min\":0");
        assertEquals(Map.of(), Fixtures.observed(dialect, "obk1/1/get", "1"));
    }

    @Test
    void countsEnergyAsTheDeviceAnnouncedIt() {
        assertEquals(Map.of("obk1||energy_total", 0.025), Fixtures.observed(dialect, "obk1/energycounter/get", "25"));
        announce("sensor", "obk1/energycounter/get", "\"unit_of_meas\":\"kWh\"");
        assertEquals(Map.of("obk1||energy_total", 25.0), Fixtures.observed(dialect, "obk1/energycounter/get", "25"));
        assertEquals(Map.of("obk2||energy_total", 0.025), Fixtures.observed(dialect, "obk2/energycounter/get", "25"));
    }

    @Test
    void listensForTheSignalOfADeviceThatItKnows() {
        assertTrue(Fixtures.learned(dialect, "obk1/connected", "online").contains(new Learned.Topic("obk1/rssi")));
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("counter/rssi", "5000")));
        assertTrue(Fixtures.understood(dialect, "obk1/rssi", "strong").isRejected());
    }

    @Test
    void subscribesBelowAnIdThatHasLevels() {
        assertTrue(announce("sensor", "home/hall/power/get", "\"unit_of_meas\":\"W\"")
                .contains(new Learned.Topic("home/hall/+/get")));
    }

    @Test
    void leavesForeignTopicsAlone() {
        for (String topic :
                List.of("x/y/get", "get", "/get", "x/get", "x/connected", "x/rssi", "a/b/rssi", "x/64/get")) {
            assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message(topic, "sunny")), topic);
        }
        assertEquals(
                Report.NOT_MINE,
                dialect.decode(
                        Fixtures.message("homeassistant/sensor/x/config", "{\"~\":\"~\",\"stat_t\":\"~/~/~\"}")));
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(OpenBeken::new, 16, 20_000);
    }

    private List<Learned> announce(String component, String state, String members) {
        return Fixtures.learned(
                dialect,
                "homeassistant/" + component + "/" + state.replace('/', '_') + "/config",
                "{\"stat_t\":\"" + state + "\"," + members + "}");
    }
}
