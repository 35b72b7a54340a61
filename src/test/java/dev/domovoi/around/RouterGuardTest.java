package dev.domovoi.around;

import static dev.domovoi.around.RouterScene.HUB;
import static dev.domovoi.around.RouterScene.LAN1;
import static dev.domovoi.around.RouterScene.LAN2;
import static dev.domovoi.around.RouterScene.WAN;
import static dev.domovoi.around.RouterScene.eventually;
import static dev.domovoi.around.RouterScene.get;
import static dev.domovoi.around.RouterScene.quarantine;
import static dev.domovoi.around.RouterScene.read;
import static dev.domovoi.around.RouterScene.size;
import static dev.domovoi.around.RouterScene.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The real agent as it is told to keep a client out: it does so to that client alone, and it obeys
/// nobody else and nothing else.
@Timeout(120)
final class RouterGuardTest {
    @RegisterExtension
    static final OpenHome HOME = new OpenHome();

    @Test
    void keepsOneClientOutAndNobodyElse() throws Exception {
        scene().startAgent();
        RouterHome home = scene().home;
        String ticks = "while sleep 0.05; do echo tick || exit; done | timeout 60 busybox nc ";
        home.leave("wan", "sink1", "sleep 60 | busybox nc -l -p 7001");
        home.leave("wan", "sink2", "sleep 60 | busybox nc -l -p 7002");
        home.leave("wan", "source", ticks + "-l -p 7003");
        eventually("all listen", () -> scene().succeeds("wan", "busybox netstat -ltn | grep -c ':700[123] ' | grep 3"));
        home.leave("lan1", "ticks1", ticks + WAN + " 7001");
        home.leave("lan2", "ticks2", ticks + WAN + " 7002");
        home.leave("lan1", "download", "sleep 60 | busybox nc fd00:9::9 7003");
        List<String> all = List.of("sink1", "sink2", "download");
        all.forEach(RouterGuardTest::awaitGrowth);
        long asked = System.nanoTime();
        JsonNode ack = scene().told(quarantine(1, LAN1, 600));
        assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(2), "it took longer than two seconds");
        assertEquals("done", ack.get("result").asText(), ack::toString);
        assertEquals(LAN1, ack.get("blocked").get(0).get("mac").asText());
        long seconds = ack.get("blocked").get(0).get("seconds").asLong();
        assertTrue(seconds >= 590 && seconds <= 600, ack::toString);
        List<Long> stopped =
                all.stream().map(name -> size(HOME.folder().resolve(name))).toList();
        String left = home.on("router", "conntrack -L -s 192.168.1.2").output();
        assertFalse(left.contains("dport=7001"), left);
        assertFalse(scene().succeeds("lan1", "timeout 1 busybox wget -q -O /dev/null http://" + WAN + "/page"));
        assertFalse(scene().succeeds("lan1", "timeout 1 busybox wget -q -O /dev/null http://[fd00:9::9]/page"));
        assertTrue(scene().succeeds("lan2", get(WAN)), "somebody else was stopped");
        awaitGrowth("sink2");
        assertEquals(
                stopped.get(0),
                size(HOME.folder().resolve("sink1")),
                "what was established had stopped with the acknowledgement");
        assertEquals(stopped.get(2), size(HOME.folder().resolve("download")), "nor does anything come down to it");

        scene().assertDone(quarantine(2, LAN1, 2));
        eventually(
                "it ends by itself", () -> scene().last("health").get("blocked").isEmpty());
        assertTrue(scene().succeeds("lan1", get(WAN)));

