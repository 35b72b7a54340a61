package dev.domovoi.app.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.router.RouterMail.Opened;
import dev.domovoi.signal.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterMailTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String FLOW =
            Records.flow(Records.MAC, "192.168.1.20", "198.51.100.9", 443, 1_772_452_800, 100, true);

    private final RouterMail mail = new RouterMail("home", Optional.of("counts/nlbwmon"));

    private Opened open(String topic, String payload, boolean isRetained) {
        return mail.open(Records.message(NOON, topic, payload, isRetained));
    }

    @Test
    void itAsksForWhatRoutersSayAndForNothingElse() {
        assertEquals(
                List.of(
                        "home/router/+/flows",
                        "home/router/+/leases",
                        "home/router/+/health",
                        "home/router/+/ack",
                        "counts/nlbwmon"),
                mail.filters());
        assertInstanceOf(Opened.NotOurs.class, open("tele/plug/SENSOR", "{}", false));
        assertInstanceOf(Opened.NotOurs.class, open("home/router/openwrt/command", "1 list - 0 9", false));
    }

    @Test
    void aRecordIsReadOnceThoughItComesTwice() {
        assertInstanceOf(Opened.Taken.class, open("home/router/openwrt/flows", FLOW, false));
        assertInstanceOf(Opened.Ignored.class, open("home/router/openwrt/flows", FLOW, false));
        assertInstanceOf(Opened.Taken.class, open("home/router/attic/flows", FLOW, false));
    }

    @Test
    void aRecordIsKnownAgainAfterOthersButNotForEver() {
        for (int i = 0; i < RouterMail.MOST_REMEMBERED; i++) {
            assertInstanceOf(Opened.Taken.class, open("home/router/openwrt/flows", numbered(i), false));
        }
        assertInstanceOf(Opened.Ignored.class, open("home/router/openwrt/flows", numbered(0), false));
        assertInstanceOf(
                Opened.Taken.class, open("home/router/openwrt/flows", numbered(RouterMail.MOST_REMEMBERED), false));
        assertInstanceOf(Opened.Taken.class, open("home/router/openwrt/flows", numbered(0), false));
    }

    private static String numbered(int bytes) {
        return Records.flow(Records.MAC, "192.168.1.20", "198.51.100.9", 443, 1000, bytes, true);
    }

    @Test
    void retainedFlowsAndAnswersAreNoNews() {
        assertInstanceOf(Opened.Ignored.class, open("home/router/openwrt/flows", FLOW, true));
        assertInstanceOf(Opened.Ignored.class, open("home/router/openwrt/ack", "{}", true));
        assertInstanceOf(Opened.Taken.class, open("home/router/openwrt/health", Records.health(""), true));
        assertInstanceOf(Opened.Ignored.class, open("home/router/openwrt/health", "", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home/router/",
                "home/router/a",
                "home/router/a/b/flows",
                "home/router/a\u202e/flows",
                "home/router//flows",
                "home/router/+/flows",
                "home/router/a#/flows",
                "home/router/a/gossip"
            })
    void otherTopicsThereAreRefused(String topic) {
        assertInstanceOf(Opened.Refused.class, open(topic, FLOW, false));
    }

    @Test
    void whoSaysNothingOfSenseTakesNobodysPlace() {
        for (int i = 0; i < 50; i++) {
            assertInstanceOf(Opened.Refused.class, open("home/router/forger" + i + "/flows", "{}", false));
        }
        for (int i = 0; i < RouterMail.MOST_ROUTERS; i++) {
            assertInstanceOf(Opened.Taken.class, open("home/router/r" + i + "/flows", FLOW, false));
        }
        assertInstanceOf(Opened.Refused.class, open("home/router/onemore/flows", FLOW, false));
    }

    /// Whatever a forger changes of what a router says, it is taken or refused, and no bug.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noBytesEndIt(long seed) {
        Random chance = new Random(seed);
        List<String> kinds = List.of("flows", "leases", "health", "ack");
        List<String> payloads = List.of(
                FLOW,
                Records.leases(Records.MAC, "tv"),
                Records.health(",\"blocked\":[{\"mac\":\"" + Records.MAC + "\",\"seconds\":60}]"),
                "{\"at\":\"x\",\"counter\":7,\"command\":\"list\",\"mac\":\"-\",\"result\":\"done\",\"why\":\"\","
                        + "\"blocked\":[]}");
        int taken = 0;
        for (int i = 0; i < 8000; i++) {
            int which = chance.nextInt(4);
            byte[] bytes = payloads.get(which).getBytes(UTF_8);
            for (int edits = chance.nextInt(4); edits > 0; edits--) {
                bytes[chance.nextInt(bytes.length)] =
                        (byte) (chance.nextInt(4) > 0 ? '0' + chance.nextInt(10) : chance.nextInt());
            }
            String topic = "home/router/openwrt/" + kinds.get(which);
            Opened opened = mail.open(new Message(NOON.plusSeconds(i), topic, bytes, false));
            taken += opened instanceof Opened.Taken ? 1 : 0;
        }
        assertTrue(taken > 1000 && taken < 7000, "seed " + seed + ": " + taken);
    }

    @Test
    void theTotalsOfNlbwmonAreReadInBothForms() {
        String json = "{\"columns\":[\"mac\",\"tx_bytes\",\"rx_bytes\"],\"data\":[[\"" + Records.MAC + "\",7,9]]}";
        String csv = "mac,tx_bytes,rx_bytes\n" + Records.MAC + ",7,9\n";
        assertEquals(open("counts/nlbwmon", json, false), open("counts/nlbwmon", "\n" + csv, false));
        assertInstanceOf(Opened.Ignored.class, open("counts/nlbwmon", csv, true));
        assertInstanceOf(Opened.Refused.class, open("counts/nlbwmon", "{", false));
    }
}
