package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.signal.SwitchRecipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class Zigbee2MqttTest {
    private static final String DEVICES = """
            [{"type":"Coordinator","friendly_name":"Coordinator"},
             {"friendly_name":"z1/power","definition":{"exposes":[
               {"type":"switch","features":[{"name":"state","property":"state_left","endpoint":"left"}]},
               {"type":"numeric","name":"current","property":"current","unit":"mA"},
               {"type":"numeric","name":"energy","property":"energy","unit":"Wh"},
               {"type":"numeric","name":"power","property":"power","unit":"hp"}]}}]""";

    private final Zigbee2Mqtt dialect = new Zigbee2Mqtt();

    @TestFactory
    List<DynamicTest> readsWhatDevicesSent() {
        return Fixtures.tests("zigbee2mqtt");
    }

    @Test
    void takesUnitsFromTheBridge() {
        dialect.decode(Fixtures.message("zigbee2mqtt/bridge/devices", DEVICES));
        assertEquals(
                Map.of("z1/power||current", 0.5, "z1/power||energy_total", 1.5),
                Fixtures.observed(dialect, "zigbee2mqtt/z1/power", "{\"current\":500,\"energy\":1500,\"power\":3}"));
    }

    @Test
    void saysWhichDevicesTheBridgeNoLongerHas() {
        dialect.decode(Fixtures.message("zigbee2mqtt/bridge/devices", DEVICES));
        Decoded.Learned.Gone gone = assertInstanceOf(
                Decoded.Learned.Gone.class,
                Fixtures.learned(dialect, "zigbee2mqtt/bridge/devices", "[]").getFirst());
        assertEquals("z1/power", gone.device().name());
    }

    @Test
    void readsABatteryInMillivolts() {
        assertEquals(
                Map.of("w||voltage", 2.99),
                Fixtures.observed(dialect, "zigbee2mqtt/w", "{\"battery\":93,\"voltage\":2990}"));
    }

    @Test
    void switchesAnEndpointByItsOwnPropertyAndAsksBack() {
        List<Decoded.Learned> learned = Fixtures.learned(dialect, "zigbee2mqtt/a/b", "{\"state_right\":\"ON\"}");
        SwitchRecipe recipe = ((Decoded.Learned.Switch) learned.getFirst()).recipe();
        assertEquals(new SwitchRecipe.Command("zigbee2mqtt/a/b/set", "{\"state_right\":\"OFF\"}"), recipe.off());
        assertEquals(
                new SwitchRecipe.Command("zigbee2mqtt/a/b/get", "{\"state_right\":\"\"}"),
                recipe.query().orElseThrow());
        assertTrue(recipe.answersOptimistically());
    }

    @Test
    void takesOtherPropertiesForNoRelayAndNoPower() {
        assertEquals(
                Map.of(),
                Fixtures.observed(
                        dialect,
                        "zigbee2mqtt/p",
                        "{\"power_on_behavior\":\"on\",\"update\":{\"state\":\"idle\"},\"power_outage_memory\":1}"));
    }

    @Test
    void asksForTheWattsBehindARelayWhereTheBridgeSaysThatItCan() {
        String numeric = "{\"type\":\"numeric\",\"name\":\"power\",\"property\":\"%s\",\"unit\":\"W\",\"access\":%d}";
        String devices =
                "[{\"friendly_name\":\"p\",\"definition\":{\"exposes\":[{\"type\":\"switch\",\"features\":[{\"name\":\"state\","
                        + "\"property\":\"state\",\"access\":7}]}," + numeric + "]}}]";
        dialect.decode(Fixtures.message("zigbee2mqtt/bridge/devices", devices.formatted("power", 1)));
        assertEquals(
                Optional.empty(),
                Fixtures.recipe(dialect, "zigbee2mqtt/p", "{\"state\":\"ON\"}")
                        .orElseThrow()
                        .wattsQuery());
        dialect.decode(Fixtures.message("zigbee2mqtt/bridge/devices", devices.formatted("power", 5)));
        assertEquals(
                Optional.of(new SwitchRecipe.Command("zigbee2mqtt/p/get", "{\"power\":\"\"}")),
                Fixtures.recipe(dialect, "zigbee2mqtt/p", "{\"state\":\"ON\"}")
                        .orElseThrow()
                        .wattsQuery());
    }

    @Test
    void refusesAMessageOfTooManyReadings() {
        StringBuilder payload = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            payload.append("\"power_%d\":1,\"voltage_%d\":2,\"current_%d\":3,".formatted(i, i, i));
        }
        payload.append("\"state\":\"ON\"}");
        assertTrue(Fixtures.understood(dialect, "zigbee2mqtt/p", payload.toString())
                .isRejected());
    }

    @Test
    void namesThePlaceOfAWrongState() {
        Decoded.Understood understood =
                Fixtures.understood(dialect, "zigbee2mqtt/p", "{\"state_left\":true,\"power\":1}");
        assertEquals("state_left", understood.problems().getFirst().at());
    }

    @Test
    void refusesABaseTopicWithWildcards() {
        assertThrows(IllegalArgumentException.class, () -> new Zigbee2Mqtt("home/#"));
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(Zigbee2Mqtt::new, 13, 20_000);
    }
}