        scene().assertDone(quarantine(3, LAN1, 600));
        assertFalse(scene().succeeds("lan1", "busybox ping -c 1 -W 1 192.168.1.1"));
        JsonNode released = scene().told("4 release " + LAN1 + " 0 " + soon());
        assertTrue(released.get("blocked").isEmpty(), released::toString);
        assertTrue(scene().succeeds("lan1", get(WAN)));
    }

    /// A client that takes a protected address protects itself, and cannot push the true owner out of the list.
    @Test
    void aSpoofedAddressUnprotectsNobody() throws Exception {
        scene().startAgent("domovoi.quarantine.protect=192.168.1.3");
        RouterScene it = scene();
        it.assertRefused("protected", quarantine(1, LAN2, 60));
        List<String> flood = IntStream.range(0, 150)
                .mapToObj(last -> "00:00:00:00:00:%02x".formatted(last))
                .toList();
        Files.write(it.agent.run("met"), flood, StandardOpenOption.APPEND);
        String taken = "ip neigh replace 192.168.1.3 lladdr " + LAN1 + " nud reachable dev br-lan";
        it.home.on("router", taken).orFail();
        eventually("it is in the list", () -> read(it.agent.run("protected")).contains(flood.getFirst()));
        for (String mac : List.of(HUB, LAN2, LAN1)) {
            it.assertRefused("protected", quarantine(1, mac, 60));
        }
    }

    @Test
    void aWatchThatWasKilledLeavesNobodyWhoObeys() throws Exception {
        scene().startAgent();
        assertEquals(2, scene().clientsOfTheAgent().size());
        scene().killAgent();
        int acknowledged = scene().of("ack").size();
        for (int counter = 1; counter <= 3; counter++) {
            scene().publish(quarantine(counter, LAN1, 60));
        }
        eventually("nothing of it is left", () -> scene().clientsOfTheAgent().isEmpty());
        assertEquals(acknowledged, scene().of("ack").size());
        assertTrue(scene().succeeds("lan1", get(WAN)), "it was obeyed");
    }

    @Test
    void refusesWhatItsOwnSafetyForbidsAndSaysSo() throws Exception {
        scene().startAgent("domovoi.quarantine.protect=" + LAN2 + " fd00:1::77", "domovoi.quarantine.most=1");
        RouterScene it = scene();
        for (String mac : List.of(LAN2, LAN2.toUpperCase(Locale.ROOT), HUB, "02:00:00:00:00:01", "00:00:00:00:00:00")) {
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
        it.assertRefused("old counter after 5", quarantine(5, LAN1, 60));
        it.assertDone(quarantine(6, LAN1, 120));
        it.home
                .on("router", "ip neigh replace 192.168.1.50 lladdr 02:00:00:00:00:50 dev br-lan")
                .orFail();
        it.assertRefused("1 blocked already", quarantine(7, "02:00:00:00:00:50", 60));
        it.stopAgent();
        assertFalse(
                it.home.on("router", "nft list tables").output().contains("domovoi"), "stopped, yet a table is left");
        eventually("its processes end", () -> it.clientsOfTheAgent().isEmpty());
        it.resumeAgent();
        it.assertRefused("old counter after 6", quarantine(6, LAN1, 60));
        it.assertDone("8 list - 0 " + soon());
        Files.delete(it.agent.root().resolve("var/run/domovoi.clock"));
        it.assertRefused("clock not set", quarantine(9, LAN1, 60));
        eventually("it is counted", () -> refused() == 2);
    }

    /// Twice sixty at most, should a minute end in between.
    @Test
    void looksAtSixtyCommandsAMinute() throws Exception {
        scene().startAgent();
        scene().publish("nonsense\n".repeat(130), "-l");
        eventually("the others are counted", () -> refused() + ignored() == 130);
        assertTrue(ignored() >= 10, refused() + " were looked at");
    }

    /// Whom the name means is not known, so it could be anyone.
    @Test
    void holdsBackWhileAProtectedNameHasNoAddress() throws Exception {
        scene().startAgent();
        scene().assertDone(quarantine(1, LAN1, 1));
        scene().stopAgent();
        Path ping = scene().agent.tools().resolve("ping");
        Files.delete(ping);
        Files.createSymbolicLink(ping, Tool.find("false"));
        scene().resumeAgent("domovoi.quarantine.protect=nas.example");
        scene().assertRefused("a protected name has no address", quarantine(2, LAN1, 60));
        assertTrue(scene().last("health").get("unresolved").asBoolean());
    }

    @Test
    void releasesAllWithoutTheNetwork() throws Exception {
        scene().startAgent();
        scene().assertDone(quarantine(1, LAN1, 600));
        // nothing beside busybox and nft is there: no broker, no client of one
        Files.createSymbolicLink(scene().agent.tools().resolve("nft"), Tool.find("nft"));
        String run = "DOMOVOI_ROOT=" + scene().agent.root() + " PATH="
                + scene().agent.tools() + " sh " + scene().agent.program();
        assertTrue(scene().home.on("router", run + " list").output().startsWith(LAN1));
        scene().stopBroker();
        scene().home.on("router", run + " release-all").orFail();
        assertEquals("", scene().home.on("router", run + " list").output());
        scene().startBroker();
    }

    /// The broker comes back between two looks, as it would in a home.
    @Test
    void obeysNobodyWhileTheBrokerLetsAnyoneIn() throws Exception {
        scene().startAgent("domovoi.router.interval=4");
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

    /// Nobody's connection ends when a broker reads its settings anew, so the agent has to try again from time to time.
    @Test
    void noticesABrokerThatOpensWhileItIsConnected() throws Exception {
        scene().startAgent("domovoi.broker.probe=2");
        scene().assertDone(quarantine(1, LAN1, 1));
        scene().configureBroker(true);
        scene().reloadBroker();
        eventually(
                "health says so",
                () -> !scene().last("health").get("anonymous_refused").asBoolean());
        scene().assertRefused("broker open to anyone, or not yet probed", quarantine(2, LAN1, 60));
        scene().configureBroker(false);
        scene().reloadBroker();
        eventually(
                "health says so",
                () -> scene().last("health").get("anonymous_refused").asBoolean());
    }

    @Test
    void nothingHostileIsExecuted() throws Exception {
        scene().startAgent("domovoi.quarantine.protect=" + LAN2);
        Path mark = HOME.folder().resolve("executed");
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
        int told = scene().of("leases").size();
        eventually("the leases come", () -> scene().of("leases").size() > told);
        JsonNode leases = scene().last("leases");
        assertEquals(1, leases.get("leases").size(), leases::toString);
        assertTrue(leases.get("leases").get(0).get("host").asText().startsWith("\",\"x\":\"\\$("), leases::toString);
        assertEquals(2, leases.get("unreadable").asInt());
        assertFalse(Files.exists(mark), "a message was executed");
        eventually("refusals are counted", () -> refused() == 41);
        assertTrue(scene().last("health").get("blocked").isEmpty());
        // what a client's addresses are said to be goes to conntrack: none of these is one
        Files.writeString(
                scene().agent.root().resolve("tmp/dhcp.leases"),
                String.join(
                        " x *\n1 " + LAN1 + " ",
                        "1 " + LAN1 + " *",
                        "-F.:",
                        "$(" + run + ").",
                        "/*.",
                        "::;" + run + " x *\n"));
        scene().assertDone(quarantine(1, LAN1, 1));
        assertFalse(Files.exists(mark), "an address was executed");
    }

    private static RouterScene scene() {
        return HOME.scene();
    }

    private static int refused() {
        return scene().last("health").path("commands").path("refused").asInt();
    }

    private static int ignored() {
        return scene().last("health").path("commands").path("ignored").asInt();
    }

    private static void awaitGrowth(String name) {
        Path file = HOME.folder().resolve(name);
        long before = size(file);
        eventually(name + " grows", () -> size(file) > before + 20);
    }
}
