package dev.domovoi.observe.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Traffic;
import dev.domovoi.signal.Network;
import dev.domovoi.signal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a router's connection table says, and what changes from one listing to the next.
final class ConntrackTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Path TABLE = Path.of("src/test/resources/conntrack/table.txt");

    private final Leases leases = new Leases();
    private final ConnectionTable table = new ConnectionTable(Surroundings.usual(), leases);
    private Instant now = NOON;

    private static Conntrack connection(String line) {
        return assertInstanceOf(Conntrack.Entry.class, Conntrack.parse(line), line)
                .connection();
    }

    private static String web(String host, long sent, long received, String end) {
        return "ipv4 2 tcp 6 7440 ESTABLISHED src=" + host + " dst=198.51.100.9 sport=40001 dport=443 packets=1 bytes="
                + sent + " src=198.51.100.9 dst=203.0.113.9 sport=443 dport=40001 packets=2 bytes=" + received + " "
                + end
                + " mark=0 use=2";
    }

    private List<Flow> list(String... lines) {
        now = now.plusSeconds(10);
        List<Conntrack> listing = new ArrayList<>();
        for (String line : lines) {
            listing.add(connection(line));
        }
        return table.list(now, listing);
    }

    @Test
    void bytesAreWhatCameSinceTheListingBefore() {
        List<Flow> first = list(web("192.168.1.20", 1000, 5000, "[ASSURED]"));
        assertEquals(Traffic.NONE, first.getFirst().traffic(), "when they flowed is unknown");
        assertEquals(List.of(), list(web("192.168.1.20", 1000, 5000, "[ASSURED]")));
        Flow next = list(web("192.168.1.20", 1300, 9000, "[ASSURED]")).getFirst();
        assertEquals(new Traffic(300, 4000, 0, 0), next.traffic());
        assertEquals(new Connections(1, 0, 0), next.connections());
        assertEquals("192.168.1.20", next.client().name());
        assertEquals("198.51.100.9 tcp/443", next.peer() + " " + next.service());
        Flow another = list(web("192.168.1.21", 7, 8, "")).getFirst();
        assertEquals(new Connections(1, 1, 0), another.connections());
        assertEquals(new Traffic(7, 8, 1, 2), another.traffic());
    }

    @Test
    void theClientIsTheMachineWhateverItsAddress() {
        for (String address : List.of("192.168.1.20", "2001:db8::1", "2001:db8::2")) {
            leases.learn(dev.domovoi.signal.Address.parse(address).orElseThrow(), "aa:bb:cc:00:00:01");
        }
        ConnectionTable wide = new ConnectionTable(
                new Surroundings(List.of(Network.parse("2001:db8::/64").orElseThrow())), leases);
        Conntrack privately = connection("ipv6 10 tcp 6 7437 ESTABLISHED src=2001:0db8:0000:0000:0000:0000:0000:0002"
                + " dst=2a00:1450::200e sport=1 dport=443 src=2a00:1450::200e dst=2001:db8::2 sport=443 dport=1 use=2");
        assertEquals(
                "aa:bb:cc:00:00:01",
                wide.list(NOON, List.of(privately)).getFirst().client().name());
        assertEquals(
                "aa:bb:cc:00:00:01",
                list(web("192.168.1.20", 1, 1, "")).getFirst().client().name());
    }

    @Test
    void whoIsLedToAClientFromOutsideIsItsPeer() {
        Flow inbound = list("ipv4 2 tcp 6 431960 ESTABLISHED src=165.232.32.235 dst=139.12.34.56 sport=33200 dport=8443"
                        + " src=192.168.1.250 dst=165.232.32.235 sport=443 dport=33200 [ASSURED] mark=0 zone=0 use=2")
                .getFirst();
        assertTrue(inbound.isInbound());
        assertEquals("192.168.1.250", inbound.client().name());
        assertEquals("165.232.32.235 tcp/443", inbound.peer() + " " + inbound.service());
    }

    @Test
    void whatIsNotAtHomeOnEitherSideIsNobodys() {
        assertEquals(
                List.of(),
                list("ipv4 2 tcp 6 117 ESTABLISHED src=94.249.230.50 dst=1.1.1.1 sport=51234 dport=443 src=1.1.1.1"
                        + " dst=94.249.230.50 sport=443 dport=51234 [ASSURED] mark=0 zone=0 use=2"));
    }

    @Test
    void countersThatSomebodySetsToZeroAreNamedAndNotBelieved() {
        list(web("192.168.1.20", 1000, 5000, ""), web("192.168.1.21", 1000, 5000, ""));
        List<Flow> after = list(web("192.168.1.20", 10, 50, ""), web("192.168.1.21", 20, 60, ""));
        assertEquals(Set.of(CounterFault.ZEROED), table.faults());
        assertEquals(2, after.size());
        after.forEach(flow -> assertEquals(List.of(false, Traffic.NONE), List.of(flow.isValid(), flow.traffic())));
        Flow later = list(web("192.168.1.20", 500, 90, "")).getFirst();
        assertTrue(!later.isValid(), "he will do so again");
        assertEquals("counters_zeroed", CounterFault.ZEROED.word());
    }

    @Test
    void oneCounterThatFallsIsAPortUsedAgain() {
        list(web("192.168.1.20", 1000, 5000, ""), web("192.168.1.21", 1, 1, ""), web("192.168.1.22", 1, 1, ""));
        List<Flow> after =
                list(web("192.168.1.20", 10, 50, ""), web("192.168.1.21", 2, 2, ""), web("192.168.1.22", 2, 2, ""));
        assertEquals(Set.of(), table.faults());
        assertEquals(
                List.of(false, true, true), after.stream().map(Flow::isValid).toList());
    }

    @Test
    void offloadedAndUncountedConnectionsAreNamedAndNotBelieved() {
        list();
        Flow offloaded = list(web("192.168.1.20", 1000, 5000, "[HW_OFFLOAD]")).getFirst();
        assertEquals(List.of(false, Traffic.NONE), List.of(offloaded.isValid(), offloaded.traffic()));
        assertEquals(Set.of(CounterFault.OFFLOADED), table.faults());
        Flow uncounted = list("udp 17 29 src=192.168.1.20 dst=9.9.9.9 sport=5 dport=53 [UNREPLIED] src=9.9.9.9"
                        + " dst=203.0.113.9 sport=53 dport=5 use=1")
                .getFirst();
        assertEquals(new Connections(1, 1, 1), uncounted.connections());
        assertEquals(Set.of(CounterFault.UNCOUNTED), table.faults());
    }

    @Test
    void eventsTellTheBeginningAndTheEnd() {
        String line = "udp 17 src=192.168.2.100 dst=9.9.9.9 sport=57767 dport=53 packets=1 bytes=60 src=9.9.9.9"
                + " dst=192.168.2.100 sport=53 dport=57767 packets=1 bytes=120";
        Flow begin = table.event(NOON, connection("[NEW] " + line)).orElseThrow();
        Flow end = table.event(NOON, connection("[DESTROY] " + line)).orElseThrow();
        assertEquals(new Connections(0, 1, 0), begin.connections());
        assertEquals(new Connections(1, 0, 0), end.connections());
        assertEquals(new Traffic(60, 120, 1, 1), end.traffic());
        assertTrue(table.event(NOON, connection("[UPDATE] " + line)).isEmpty());
    }

    @Test
    void noLineWhateverItHoldsDoesMoreThanBeRefused() throws IOException {
        Random chance = new Random(5);
        List<String> lines = Files.readAllLines(TABLE);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(lines.get(chance.nextInt(lines.size())));
            for (int edit = chance.nextInt(4); edit >= 0 && !line.isEmpty(); edit--) {
                int at = chance.nextInt(line.length());
                switch (chance.nextInt(3)) {
                    case 0 -> line.deleteCharAt(at);
                    case 1 -> line.setCharAt(at, (char) chance.nextInt(0x180));
                    default -> line.insert(at, line.substring(at));
                }
            }
            refused += Conntrack.parse(line.toString()) instanceof Conntrack.Bad ? 1 : 0;
        }
        assertTrue(refused > 1000 && refused < 19_000, refused + " refused, seed 5");
        assertInstanceOf(Conntrack.Bad.class, Conntrack.parse("src=1.2.3.4 ".repeat(10_000)));
    }
}
