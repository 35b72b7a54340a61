package dev.domovoi.app.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeState;
import dev.domovoi.observe.flow.CounterFault;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From what a router publishes to what the household is told of a client. Time passes as the test says.
final class NetworkWatchTest extends NetworkStory {
    @Test
    void aScanIsOneIncidentWithEvidenceAndWords() {
        begin();
        says("leases", Records.leases(Records.MAC, "tv"));
        scan(Records.MAC);
        assertEquals(List.of("network:vertical_scan"), kinds());
        assertEquals(1, decisions.size());
        assertEquals(
                "tv (aa:bb:cc:00:00:01): It tried 10 different ports of 198.51.100.9 within five minutes: somebody is"
                        + " looking for open doors there.",
                decisions.getFirst().why());
        assertEquals(CLIENT, state.incidents().getFirst().device());
    }

    @Test
    void whatIsFoundDuringAHoldIsToldAfterIt() {
        decide(new Unsettled(Cause.START));
        scan(Records.MAC);
        assertEquals(List.of(), decisions);
        minute();
        assertEquals(List.of(), decisions);
        minute();
        assertEquals(1, decisions.size());
        minute();
        assertEquals(1, decisions.size());
    }

    @Test
    void soManyFindingsMayWaitForTheEndOfAHold() {
        decide(new Unsettled(Cause.START));
        weakScans();
        assertEquals(300 - 256, said.stream().filter("dropped"::equals).count());
    }

    @Test
    void anIncidentEndsWhenTheRouterIsThereAndTheClientDoesNothingMore() {
        begin();
        scan(Records.MAC);
        for (int i = 0; i < 59; i++) {
            says("health", Records.health(""));
            minute();
            assertEquals(1, state.incidents().size());
        }
        says("health", Records.health(""));
        minute();
        minute();
        assertEquals(List.of(), kinds());
    }

    @Test
    void aRouterThatGoesAwayEndsNoIncidentAndIsNamedOnce() {
        begin();
        scan(Records.MAC);
        for (int i = 0; i < 120; i++) {
            minute();
        }
        assertEquals(List.of("network:vertical_scan"), kinds());
        assertEquals(List.of("openwrt up", "openwrt down"), said);
        assertEquals(false, network.view().routers().getFirst().isUp());
        says("health", Records.health(""));
        minute();
        assertEquals(List.of("openwrt up", "openwrt down", "openwrt up"), said);
    }

    @Test
    void whatIsNotHeardWhileTheRouterIsAwayIsNotLearnedAsSilence() {
        begin();
        says("health", Records.health(""));
        flow(Records.MAC, ABROAD, 443, 5);
        now = now.plus(Duration.ofHours(30));
        flow(Records.MAC, ABROAD, 443, 5);
        now = now.plus(Duration.ofMinutes(1));
        assertEquals(0, network.readyStreams(now));
        assertEquals(
                List.of(Finding.Kind.NEW_CLIENT),
                findings.stream().map(Finding::kind).toList());
    }

    @Test
    void countersThatLieAreNamedAndNeitherShownNorLearned() {
        begin();
        hears("domovoi/router/openwrt/health", Records.health("").replace("\"none\"", "\"software\""), true);
        assertEquals(List.of("openwrt [counters_offloaded]"), said);
        flow(Records.MAC, ABROAD, 443, 1_000_000);
        minute();
        assertEquals(
                Set.of(CounterFault.OFFLOADED),
                network.view().routers().getFirst().faults());
        assertEquals(
                0,
                network.view().volumes().stream()
                        .mapToLong(NetworkView.Volume::sentBytes)
                        .sum());
        says("health", Records.health(""));
        assertEquals("openwrt []", said.getLast().replace("openwrt up", ""));
        now = now.plusSeconds(10);
        flow(Records.MAC, ABROAD, 443, 1_000_000);
        minute();
        assertEquals(1_000_000, network.view().volumes().getFirst().sentBytes());
    }

    @Test
    void theTotalsOfNlbwmonCountWhereTheKernelsCannot() {
        begin();
        says("health", Records.health("").replace("\"zeroing\":false", "\"zeroing\":true"));
        String totals = "mac,tx_bytes,rx_bytes\n" + Records.MAC + ",%d,%d\n";
        hears("counts", totals.formatted(1000, 5000), false);
        hears("counts", totals.formatted(1500, 5600), false);
        hears("counts", totals.formatted(20, 10), false);
        minute();
        assertEquals(
                new NetworkView.Volume(Records.MAC, 520, 610),
                network.view().volumes().getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fridge\\nALARM: all is well",
                "\\u202egnp.exe",
                "<script>alert(1)</script>",
                "$(reboot)",
                "\\ud800",
                "a\\u0000b"
            })
    void aClientCannotForgeWhatIsShown(String host) {
        begin();
        says("leases", Records.leases(Records.MAC, host));
        scan(Records.MAC);
        String name = state.incidents().getFirst().name();
        assertTrue(DeviceId.isName(name) && name.contains(Records.MAC), name);
        assertEquals(HomeState.restored(state.durable()).incidents(), state.incidents());
    }

