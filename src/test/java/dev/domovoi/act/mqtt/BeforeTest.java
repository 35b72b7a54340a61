package dev.domovoi.act.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which meter shows whether a relay was really cut.
final class BeforeTest {
    private static final DeviceId PLUG = new DeviceId("esphome", "sonoff-s31");
    private static final Source RELAY = new Source(PLUG, "relay");

    private final Confirmations confirmations = new Confirmations();

    @Test
    void isTheRelaysOwnElseTheWholeDevicesElseTheOnlyOne() {
        assertEquals(Optional.empty(), Before.of(RELAY, confirmations));
        draws(new Source(PLUG, "power"), 900);
        assertEquals(Optional.of(new Before(new Source(PLUG, "power"), 900)), Before.of(RELAY, confirmations));
        draws(Source.whole(PLUG), 910);
        assertEquals(Optional.of(new Before(Source.whole(PLUG), 910)), Before.of(RELAY, confirmations));
        draws(RELAY, 905);
        assertEquals(Optional.of(new Before(RELAY, 905)), Before.of(RELAY, confirmations));
    }

    @Test
    void isNoneOfSeveralOthersNorThatOfAnotherDevice() {
        draws(new Source(new DeviceId("esphome", "other"), "power"), 5);
        assertEquals(Optional.empty(), Before.of(RELAY, confirmations));
        draws(new Source(PLUG, "left"), 900);
        draws(new Source(PLUG, "right"), 100);
        assertEquals(Optional.empty(), Before.of(RELAY, confirmations));
    }

    private void draws(Source meter, double watts) {
        confirmations.observed(new Reading(meter, Quantity.POWER, watts, Instant.EPOCH, false));
    }
}
