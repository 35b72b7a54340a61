package dev.domovoi.around;

import static dev.domovoi.around.RouterScene.LAN1;
import static dev.domovoi.around.RouterScene.LAN2;
import static dev.domovoi.around.RouterScene.WAN;
import static dev.domovoi.around.RouterScene.eventually;
import static dev.domovoi.around.RouterScene.get;
import static dev.domovoi.around.RouterScene.read;
import static dev.domovoi.around.RouterScene.size;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The real agent between real kernels' packets: what it tells is what went through, and it is told in the end.
@Timeout(120)
final class RouterAgentTest {
    @RegisterExtension
    static final OpenHome HOME = new OpenHome();

    @Test
    void tellsTheBytesThatTheKernelCounted() throws Exception {
        scene().startAgent();
        scene().home.on("lan1", get(WAN)).orFail();
        scene().home.on("lan1", get("[fd00:9::9]")).orFail();
        scene().home.on("wan", get("203.0.113.1:8080")).orFail();
        long[] out = kernel("src=192.168.1.2 dst=203.0.113.9");
        long[] six = kernel("src=fd00:0001:[0:]*0002 dst=fd00:0009:[0:]*0009");
        long[] in = kernel("src=203.0.113.9 dst=203.0.113.1");
        assertTrue(out[1] > 1_500_000, "the kernel counted " + out[1]);
        awaitSums("192.168.1.2", false, LAN1, out[0], out[1]);
        awaitSums("fd00:0001:0000:0000:0000:0000:0000:0002", false, LAN1, six[0], six[1]);
        awaitSums("192.168.1.3", true, LAN2, in[1], in[0]);
        assertTrue(scene().flowsOfThisAgent().stream()
                .allMatch(flow -> flow.get("valid").asBoolean()));
        JsonNode health = scene().last("health");
        assertTrue(health.get("accounting").asBoolean(), health::toString);
        assertTrue(health.get("anonymous_refused").asBoolean(), health::toString);
        assertTrue(health.get("wan").get("rx_bytes").asLong() > 1_500_000, health::toString);
        List<String> clients = scene().clientsOfTheAgent();
        assertEquals(2, clients.size(), clients::toString);
        assertFalse(clients.toString().contains(RouterScene.PASSWORD), clients::toString);
    }

    @Test
    void countersThatSomebodyZeroesAreNotTold() throws Exception {
        scene().startAgent();
        scene().home.leave("lan1", "pings", "timeout 20 busybox ping -i 0.2 " + WAN);
        awaitFlow(flow ->
                flow.get("proto").asText().equals("icmp") && flow.get("valid").asBoolean());
        int before = scene().of("flows").size();
        scene().home.on("router", "conntrack -L -z").orFail();
        eventually(
                "health names it", () -> scene().last("health").get("zeroing").asBoolean());
        eventually("records follow", () -> scene().of("flows").size() > before + 2);
        JsonNode flow = scene().last("flows");
        assertFalse(flow.get("valid").asBoolean(), flow::toString);
    }

    @Test
    void recordsWaitWhileTheBrokerIsAway() throws Exception {
        scene().startAgent();
        scene().home.on("lan1", "busybox ping -c 1 203.0.113.9").orFail();
        awaitFlow(flow -> flow.get("proto").asText().equals("icmp"));
        int before = scene().of("flows").size();
        scene().stopBroker();
        scene().home.on("lan1", get(WAN)).orFail();
        long[] counted = kernel("src=192.168.1.2 dst=203.0.113.9");
        eventually("the record waits", () -> size(scene().agent.run("spool")) > 0);
        scene().startBroker();
        eventually("it comes", () -> scene().of("flows").size() > before);
        awaitSums("192.168.1.2", false, LAN1, counted[0], counted[1]);
    }

    @Test
    void theSpoolKeepsTheNewestOnly() throws Exception {
        scene().startAgent("domovoi.router.spool=1");
        scene().stopBroker();
        // an answer would end the entry at once, and with it the record
        scene().home
                .on(
                        "wan",
                        "nft 'table inet deaf { chain in { type filter hook input priority 0; tcp dport { 1-20, 99 } drop; }; }'")
                .orFail();
        String knock = "for port in $(seq 1 20); do timeout 1 busybox nc " + WAN + " $port </dev/null & done; wait";
        scene().home.on("lan1", knock).orFail();
        eventually(
                "the spool is full",
                () -> size(scene().agent.run("spool")) > 500
                        && size(scene().agent.run("spool")) <= 1024);
        scene().home
                .on("lan1", "timeout 1 busybox nc " + WAN + " 99 </dev/null; true")
                .orFail();
        eventually("the newest waits", () -> read(scene().agent.run("spool")).contains("\"dport\":99,"));
        int before = scene().flowsOfThisAgent().size();
        scene().startBroker();
        awaitFlow(flow -> flow.get("dport").asInt() == 99);
        int came = scene().flowsOfThisAgent().size() - before;
        assertTrue(came <= 4, came + " records came out of a spool for four");
        eventually(
                "the loss is told",
                () -> scene().last("health").get("spool_dropped").asInt() >= 17);
    }

    private static RouterScene scene() {
        return HOME.scene();
    }

    private static void awaitFlow(Predicate<JsonNode> isIt) {
        try {
            eventually("a record", () -> scene().flowsOfThisAgent().stream().anyMatch(isIt));
        } catch (AssertionError late) {
            throw new AssertionError(
                    "came: " + scene().flowsOfThisAgent() + " waits: "
                            + read(scene().agent.run("spool")),
                    late);
        }
    }

    /// Bytes there and back of the tuple's entries, once they move no more.
    private static long[] kernel(String tuple) throws Exception {
        String table =
                scene().home.on("router", "cat /proc/net/nf_conntrack").orFail().output();
        long[] sums = new long[2];
        Matcher entry = Pattern.compile(
                        "tcp .* " + tuple + " sport=\\d+ dport=80(?:80)? .*? bytes=(\\d+) src=.*? bytes=(\\d+)")
                .matcher(table);
        while (entry.find()) {
            sums[0] += Long.parseLong(entry.group(1));
            sums[1] += Long.parseLong(entry.group(2));
        }
        return sums;
    }

    private static void awaitSums(String client, boolean isInbound, String mac, long sent, long got) {
        try {
            eventually("all records of " + client, () -> {
                return isNear(sent, sum(client, isInbound, mac, "tx_bytes"))
                        && isNear(got, sum(client, isInbound, mac, "rx_bytes"));
            });
        } catch (AssertionError late) {
            throw new AssertionError(sent + " and " + got + " bytes should be in " + scene().flowsOfThisAgent(), late);
        }
    }

    /// Within one in a hundred.
    private static boolean isNear(long expected, long found) {
        return Math.abs(expected - found) * 100 <= expected;
    }

    private static long sum(String client, boolean isInbound, String mac, String field) {
        return scene().flowsOfThisAgent().stream()
                .filter(flow -> flow.get("client").asText().equals(client))
                .filter(flow -> flow.get("dport").asInt() == 80)
                .filter(flow -> flow.get("inbound").asBoolean() == isInbound)
                .filter(flow -> flow.get("mac").asText().equals(mac))
                .mapToLong(flow -> flow.get(field).asLong())
                .sum();
    }
}
