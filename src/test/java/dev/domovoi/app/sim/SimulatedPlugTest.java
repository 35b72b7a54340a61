package dev.domovoi.app.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a simulated plug says, as the real dialects hear it, and what it does when told.
final class SimulatedPlugTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Rome");

    private final Listening listening = new Listening();

    static List<SimulatedPlug> plugs() {
        return List.of(
                SimulatedPlug.tasmota("freezer", ZONE),
                SimulatedPlug.shellyGen1("microwave"),
                SimulatedPlug.shellyGen2("kettle"),
                new ZigbeeBridge("zigbee2mqtt", List.of("bathroom_heater", "lamp"))
                        .plugs()
                        .getFirst());
    }

    private static Instant second(int second) {
        return START.plusSeconds(second);
    }

    private SwitchRecipe meet(SimulatedPlug plug) {
        listening.hear(plug.hello(START), START);
        listening.hear(plug.report(START, 1234.5), START);
        return listening.recipe(plug.name());
    }

    private List<Outgoing> tell(SimulatedPlug plug, Command command, int second) {
        List<Outgoing> answer = plug.obey(command.topic(), command.payload(), second(second));
        listening.hear(answer, second(second));
        return answer;
    }

    private double watts(SimulatedPlug plug) {
        return listening.reading(plug.name(), Quantity.POWER);
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void isUnderstoodByItsDialect(SimulatedPlug plug) {
        meet(plug);
        assertEquals(1234.5, watts(plug), 0.05);
        assertEquals(Map.of(plug.name(), true), listening.states);
        double kilowattHours = listening.reading(plug.name(), Quantity.ENERGY_TOTAL);
        listening.hear(plug.report(second(3600), 0), second(3600));
        assertEquals(0, watts(plug));
        assertEquals(1.2345, listening.reading(plug.name(), Quantity.ENERGY_TOTAL) - kilowattHours, 0.01);
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void saysThatItIsThereAndThatItGoes(SimulatedPlug plug) {
        meet(plug);
        listening.hear(plug.hello(START), START);
        assertEquals(true, listening.online.get(plug.name()));
        listening.hear(plug.goodbye(), START);
        assertEquals(false, listening.online.get(plug.name()));
        assertTrue(plug.goodbye().stream().allMatch(Outgoing::retained));
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void obeysTheRecipeThatItsDialectLearned(SimulatedPlug plug) {
        SwitchRecipe recipe = meet(plug);
        tell(plug, recipe.off(), 1);
        assertFalse(plug.isOn());
        assertEquals(false, listening.states.get(plug.name()));
        assertEquals(0, watts(plug));
        listening.hear(plug.report(second(2), 1500), second(2));
        assertEquals(0, watts(plug), "an open relay carries nothing, whatever the appliance wants");
        tell(plug, recipe.on(), 3);
        assertTrue(plug.isOn());
        assertEquals(true, listening.states.get(plug.name()));
        assertEquals(1500, watts(plug));
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void answersTheQuestionOfItsDialectWithoutSwitching(SimulatedPlug plug) {
        SwitchRecipe recipe = meet(plug);
        tell(plug, recipe.off(), 1);
        listening.states.clear();
        recipe.query().ifPresent(question -> {
            tell(plug, question, 2);
            assertEquals(Map.of(plug.name(), false), listening.states);
        });
        assertFalse(plug.isOn());
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void countsNoEnergyWhileItIsOff(SimulatedPlug plug) {
        SwitchRecipe recipe = meet(plug);
        tell(plug, recipe.off(), 0);
        double kilowattHours = listening.reading(plug.name(), Quantity.ENERGY_TOTAL);
        listening.hear(plug.report(START.plus(Duration.ofDays(1)), 2000), START);
        assertEquals(kilowattHours, listening.reading(plug.name(), Quantity.ENERGY_TOTAL));
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void ignoresWhatIsNoCommandOfItsDialect(SimulatedPlug plug) {
        SwitchRecipe recipe = meet(plug);
        String topic = recipe.off().topic();
        for (String payload : List.of("", "blink", "3", "{}", "[]", "{\"state\":7}", "{\"id\":1,\"src\":\"x\"}")) {
            boolean isQuestion = payload.isEmpty() && plug instanceof TasmotaPlug;
            List<Outgoing> answer = plug.obey(topic, payload, second(1));
            assertEquals(isQuestion, !answer.isEmpty(), "answer to \"" + payload + "\"");
        }
        assertEquals(List.of(), plug.obey(topic + "x", recipe.off().payload(), second(2)));
        assertEquals(List.of(), plug.obey("another/plug/set", "OFF", second(3)));
        assertTrue(plug.isOn());
    }

    @ParameterizedTest
    @MethodSource("plugs")
    void hearsTheTopicOfItsRecipe(SimulatedPlug plug) {
        String topic = meet(plug).off().topic();
        assertTrue(
                plug.subscriptions().contains(topic)
                        || plug.subscriptions().contains(topic.substring(0, topic.lastIndexOf('/')) + "/+"),
                topic + " is not among " + plug.subscriptions());
    }

    @Test
    void aSecondGenerationShellyAnswersItsAskerAndKeepsSilentIfNothingChanged() {
        SimulatedPlug plug = SimulatedPlug.shellyGen2("kettle");
        SwitchRecipe recipe = meet(plug);
        List<Outgoing> same = plug.obey(recipe.on().topic(), recipe.on().payload(), second(1));
        assertEquals(List.of("domovoi/rpc"), same.stream().map(Outgoing::topic).toList());
        assertTrue(same.getFirst().payload().contains("\"result\":{\"was_on\":true}"));
        List<Outgoing> changed = plug.obey(recipe.off().topic(), recipe.off().payload(), second(2));
        assertEquals(
                List.of("domovoi/rpc", "kettle/events/rpc"),
                changed.stream().map(Outgoing::topic).toList());
    }

    @Test
    void aBridgeListsAllItsPlugs() {
        ZigbeeBridge bridge = new ZigbeeBridge("zigbee2mqtt", List.of("one", "two"));
        assertTrue(bridge.devices().contains("\"friendly_name\":\"one\""));
        assertTrue(bridge.devices().contains("\"friendly_name\":\"two\""));
    }

    @Test
    void refusesNamesThatNeedEscaping() {
        for (String name : List.of("", "a/b", "a\"b", "+", "Tv")) {
            assertThrows(IllegalArgumentException.class, () -> SimulatedPlug.shellyGen1(name));
            assertThrows(IllegalArgumentException.class, () -> new ZigbeeBridge("zigbee2mqtt", List.of(name)));
        }
    }
}
