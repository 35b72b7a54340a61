package dev.domovoi.around;

import static dev.domovoi.around.RouterScene.eventually;
import static dev.domovoi.around.RouterScene.quarantine;
import static dev.domovoi.around.RouterScene.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real agent between real kernels' packets: what it tells is what went through, and whom it keeps out is kept out.
@Timeout(120)
final class RouterAgentTest {
    private static final String LAN1 = "02:00:00:00:00:02";
    private static final String LAN2 = "02:00:00:00:00:03";
    private static final String HUB = "02:00:00:00:00:04";
    private static final String WAN = "203.0.113.9";

    @TempDir
    static Path folder;

    private static List<RouterScene> scene = List.of();

    @BeforeAll
    static void openTheHome() throws Exception {
        scene = List.of(RouterScene.open(folder));
        Path page = Files.createDirectories(folder.resolve("www")).resolve("page");
        Files.write(page, new byte[1_500_000]);
        scene().home.leave("wan", "httpd.log", "exec busybox httpd -f -p 80 -h " + page.getParent());
        scene().home.leave("lan2", "httpd2.log", "exec busybox httpd -f -p 80 -h " + page.getParent());
        eventually("the internet answers", () -> scene().succeeds("lan1", get(WAN)));
    }

    @AfterAll
    static void closeIt() {
        scene.forEach(RouterScene::close);
    }

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
        String processes = scene().home
                .on("router", "for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done")
                .orFail()
                .output();
        List<String> clients = processes
                .lines()
                .filter(line -> line.startsWith("mosquitto_") && line.contains("router/openwrt/"))
                .filter(line -> !line.contains("-i ear"))
                .toList();
        assertEquals(2, clients.size(), processes);
        assertFalse(clients.toString().contains(RouterScene.PASSWORD), processes);
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
    void keepsOneClientOutAndNobodyElse() throws Exception {
        scene().startAgent();
        scene().home.leave("wan", "sink1", "sleep 30 | busybox nc -l -p 7001");
        scene().home.leave("wan", "sink2", "sleep 30 | busybox nc -l -p 7002");
        eventually("both listen", () -> scene().succeeds("wan", "busybox netstat -ltn | grep -c '700[12] ' | grep 2"));
        String ticks = "while sleep 0.05; do echo tick || exit; done | timeout 30 busybox nc " + WAN + " ";
        scene().home.leave("lan1", "ticks1", ticks + 7001);
        scene().home.leave("lan2", "ticks2", ticks + 7002);
        awaitGrowth("sink1");
        awaitGrowth("sink2");
        long asked = System.nanoTime();
        JsonNode ack = scene().told(quarantine(1, LAN1, 4));
        assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(2), "it took longer than two seconds");
        assertEquals("done", ack.get("result").asText(), ack::toString);
        assertEquals(LAN1, ack.get("blocked").get(0).get("mac").asText());
        long seconds = ack.get("blocked").get(0).get("seconds").asLong();
        assertTrue(seconds >= 2 && seconds <= 4, ack::toString);
        long stopped = size("sink1");
        String left = scene().home.on("router", "conntrack -L -s 192.168.1.2").output();
        assertFalse(left.contains("dport=7001"), left);
        assertFalse(scene().succeeds("lan1", "timeout 1 busybox wget -q -O /dev/null http://" + WAN + "/page"));
        awaitGrowth("sink2");
        assertEquals(stopped, size("sink1"), "what was established had stopped with the acknowledgement");
        eventually(
                "it ends by itself", () -> scene().last("health").get("blocked").isEmpty());
        assertTrue(scene().succeeds("lan1", get(WAN)));

