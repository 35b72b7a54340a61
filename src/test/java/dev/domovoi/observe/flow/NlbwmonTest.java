package dev.domovoi.observe.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.observe.flow.Nlbwmon.Bad;
import dev.domovoi.observe.flow.Nlbwmon.Parsed;
import dev.domovoi.observe.flow.Nlbwmon.Row;
import dev.domovoi.observe.flow.Nlbwmon.Totals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NlbwmonTest {
    private static final String COLUMNS = "{\"columns\":[\"mac\",\"rx_bytes\",\"tx_bytes\"],\"data\":";

    private static Parsed json(String text) {
        return Nlbwmon.json(text.getBytes(UTF_8));
    }

    private static Parsed csv(String text) {
        return Nlbwmon.csv(text.getBytes(UTF_8));
    }

    @Test
    void columnsGoByTheirNames() {
        Parsed parsed = json(
                "{\"columns\":[\"family\",\"proto\",\"port\",\"mac\",\"ip\",\"conns\",\"rx_bytes\",\"rx_pkts\","
                        + "\"tx_bytes\",\"tx_pkts\",\"layer7\"],\"data\":[[4,\"TCP\",443,\"aa:bb:cc:11:22:33\",\"192.168.1.20\",12,"
                        + "18446744073709551615,4,10,2,\"HTTPS\"],[6,\"UDP\",53,\"00:00:00:00:00:00\",\"::\",3,300,3,210,3,null]]}");
        List<Row> rows = assertInstanceOf(Totals.class, parsed).rows();
        assertEquals(
                "aa:bb:cc:11:22:33 4/TCP/443",
                rows.get(0).mac() + " " + rows.get(0).service());
        assertEquals(0x1p64, rows.get(0).counters().get("rx_bytes"));
        assertEquals(
                new Row(
                        "",
                        "6/UDP/53",
                        Map.of("rx_bytes", 300.0, "tx_bytes", 210.0, "rx_pkts", 3.0, "tx_pkts", 3.0, "conns", 3.0)),
                rows.get(1));
        assertEquals(
                List.of(), assertInstanceOf(Totals.class, json(COLUMNS + "[]}")).rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void csvIsTheSameWithItsSeparator(String separator) {
        String text = "\"mac\",\"rx_bytes\",\"tx_bytes\"\r\n\"aa:bb:cc:11:22:33\",1,2\n".replace(",", separator);
        assertEquals(csv(text), json(COLUMNS + "[[\"aa:bb:cc:11:22:33\",1,2]]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"aa:bb:cc:11:22:33\",1]]}",
                "[[\"not-a-mac\",1,2]]}",
                "[[\"aa:bb:cc:11:22:33\",-1,2]]}",
                "[[\"aa:bb:cc:11:22:33\",1e30,2]]}",
                "[[\"aa:bb:cc:11:22:33\",{},2]]}",
                "[7]}",
                "7}",
                "[",
            })
    void whatIsNotATableIsRefusedWhole(String data) {
        assertInstanceOf(Bad.class, json(COLUMNS + data));
    }

    /// What is remembered of a row must stay small.
    @Test
    void wordsBeyondTheLimitAreRefused() {
        String columns = "{\"columns\":[\"proto\",\"mac\",\"rx_bytes\"],\"data\":";
        String row = "[[\"%s\",\"aa:bb:cc:11:22:33\",1]]}";
        assertInstanceOf(Nlbwmon.Totals.class, json(columns + row.formatted("x".repeat(Nlbwmon.MAX_WORD))));
        assertInstanceOf(Bad.class, json(columns + row.formatted("x".repeat(Nlbwmon.MAX_WORD + 1))));
    }

    @Test
    void textThatIsNoTableIsRefused() {
        assertInstanceOf(Bad.class, csv("hello"));
        assertInstanceOf(Bad.class, csv(""));
        assertInstanceOf(Bad.class, csv("mac,rx_bytes\n" + "aa:bb:cc:11:22:33,1\n".repeat(Nlbwmon.MAX_ROWS + 1)));
    }
}
