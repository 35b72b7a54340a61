package dev.domovoi.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.generic.Layout;
import dev.domovoi.observe.generic.TopicPattern;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Pointer;
import dev.domovoi.signal.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The list of dialects, and who gets a message that more than one might claim.
final class DialectsTest {
    @Test
    void everyDialectHasItsOwnNameAndNoneSubscribesToEverything() {
        Set<String> names = new HashSet<>();
        for (Dialect dialect : Dialects.all()) {
            assertTrue(names.add(dialect.name()), dialect.name());
            for (String filter : dialect.subscriptions()) {
                assertFalse(filter.startsWith("#") || filter.startsWith("+/#"), filter);
                assertTrue(List.of(filter.split("/")).stream().anyMatch(level -> !level.matches("[+#]")), filter);
            }
        }
    }

    @Test
    void whatTheUserDescribedComesBeforeWhatADialectWouldGuess() {
        Layout layout = new Layout(
                TopicPattern.parse("tele/{device}/SENSOR"),
                "",
                List.of(new Layout.Measured(Pointer.parse("/ENERGY/Power"), Field.of(Quantity.POWER), "")),
                Optional.empty(),
                Optional.empty());
        DialectSettings settings = new DialectSettings("domovoi", "zigbee2mqtt", List.of(layout));
        String payload = "{\"ENERGY\":{\"Power\":5}}";
        assertEquals("generic", claimant(new Decoder(Dialects.of(settings)), "tele/plug/SENSOR", payload));
        assertEquals("tasmota", claimant(new Decoder(Dialects.all()), "tele/plug/SENSOR", payload));
    }

    @Test
    void theZigbeeBridgeIsReadBelowTheBaseThatWasConfigured() {
        Decoder decoder = new Decoder(Dialects.of(new DialectSettings("domovoi", "house/zigbee", List.of())));
        assertEquals("zigbee2mqtt", claimant(decoder, "house/zigbee/lamp", "{\"power\":1}"));
        assertEquals("", claimant(decoder, "zigbee2mqtt/lamp", "{\"power\":1}"));
    }

    @Test
    void topicsThatLookAlikeGoToWhoseTheyAre() {
        Decoder decoder = new Decoder(Dialects.all());
        assertEquals("shelly_gen2", claimant(decoder, "plug/status/switch:0", "{\"output\":true}"));
        assertEquals("", claimant(decoder, "plug/status", "online"));
        assertEquals("esphome", claimant(decoder, "plug/switch/relay/state", "ON"));
        assertEquals("esphome", claimant(decoder, "plug/status", "online"));
        assertEquals("zigbee2mqtt", claimant(decoder, "zigbee2mqtt/hall/switch/relay/state", "ON"));
        assertEquals("zigbee2mqtt", claimant(decoder, "zigbee2mqtt/1/get", "{}"));
        assertEquals("openbeken", claimant(decoder, "obk/1/get", "1"));
        assertEquals("tasmota", claimant(decoder, "tele/obk/SENSOR", "{\"ENERGY\":{\"Power\":1}}"));
        assertEquals("shelly_gen1", claimant(decoder, "shellies/p/online", "true"));
    }

    private static String claimant(Decoder decoder, String topic, String payload) {
        return decoder.decode(Fixtures.message(topic, payload)) instanceof Decoder.Result.Known known
                ? known.dialect()
                : "";
    }
}