        scene().assertDone(quarantine(2, LAN1, 600));
        assertFalse(scene().succeeds("lan1", "busybox ping -c 1 -W 1 192.168.1.1"));
        assertEquals(
                0,
                scene().told("3 release " + LAN1 + " 0 " + soon())
                        .get("blocked")
                        .size());
        assertTrue(scene().succeeds("lan1", get(WAN)));
    }

    @Test
    void refusesWhatItsOwnSafetyForbidsAndSaysSo() throws Exception {
        scene().startAgent("domovoi.quarantine.protect=" + LAN2 + " fd00:1::77", "domovoi.quarantine.most=1");
        RouterScene it = scene();
        for (String mac :
                List.of(LAN2, LAN2.toUpperCase(java.util.Locale.ROOT), HUB, "02:00:00:00:00:01", "00:00:00:00:00:00")) {
            it.assertRefused("protected", quarantine(1, mac, 60));
        }
        it.assertRefused("no client", quarantine(1, "01:00:5e:00:00:01", 60));
        it.assertRefused("unknown client", quarantine(1, "02:00:00:00:00:99", 60));
        it.assertRefused("not between 1 and 86400 seconds", quarantine(1, LAN1, 90_000));
        it.assertRefused("expired", "1 quarantine " + LAN1 + " 60 " + (soon() - 61));
        it.assertRefused("expires too late", "1 quarantine " + LAN1 + " 60 " + (soon() + 90_000));
        it.assertRefused("retained", quarantine(1, LAN1, 60), "-r");
        it.assertRefused("retained", "", "-r");
        it.assertDone(quarantine(5, LAN1, 60));
        it.assertRefused("old counter", quarantine(5, LAN1, 60));
        it.assertDone(quarantine(6, LAN1, 120));
        it.home
                .on("router", "ip neigh replace 192.168.1.50 lladdr 02:00:00:00:00:50 dev br-lan")
                .orFail();
        it.assertRefused("1 blocked already", quarantine(7, "02:00:00:00:00:50", 60));
        it.stopAgent();
        assertFalse(
                it.home.on("router", "nft list tables").output().contains("domovoi"), "stopped, yet a table is left");
        it.resumeAgent();
        it.assertRefused("old counter", quarantine(6, LAN1, 60));
        it.assertDone("8 list - 0 " + soon());
        Files.delete(it.agent.root().resolve("var/run/domovoi.clock"));
        it.assertRefused("clock not set", quarantine(9, LAN1, 60));
        eventually("it is counted", () -> refused() == 2);
    }

    @Test
    void releasesAllWithoutTheNetwork() throws Exception {
        scene().startAgent();
        scene().assertDone(quarantine(1, LAN1, 600));
        String run = "DOMOVOI_ROOT=" + scene().agent.root() + " PATH="
                + scene().agent.tools() + ":$PATH sh " + scene().agent.program();
        assertTrue(scene().home.on("router", run + " list").output().startsWith(LAN1));
        scene().stopBroker();
        scene().home.on("router", run + " release-all").orFail();
        assertEquals("", scene().home.on("router", run + " list").output());
        scene().startBroker();
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
        eventually("the record waits", () -> size("spool") > 0);
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
        eventually("the spool is full", () -> size("spool") > 500 && size("spool") <= 1024);
        scene().home
                .on("lan1", "timeout 1 busybox nc " + WAN + " 99 </dev/null; true")
                .orFail();
        eventually("the newest waits", () -> spooled().contains("\"dport\":99,"));
        int before = scene().flowsOfThisAgent().size();
        scene().startBroker();
        awaitFlow(flow -> flow.get("dport").asInt() == 99);
        int came = scene().flowsOfThisAgent().size() - before;
        assertTrue(came <= 4, came + " records came out of a spool for four");
        eventually(
                "the loss is told",
                () -> scene().last("health").get("spool_dropped").asInt() >= 17);
    }

    @Test
    void obeysNobodyWhileTheBrokerLetsAnyoneIn() throws Exception {
        scene().startAgent();
        scene().configureBroker(true);
        scene().stopBroker();
        scene().startBroker();
        eventually(
                "health says so",
                () -> !scene().last("health").get("anonymous_refused").asBoolean());
        scene().assertRefused("broker open to anyone, or not yet probed", quarantine(1, LAN1, 60));
        scene().configureBroker(false);
        scene().stopBroker();
        scene().startBroker();
        eventually(
                "health says so",
                () -> scene().last("health").get("anonymous_refused").asBoolean());
        scene().assertDone(quarantine(1, LAN1, 1));
    }

    @Test
    void nothingHostileIsExecuted() throws Exception {
        scene().startAgent("domovoi.quarantine.protect=" + LAN2);
        Path mark = folder.resolve("executed");
        String run = "touch${IFS}" + mark;
        for (String field :
                List.of("$(" + run + ")", "`" + run + "`", ";" + run + ";", "|" + run, "'\"$(" + run + ")\"'")) {
            for (int place = 0; place < 5; place++) {
                String[] words = quarantine(1, LAN1, 60).split(" ", -1);
                words[place] = field;
                scene().assertRefused("malformed", String.join(" ", words));
            }
        }
        String good = quarantine(1, LAN1, 60);
        for (String payload : List.of(
                "",
                "{\"counter\":1,\"command\":\"quarantine\",\"mac\":\"" + LAN1 + "\"}",
                good + " more",
                good + "\n" + good,
                "x\n0 " + good,
                " " + good,
                good.replace(' ', '\t'),
                good.replace("quarantine", "quarantine\0"),
                "01" + good,
                "-" + good,
                good.replace(LAN1, LAN1 + " }\nadd element inet domovoi blocked { " + LAN2),
                good.replace(LAN1, LAN2 + "\u00e9"),
                good.replace(LAN1, "-"),
                "9".repeat(40) + " list - 0 " + soon(),
                "1 reboot - 0 " + soon(),
                "a".repeat(7000))) {
            scene().assertRefused("malformed", payload);
        }
        scene().publish("a".repeat(100_000)); // the broker keeps it back
        Files.writeString(
                scene().agent.root().resolve("tmp/dhcp.leases"),
                "1 " + LAN1 + " 192.168.1.2 \",\"x\":\"\\$(" + run + ")\u00ff<b> *\n1 " + LAN2 + " $(" + run + ") x *\n"
                        + "y".repeat(9000) + "\n");
        eventually("the leases come", () -> !scene().of("leases").isEmpty());
        JsonNode leases = scene().last("leases");
        assertEquals(1, leases.get("leases").size(), leases::toString);
        assertTrue(leases.get("leases").get(0).get("host").asText().startsWith("\",\"x\":\"\\$("), leases::toString);
        assertEquals(2, leases.get("unreadable").asInt());
        assertFalse(Files.exists(mark), "a message was executed");
        eventually("refusals are counted", () -> refused() == 41);
        assertTrue(scene().last("health").get("blocked").isEmpty());
    }

    private static RouterScene scene() {
        return scene.getFirst();
    }

    private static int refused() {
        return scene().last("health").path("commands").path("refused").asInt();
    }

    private static String get(String host) {
        return "timeout 5 busybox wget -q -O /dev/null http://" + host + "/page";
    }

    private static long size(String name) {
        try {
            return Files.size(name.equals("spool") ? scene().agent.run(name) : folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String spooled() {
        try {
            return Files.readString(scene().agent.run("spool"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitGrowth(String name) {
        long before = size(name);
        eventually(name + " grows", () -> size(name) > before + 20);
    }

    private static void awaitFlow(java.util.function.Predicate<JsonNode> isIt) {
        eventually("a record", () -> scene().of("flows").stream().anyMatch(isIt));
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
