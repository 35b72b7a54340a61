package dev.domovoi.observe.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.observe.flow.RouterRecord.Result;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the agent on a router says.
final class RouterReaderTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String RECORD = "{\"at\":\"2026-03-02T12:00:00Z\",\"client\":\"192.168.1.20\","
            + "\"mac\":\"AA:bb:cc:00:00:01\",\"dst\":\"198.51.100.9\",\"proto\":\"tcp\",\"dport\":443,"
            + "\"first\":1772452790,\"last\":1772452800,\"conns\":3,\"new\":2,\"unreplied\":1,\"inbound\":false,"
            + "\"tx_bytes\":100,\"rx_bytes\":2000,\"tx_pkts\":4,\"rx_pkts\":5,\"valid\":true}";

    private final RouterReader reader = new RouterReader(new Leases());

    private RouterRecord read(String kind, String payload) {
        return reader.read(kind, payload.getBytes(UTF_8), NOON);
    }

    private Flow flow(String payload) {
        return assertInstanceOf(RouterRecord.Flows.class, read("flows", payload))
                .flow();
    }

    @Test
    void aRecordOfFlowsIsReadWhole() {
        Flow flow = flow(RECORD);
        assertEquals("aa:bb:cc:00:00:01", flow.client().name());
        assertEquals("198.51.100.9 tcp/443", flow.peer() + " " + flow.service());
        assertEquals(NOON.minusSeconds(10), flow.first());
        assertEquals(new Connections(3, 2, 1), flow.connections());
        assertEquals(new Traffic(100, 2000, 4, 5), flow.traffic());
    }

    @Test
    void bytesThatAreNotValidAreNotThere() {
        Flow flow = flow(RECORD.replace("true}", "false}"));
        assertEquals(List.of(false, Traffic.NONE), List.of(flow.isValid(), flow.traffic()));
        assertEquals(new Connections(3, 2, 1), flow.connections());
    }

    @Test
    void withoutTheWordNewOnlyARecordOfOnePollBegins() {
        String plain = RECORD.replace("\"new\":2,", "").replace("\"inbound\":false,", "");
        assertEquals(new Connections(3, 0, 1), flow(plain).connections());
        assertEquals(
                new Connections(3, 3, 1),
                flow(plain.replace("1772452790", "1772452800")).connections());
    }

    @Test
    void leasesTellWhichAddressIsWhoseMachine() {
        String leases =
                "{\"at\":\"x\",\"leases\":[{\"expires\":1,\"mac\":\"aa:bb:cc:00:00:02\",\"ip\":\"192.168.1.21\","
                        + "\"host\":\"eve\\u202e\\n\"},{\"expires\":null,\"mac\":null,\"ip\":\"2001:db8::9\",\"host\":null}]}";
        RouterRecord.LeaseList list = assertInstanceOf(RouterRecord.LeaseList.class, read("leases", leases));
        assertEquals(
                List.of("eve??", ""),
                list.leases().stream().map(RouterRecord.Lease::host).toList());
        String unnamed = RECORD.replace("\"AA:bb:cc:00:00:01\"", "null").replace("1.20", "1.21");
        assertEquals("aa:bb:cc:00:00:02", flow(unnamed).client().name());
    }

    @Test
    void healthNamesWhyCountersAreNoTruth() {
        RouterRecord.Health health = assertInstanceOf(
                RouterRecord.Health.class,
                read(
                        "health",
                        "{\"at\":\"x\",\"uptime\":5,\"load\":[0.1,0.2,0.3],\"conntrack\":812,\"conntrack_max\":null,"
                                + "\"accounting\":false,\"offload\":\"hardware\",\"zeroing\":true,"
                                + "\"wan\":{\"rx_bytes\":70,\"tx_bytes\":null},\"blocked\":[]}"));
        assertEquals(Set.of(CounterFault.values()), health.faults());
        assertEquals(Optional.of(812L), health.entries());
        assertEquals(Optional.empty(), health.limit());
        assertEquals(
                List.of(Optional.of(5L), Optional.of(70L), Optional.empty()),
                List.of(health.uptimeSeconds(), health.receivedBytes(), health.sentBytes()));
    }

    @Test
    void acknowledgementsSayWhatBecameOfACommand() {
        RouterRecord.Ack ack = assertInstanceOf(
                RouterRecord.Ack.class,
                read(
                        "ack",
                        "{\"at\":\"x\",\"counter\":7,\"command\":\"quarantine\",\"mac\":\"aa:bb:cc:00:00:02\","
                                + "\"result\":\"refused\",\"why\":\"protected\",\"blocked\":[]}"));
        assertEquals(
                new RouterRecord.Ack(
                        NOON, 7, "quarantine", "aa:bb:cc:00:00:02", Result.REFUSED, "protected", List.of()),
                ack);
    }

    @Test
    void theAnswerToNoCommandAtAllIsReadToo() {
        RouterRecord.Ack ack = assertInstanceOf(
                RouterRecord.Ack.class,
                read(
                        "ack",
                        "{\"at\":\"x\",\"counter\":0,\"command\":\"-\",\"mac\":\"-\",\"result\":\"refused\","
                                + "\"why\":\"not a command\",\"blocked\":[{\"mac\":\"aa:bb:cc:00:00:02\",\"seconds\":60}]}"));
        assertEquals(List.of(new RouterRecord.Blocked("aa:bb:cc:00:00:02", 60)), ack.blocked());
    }

    private Flow at(int arrival, int routerSecond) {
        String record = RECORD.replace("1772452800", Integer.toString(1_772_452_800 + routerSecond));
        byte[] bytes = record.getBytes(UTF_8);
        return assertInstanceOf(RouterRecord.Flows.class, reader.read("flows", bytes, NOON.plusSeconds(arrival)))
                .flow();
    }

    @Test
    void whatTheRouterKeptBackIsAsOldAsItSays() {
        assertEquals(NOON, at(0, -5000).last());
        assertEquals(NOON.plusSeconds(20), at(20, -4980).last());
        assertEquals(NOON.plusSeconds(40), at(640, -4960).last(), "the broker was away for ten minutes");
        assertEquals(NOON.plusSeconds(340), at(640, -4660).last());
        assertEquals(NOON.plusSeconds(650), at(650, -4350).last());
        assertEquals(NOON.plusSeconds(650), at(651, -4800).last(), "time does not go back");
    }

    @Test
    void whoseClockWasSetIsNotLateForEver() {
        for (int second = 0; second < 300; second += 10) {
            at(second, second);
        }
        for (int second = 300; second < 430; second += 10) {
            at(second, second - 1800);
        }
        assertEquals(NOON.plusSeconds(440), at(440, 440 - 1800).last());
        assertEquals(NOON.plusSeconds(450), at(450, 450 - 90_000).last(), "further than any spool reaches");
    }

    @Test
    void aRecordThatIsRefusedTeachesNothing() {
        String unnamed = RECORD.replace("\"AA:bb:cc:00:00:01\"", "null");
        read("flows", RECORD.replace("443", "70000"));
        assertEquals("192.168.1.20", flow(unnamed).client().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"client\":\"192.168.1.20\"=>\"client\":\"router\"",
                "\"client\":\"192.168.1.20\"=>\"client\":7",
                "AA:bb:cc:00:00:01=>$(reboot)",
                "\"dst\":\"198.51.100.9\",=>",
                "443=>65536",
                "443=>-1",
                "443=>44.3",
                "\"tcp\"=>\"tcp\\u0000\"",
                "2000=>-2000",
                "2000=>1e300",
                "2000=>\"2000\"",
                "true}=>1}",
                "}=>",
                "\"conns\":3=>\"conns\":null",
            })
    void anythingElseIsRefusedWithItsReason(String edit) {
        String[] parts = edit.split("=>", 2);
        assertInstanceOf(RouterRecord.Refused.class, read("flows", RECORD.replace(parts[0], parts[1])), edit);
    }

    @Test
    void whatIsTooLongOrOfNoKindIsRefused() {
        assertInstanceOf(RouterRecord.Refused.class, read("flows", RECORD + " ".repeat(RouterReader.MAX_FLOW_BYTES)));
        assertInstanceOf(RouterRecord.Refused.class, read("gossip", RECORD));
        assertInstanceOf(RouterRecord.Refused.class, read("leases", "[]"));
        assertInstanceOf(RouterRecord.Refused.class, read("flows", ""));
    }

    /// Whoever makes up addresses by the thousand makes nobody forgotten who is still heard.
    @Test
    void anAddressThatIsHeardAgainIsNotTheOldest() {
        Leases leases = new Leases();
        for (int i = 0; i < Leases.MOST_ADDRESSES; i++) {
            leases.learn(dev.domovoi.signal.Address.ofVersion4(0x0a00_0000 + i), "aa:bb:cc:00:00:03");
        }
        leases.learn(dev.domovoi.signal.Address.ofVersion4(0x0a00_0000), "aa:bb:cc:00:00:03");
        leases.learn(dev.domovoi.signal.Address.ofVersion4(0x0b00_0000), "aa:bb:cc:00:00:03");
        assertEquals(
                "aa:bb:cc:00:00:03",
                leases.client(dev.domovoi.signal.Address.ofVersion4(0x0a00_0000))
                        .name());
        assertEquals(
                "10.0.0.1",
                leases.client(dev.domovoi.signal.Address.ofVersion4(0x0a00_0001))
                        .name());
    }

    @Test
    void addressesBeyondTheLimitForgetTheOldest() {
        Leases leases = new Leases();
        for (int i = 0; i <= Leases.MOST_ADDRESSES; i++) {
            leases.learn(dev.domovoi.signal.Address.ofVersion4(0x0a00_0000 + i), "aa:bb:cc:00:00:03");
        }
        assertEquals(
                "10.0.0.0",
                leases.client(dev.domovoi.signal.Address.ofVersion4(0x0a00_0000))
                        .name());
        assertEquals(
                "aa:bb:cc:00:00:03",
                leases.client(dev.domovoi.signal.Address.ofVersion4(0x0a00_0001))
                        .name());
    }
}
