package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.SwitchRecipe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read from Tasmota's messages, and what is not.
final class TasmotaTest {
    private static final String DISCOVERY = "tasmota/discovery/00000049A3BC/config";
    private static final String CONFIG = """
            {"t":"plug","ft":"home/a/b/%topic%/%prefix%/","tp":["do","say","tell"],"state":["AUS","AN","X","H"],
            "ofln":"weg","onln":"da","rl":[1,1,0,3],"so":{"4":0}}""";

    private final Tasmota tasmota = new Tasmota();

    @TestFactory
    List<DynamicTest> readsWhatDevicesSent() {
        return Fixtures.tests("tasmota");
    }

    @Test
    void usesTheLayoutTextsAndRelaysThatADeviceAnnounced() {
        Understood announced = understood(DISCOVERY, CONFIG);
        Understood state = understood("home/a/b/plug/say/RESULT", "{\"POWER2\":\"AUS\"}");

        assertTrue(announced.learned().contains(new Learned.Topic("home/a/b/plug/tell/+")));
        assertEquals(
                2,
                announced.learned().stream()
                        .filter(Learned.Switch.class::isInstance)
                        .count());
        assertEquals(List.of("2/switch=false"), shown(state));
        assertEquals(
                "home/a/b/plug",
                state.observations().getFirst().source().device().name());
        Learned.Switch learned =
                assertInstanceOf(Learned.Switch.class, state.learned().getFirst());
        SwitchRecipe recipe = learned.recipe();
        assertEquals(new SwitchRecipe.Command("home/a/b/plug/do/POWER2", "OFF"), recipe.off());
        assertEquals(List.of("availability=true"), shown(understood("home/a/b/plug/tell/LWT", "da")));
        assertEquals(List.of(), shown(understood("home/a/b/plug/tell/LWT", "Online")));
        assertTrue(understood("home/a/b/plug/say/POWER1", "ON").isRejected());
    }

    @Test
    void forgetsADeviceWhoseAnnouncementIsDeleted() {
        understood(DISCOVERY, CONFIG);

        assertEquals(
                List.of(new Learned.Gone(new DeviceId("tasmota", "home/a/b/plug"))),
                understood(DISCOVERY, "").learned());
        assertInstanceOf(Decoded.NotMine.class, decode("home/a/b/plug/tell/LWT", "da"));
    }

    @Test
    void commandsTheRelayBelowTheSamePlaceInTheTopic() {
        Understood state = understood("gateway/tele/lamp/STATE", "{\"POWER\":\"ON\"}");

        assertEquals(
                "gateway/lamp",
                state.observations().getFirst().source().device().name());
        Learned.Switch learned =
                assertInstanceOf(Learned.Switch.class, state.learned().getFirst());
        assertEquals(
                new SwitchRecipe.Command("gateway/cmnd/lamp/POWER", "OFF"),
                learned.recipe().off());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "null",
                "[1]",
                "{\"ENERGY\":{\"Power\":26",
                "{\"ENERGY\":{\"Power\":true}}",
                "{\"ENERGY\":[{\"Power\":5}]}",
                "{\"ENERGY\":{\"Power\":[[5]]}}",
                "{\"ENERGY\":{\"Power\":5}}\0\0x"
            })
    void rejectsTelemetryWithoutAReadableValue(String payload) {
        assertTrue(understood("tele/plug/SENSOR", payload).isRejected(), payload);
    }

    @Test
    void reportsNothingForValuesThatADeviceDoesNotHave() {
        Understood nothing =
                understood("tele/plug/SENSOR", "{\"ENERGY\":{\"Power\":NaN,\"Voltage\":-Infinity,\"Current\":[null]}}");

        assertEquals(List.of(), nothing.observations());
        assertEquals(List.of(), nothing.problems());
    }

    @Test
    void rejectsNamesAndFloodsBeyondTheLimits() {
        String flood = "{\"ENERGY\":{\"Power\":[" + "1,".repeat(Report.MAX_OBSERVATIONS) + "1]}}";

        assertTrue(understood("tele/plug\u202e1/SENSOR", "{\"ENERGY\":{\"Power\":5}}")
                .isRejected());
        assertTrue(understood("tele/" + "a".repeat(60_000) + "/SENSOR", "{\"ENERGY\":{\"Power\":5}}")
                .isRejected());
        assertTrue(understood("tele/plug/SENSOR", flood).isRejected());
        assertTrue(understood("stat/plug/LWT", "Online").isRejected());
        assertTrue(understood("stat/plug/POWER", "MAYBE").isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(Tasmota::new, 14, 20_000);
    }

    @Test
    void survivesMutatedAnnouncements() {
        long seed = 20260211;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] payload = CONFIG.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            tasmota.decode(new Message(Instant.EPOCH, DISCOVERY, payload, random.nextBoolean()));
        }
    }

    private Decoded decode(String topic, String payload) {
        return tasmota.decode(new Message(Instant.EPOCH, topic, payload.getBytes(StandardCharsets.UTF_8), false));
    }

    private Understood understood(String topic, String payload) {
        return assertInstanceOf(Understood.class, decode(topic, payload));
    }

    private static List<String> shown(Understood understood) {
        return understood.observations().stream().map(TasmotaTest::shown).toList();
    }

    private static String shown(Observation observation) {
        String channel =
                observation.source().isWhole() ? "" : observation.source().channel() + "/";
        return channel
                + switch (observation) {
                    case Observation.Reading reading -> reading.quantity().word() + "=" + reading.value();
                    case Observation.SwitchState state -> "switch=" + state.on();
                    case Observation.Availability availability -> "availability=" + availability.online();
                    case Observation.Status status -> status.condition().word() + "=" + status.holds();
                };
    }
}