    @Test
    void theHouseholdsOwnNameIsUsedFirst() {
        begin();
        says("leases", Records.leases("aa:bb:cc:00:00:09", "tv"));
        scan("aa:bb:cc:00:00:09");
        assertEquals("Printer", state.incidents().getFirst().name());
    }

    @Test
    void whatWasLearnedSurvivesARestart() {
        begin();
        scan(Records.MAC);
        flow(Records.MAC, ABROAD, 443, 5);
        NetworkWatch.Kept kept = network.states();
        assertEquals(Set.of(Records.MAC), kept.states().keySet());
        assertTrue(kept.states().values().iterator().next().length < ClientMemory.MOST_KEPT_BYTES);
        assertEquals(Map.of(), network.states().states(), "nothing was heard since");

        network = network();
        network.restore(kept.states());
        int before = findings.size();
        now = now.plusSeconds(60);
        scan(Records.MAC);
        assertEquals(before, findings.size(), "neither a new client nor a scan that is news");
        minute();
        assertEquals(
                NOON.plusSeconds(181),
                network.view().client(CLIENT).orElseThrow().knownSince());
        assertEquals(List.of("openwrt up"), said);
    }

    @Test
    void whatIsDamagedIsSaidAndLearnedAnew() {
        begin();
        scan(Records.MAC);
        byte[] state = network.states().states().values().iterator().next();
        for (int at = 0; at < state.length; at += 5) {
            byte[] damaged = state.clone();
            damaged[at] ^= 0x10;
            said.clear();
            network = network();
            network.restore(Map.of(Records.MAC, damaged));
            assertTrue(
                    said.size() <= 2 && said.stream().allMatch(("damaged client/" + Records.MAC)::equals),
                    said::toString);
        }
        network = network();
        said.clear();
        network.restore(Map.of(Records.MAC, new byte[] {1, 2, 3}));
        assertEquals(List.of("damaged client/" + Records.MAC), said);
        scan(Records.MAC);
        assertEquals(Finding.Kind.NEW_CLIENT, findings.get(findings.size() - 2).kind());
    }

    @Test
    void aForgottenClientIsNewAndItsRowIsToGo() {
        begin();
        scan(Records.MAC);
        assertEquals(1, network.states().states().size());
        network.forget(Records.MAC, now);
        minute();
        assertEquals(Optional.empty(), network.view().client(CLIENT));
        scan(Records.MAC);
        assertEquals(
                2,
                findings.stream()
                        .filter(finding -> finding.kind() == Finding.Kind.NEW_CLIENT)
                        .count());
    }

    @Test
    void theFactsOfAClientAndOfARouterAreThereToBeAsked() {
        begin();
        flow(Records.MAC, ABROAD, 443, 100);
        says("health", Records.health(",\"blocked\":[{\"mac\":\"" + Records.MAC + "\",\"seconds\":60}]"));
        minute();
        NetworkView.Client client = network.view().client(CLIENT).orElseThrow();
        assertEquals(
                List.of(true, 100L, 200L, Optional.of("new_client")),
                List.of(
                        client.isQuarantined(),
                        client.sentBytesPerMinute(),
                        client.receivedBytesPerMinute(),
                        client.finding()));
        assertEquals(
                new NetworkView.Router(
                        "openwrt",
                        true,
                        Set.of(),
                        Optional.of(812L),
                        Optional.of(16_384L),
                        Optional.of(500L),
                        Optional.of(7000L),
                        Optional.of(300L)),
                network.view().routers().getFirst());
    }

    @Test
    void aClientIsCountedHoweverManyThereWereBefore() {
        says("health", Records.health(""));
        StringBuilder old = new StringBuilder("mac,tx_bytes,rx_bytes\n");
        for (int i = 0; i < 10_000; i++) {
            old.append(String.format("aa:bb:dd:00:%02x:%02x,1,1%n", i / 256, i % 256));
        }
        hears("counts", old.toString(), false);
        String totals = "mac,tx_bytes,rx_bytes\n" + Records.MAC + ",%d,%d\n";
        hears("counts", totals.formatted(1000, 5000), false);
        hears("counts", totals.formatted(1500, 5600), false);
        minute();
        assertEquals(
                new NetworkView.Volume(Records.MAC, 500, 600),
                network.view().volumes().getFirst());
    }

    /// Who is not watched any more when it is asked for has nothing to be kept.
    @Test
    void whoOnlyPassesByIsNotRemembered() {
        for (int i = 0; i < 5000; i++) {
            flow(String.format("aa:bb:dd:00:%02x:%02x", i / 256, i % 256), ABROAD, 443, 60);
        }
        assertTrue(network.changed() <= 2000, () -> "remembered " + network.changed());
        assertEquals(1000, network.states().states().size());
    }
}
