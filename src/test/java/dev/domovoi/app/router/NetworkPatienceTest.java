package dev.domovoi.app.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told of a network that says too much, too often or not any more.
final class NetworkPatienceTest extends NetworkStory {
    /// Three hundred weak scans came after it.
    @Test
    void theWorstFindingOutlastsAHold() {
        decide(new Unsettled(Cause.START));
        for (int port = 1; port <= 40; port++) {
            flow("aa:bb:cc:00:09:09", ABROAD, port, 60);
        }
        weakScans();
        minute();
        minute();
        assertTrue(
                decisions.stream()
                        .anyMatch(decision -> decision.why().startsWith("aa:bb:cc:00:09:09: It tried at least 40")),
                decisions::toString);
    }

    @Test
    void countersThatFlapAreToldOfFourTimesAnHourAndAtLastAsTheyAre() {
        begin();
        String lying = Records.health("").replace("\"none\"", "\"software\"");
        for (int i = 0; i < 59; i++) {
            says("health", i % 2 == 0 ? lying : Records.health(""));
            minute();
        }
        said.remove("openwrt up");
        assertEquals(
                List.of("openwrt [counters_offloaded]", "openwrt []", "openwrt [counters_offloaded]", "openwrt []"),
                said);
        minute();
        assertEquals("openwrt [counters_offloaded]", said.getLast());
        assertEquals(5, said.size());
    }

    @Test
    void whatWasFoundOfAClientAgesUnlessItGoesOn() {
        begin();
        scan(Records.MAC);
        for (int i = 0; i < 62; i++) {
            says("health", Records.health(""));
            if (i < 2) {
                scan(Records.MAC); // no news, so it is not told again
            }
            minute();
            if (i == 59) {
                assertEquals(Optional.of("vertical_scan"), finding());
            }
        }
        minute();
        minute();
        assertEquals(Optional.empty(), finding());
    }

    @Test
    void aForgottenClientBeginsAtNoTotals() {
        String totals = "mac,tx_bytes,rx_bytes\n" + Records.MAC + ",%d,%d\n";
        says("health", Records.health(""));
        hears("counts", totals.formatted(1000, 5000), false);
        network.forget(Records.MAC, now);
        hears("counts", totals.formatted(1500, 5600), false);
        minute();
        assertEquals(
                List.of(new NetworkView.Volume(ClientVolumes.OTHER, 0, 0)),
                network.view().volumes());
    }

    @Test
    void aClockThatIsSetMovesWhatWasHeardAlong() {
        begin();
        scan(Records.MAC);
        Duration by = Duration.ofDays(3);
        Instant heard = now.plus(by);
        network.clockSet(by);
        now = heard;
        minute();
        assertEquals(heard, network.view().client(CLIENT).orElseThrow().heardAt());
        assertEquals(Optional.of("vertical_scan"), finding());
    }

    private Optional<String> finding() {
        return network.view().client(CLIENT).flatMap(NetworkView.Client::finding);
    }
}
