package dev.domovoi.observe.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Fixture;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CollectdTest {
    private static final String OCTETS = "collectd/router/interface-wan/if_octets";

    private final Collectd dialect = new Collectd();

    @TestFactory
    List<DynamicTest> readsWhatRoutersSent() {
        return Fixtures.tests("collectd");
    }

    @Test
    void takesAllAfterTheFirstDashForTheInstance() {
        assertEquals(
                Map.of("router|pppoe-wan-6|if_octets_rx_rate", 1.0, "router|pppoe-wan-6|if_octets_tx_rate", 2.0),
                Fixtures.observed(dialect, "collectd/router/interface-pppoe-wan-6/if_octets", "1:1:2"));
    }

    @Test
    void takesTheMessageForNewWhateverItsOwnClockSays() {
        for (String time : List.of("0.000", "42", "-1", "99999999999.999", "N")) {
            var understood = Fixtures.understood(dialect, OCTETS, time + ":1:2");
            assertEquals(2, understood.observations().size(), time);
            assertEquals(Fixture.AT, understood.observations().getFirst().at());
        }
    }

    @Test
    void wantsExactlyAsManyValuesAsTheTypeHas() {
        for (String payload : List.of(
                "1",
                "1:",
                "1:2",
                "1:2:3:4",
                "1:2:3:",
                ":1:2",
                "x:1:2",
                "N:1",
                "1:".repeat(9_999),
                "1:1:x",
                "1:1:",
                "1:inf:2")) {
            assertTrue(Fixtures.understood(dialect, OCTETS, payload).isRejected(), payload);
        }
    }

    @Test
    void keepsTheValueBesideAnUndefinedOne() {
        for (String undefined : List.of("nan", "-nan", "U")) {
            assertEquals(
                    Map.of("router|wan|if_octets_tx_rate", 2.0),
                    Fixtures.observed(dialect, OCTETS, "1:" + undefined + ":2"));
        }
    }

    @Test
    void forgivesOneNulAtTheEndAndNoneElsewhere() {
        assertEquals(2, Fixtures.observed(dialect, OCTETS, "1:1:2\0").size());
        for (String payload : List.of("1:1:2\0\0", "1:1\0:2", "\0", "1:1:2\0x")) {
            assertTrue(Fixtures.understood(dialect, OCTETS, payload).isRejected());
        }
    }

    @Test
    void ignoresTypesThatItDoesNotKnowAndRefusesTopicsThatAreNone() {
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "collectd/router/cpu-0/cpu-user", "1:2"));
        assertEquals(Report.NOTHING, Fixtures.understood(dialect, "collectd/router/load/load-relative", "1:1:1:1"));
        for (String topic : List.of("collectd", "collectd/router", "collectd/router/load", "collectd//load/load")) {
            assertTrue(Fixtures.understood(dialect, topic, "1:1:1:1").isRejected(), topic);
        }
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("collectdx/router/load/load", "1:1:1:1")));
    }

    @Test
    void refusesAChannelThatCannotBeShown() {
        assertTrue(Fixtures.understood(dialect, "collectd/router/ping/ping-a\u202eb", "1:5")
                .isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(Collectd::new, 18, 20_000);
    }
}
