package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `flows`, and `decode` of a connection table, answer to right and wrong use.
final class FlowsCommandTest {
    private static final String HEADER =
            "ts,duration,proto,src,sport,dst,dport,orig_bytes,resp_bytes,orig_pkts,resp_pkts,label\n";
    private static final Path TABLE = Path.of("src/test/resources/conntrack/table.txt");
    private static final Path EXPECTED = Path.of("src/test/resources/conntrack/table.expect.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int flows(String... arguments) {
        CommandLine line = Domovoi.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("flows"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(new String[0]));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String scan(int from, int ports) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < ports; i++) {
            text.append(from + i)
                    .append(".25,0.5,tcp,192.168.1.9,40000,203.0.113.7,")
                    .append(100 + i)
                    .append(",60,40,1,1,x\n");
        }
        return text.toString();
    }

    private List<JsonNode> findings() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            found.add(JSON.readTree(line));
        }
        return found;
    }

    @Test
    void aScanIsALineOfJsonAfterTheNewClient() throws IOException {
        assertEquals(0, flows(write("a.csv", scan(1_700_000_000, 12)).toString()));
        assertEquals("", err.toString());
        List<JsonNode> found = findings();
        assertEquals(
                List.of("new_client", "vertical_scan"),
                found.stream().map(line -> line.get("kind").asText()).toList());
        JsonNode scan = found.get(1);
        assertEquals("2023-11-14T22:13:29.250Z", scan.get("at").asText());
        assertEquals("192.168.1.9", scan.get("client").asText());
        assertEquals("medium", scan.get("severity").asText());
        assertEquals(10, scan.get("evidence").get("ports").asInt());
        assertTrue(scan.get("why").asText().startsWith("It tried 10 different ports of 203.0.113.7"), scan.toString());
        assertEquals(6, scan.size());
    }

    @Test
    void alarmsOnlyLeavesOutWhatIsJustWorthKnowing() throws IOException {
        assertEquals(0, flows(write("a.csv", scan(1_700_000_000, 12)).toString(), "--alarms-only"));
        assertEquals(1, findings().size());
    }

    @Test
    void whatIsNotAtHomeIsNobodys() throws IOException {
        Path file = write("a.csv", scan(1_700_000_000, 12));
        assertEquals(0, flows(file.toString(), "--home", "10.0.0.0/8,2001:db8::/64"));
        assertEquals(List.of(), findings());
        assertEquals(0, flows(file.toString(), "--home", "192.168.1.9/32"));
        assertEquals(2, findings().size());
    }

    @Test
    void earlierTrafficIsNormal() throws IOException {
        Path earlier = write("earlier.csv", scan(1_700_000_000, 12));
        Path later = write("later.csv", scan(1_700_000_100, 12));
        assertEquals(0, flows(later.toString(), "--learn", earlier.toString()));
        assertEquals(List.of(), findings());
    }

    @Test
    void filesAreOneNetworkInTheOrderOfTime() throws IOException {
        Path second = write("a.csv", scan(1_700_000_005, 5));
        Path first = folder.resolve("b.csv.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(first))) {
            file.write(scan(1_700_000_000, 4).getBytes(StandardCharsets.UTF_8));
            file.write(scan(1_700_000_000, 11)
                    .substring(scan(1_700_000_000, 6).length())
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, flows(second.toString(), first.toString()), err::toString);
        List<JsonNode> found = findings();
        assertEquals("2023-11-14T22:13:20.250Z", found.getFirst().get("at").asText());
        assertEquals("vertical_scan", found.getLast().get("kind").asText(), "ten ports in both files together");
        assertEquals("2023-11-14T22:13:30.250Z", found.getLast().get("at").asText());
    }

    @Test
    void nothingIsKnownOfAConnectionBeforeItsEnd() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 10; i++) {
            text.append(1_700_000_000 + i)
                    .append(".0,300,tcp,192.168.1.9,1,203.0.113.")
                    .append(1 + i);
            text.append(",23,60,0,1,0,x\n");
        }
        assertEquals(0, flows(write("a.csv", text.toString()).toString()));
        assertEquals("2023-11-14T22:18:29Z", findings().getLast().get("at").asText(), "when the tenth had ended");
    }

    @Test
    void linesThatCannotBeReadAreNamedAndLeftOut() throws IOException {
        Path file = write(
                "a.csv",
                scan(1_700_000_000, 3)
                        + "soon,0,tcp,192.168.1.9,1,203.0.113.7,80,1,1,1,1,x\n"
                        + "1700000009,-,tcp,192.168.1.9,1,203.0.113.7,80,-,,1,1,x\n"
                        + "1700000009,0,tcp,192.168.1.9,1,203.0.113.7,99999,1,1,1,1,x\n"
                        + "1700000009,0,tcp,nobody\n");
        assertEquals(1, flows(file.toString()));
        assertEquals(
                List.of(
                        "domovoi: " + file + ":5: ts: expected seconds, got \"soon\"; left out",
                        "domovoi: " + file + ":7: dport: expected a port, got \"99999\"; left out",
                        "domovoi: " + file + ":8: fields: expected 11 of them, got \"4 fields\"; left out"),
                err.toString().lines().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "none.csv,there is no file",
        "a.csv --home,Missing required parameter for option '--home'",
        "a.csv --home 300.1.1.1/8,'--home: expected a network such as 192.168.1.0/24, got \"300.1.1.1/8\"'",
        "a.csv --budget often,--budget: expected",
        "a.csv --format pcap,--format: expected",
        "a.csv --learn none.csv,there is no file",
        "b.csv,':1: expected the columns ts,duration'",
        "c.csv,':1: expected a header, got nothing'",
        "d.csv.gz,'d.csv.gz:1: expected more, but the file ends'"
    })
    void wrongUseIsOneLineAndExitCodeTwo(String arguments, String said) throws IOException {
        write("a.csv", scan(1_700_000_000, 2));
        write("b.csv", "timestamp,value\n1,2\n");
        write("c.csv", "");
        Files.write(folder.resolve("d.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        String[] given =
                arguments.replaceAll("([a-z]+\\.csv(\\.gz)?)", folder + "/$1").split(" ", -1);
        assertEquals(2, flows(given), arguments);
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(said), err.toString());
    }

    @Test
    void listingsOfAConnectionTableArePolls() throws IOException {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        List<String> files = new ArrayList<>(List.of("--format", "conntrack"));
        StringBuilder table = new StringBuilder();
        for (int poll = 0; poll < 3; poll++) {
            for (int i = 0; i < 5; i++) {
                table.append("ipv4 2 tcp 6 110 SYN_SENT src=192.168.1.9 dst=203.0.113.")
                        .append(5 * poll + i + 1);
                table.append(" sport=4 dport=23 packets=1 bytes=60 [UNREPLIED] src=203.0.113.")
                        .append(5 * poll + i + 1);
                table.append(" dst=198.51.100.1 sport=23 dport=4 packets=0 bytes=0 mark=0 use=2\n");
            }
            Path file = write("poll" + poll, table.toString());
            Files.setLastModifiedTime(file, FileTime.from(noon.plusSeconds(10L * poll)));
            files.add(file.toString());
        }
        assertEquals(0, flows(files.toArray(new String[0])), err::toString);
        JsonNode scan = findings().getLast();
        assertEquals("horizontal_scan", scan.get("kind").asText());
        assertEquals("2026-03-02T12:00:10Z", scan.get("at").asText());
    }

    @Test
    void aConnectionTableIsDecodedLineByLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertEquals(0, ConntrackLines.run(Files.newInputStream(TABLE), bytes));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> expected = Files.readAllLines(EXPECTED);
        assertEquals(expected.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode got = JSON.readTree(lines.get(i));
            JsonNode wanted = JSON.readTree(expected.get(i));
            for (String member : List.of("line", "valid", "time", "expect")) {
                assertEquals(wanted.path(member), got.path(member), lines.get(i));
            }
        }
    }
}
