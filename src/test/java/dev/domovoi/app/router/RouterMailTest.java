package dev.domovoi.app.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.app.router.RouterMail.Opened;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    @Test
    void theTotalsOfNlbwmonAreReadInBothForms() {
        String json = "{\"columns\":[\"mac\",\"tx_bytes\",\"rx_bytes\"],\"data\":[[\"" + Records.MAC + "\",7,9]]}";
        String csv = "mac,tx_bytes,rx_bytes\n" + Records.MAC + ",7,9\n";
        assertEquals(open("counts/nlbwmon", json, false), open("counts/nlbwmon", "\n" + csv, false));
        assertInstanceOf(Opened.Ignored.class, open("counts/nlbwmon", csv, true));
        assertInstanceOf(Opened.Refused.class, open("counts/nlbwmon", "{", false));
    }
}
