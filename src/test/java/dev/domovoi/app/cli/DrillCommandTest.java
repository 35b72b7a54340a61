package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Streams;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `domovoi drill` prints and answers.
final class DrillCommandTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(
                folder.resolve("c.yaml"), "home: {zone: UTC}\nstate: {dir: \"" + folder.resolve("state") + "\"}\n");
    }

    /// A compressor: a third of every hour at 90 W.
    private void keep(String device, int days) {
        TickHistory history =
                new TickHistory(folder.resolve("state"), Streams.TICK, (file, problem) -> out.append(file));
        StreamId stream = new StreamId(Source.whole(new DeviceId("tasmota", device)), Quantity.POWER);
        for (int tick = 0; tick < days * 8640; tick++) {
            Instant at = START.plusSeconds(10L * tick);
            int minute = tick / 6;
            int length = 18 + minute / 60 * 7 % 5;
            history.keep(new Tick(stream, at, minute % 60 < length ? 90 + minute % 7 : 1.5, at));
        }
        history.writeAll();
    }

    @Test
    void aTableAndSentencesOfWhatWouldBeCaught() {
        keep("freezer", 14);
        assertEquals(0, execute("drill", "--config", config.toString()), err.toString());
        String printed = out.toString();
        assertTrue(printed.startsWith("tasmota:freezer/power, by plug: "), printed);
        assertTrue(printed.contains("  fault          caught    delay     first channel"), printed);
        assertTrue(printed.matches("(?s).*\\n  dead +[34] of 4 +[0-9]+ min +[a-z_0-9]+\\R.*"), printed);
        assertTrue(printed.contains("night_use      -         -         not tried: it is on at three"), printed);
        assertTrue(printed.contains("It would catch: stuck_on ("), printed);
        assertEquals("", err.toString());
    }

    @Test
    void oneLineOfJsonPerStreamAndOnlyTheOneAskedFor() {
        keep("freezer", 14);
        keep("fridge", 14);
        assertEquals(
                0, execute("drill", "--config", config.toString(), "--json", "--stream", "fridge", "--places", "1"));
        List<String> lines = out.toString().lines().toList();
        assertEquals(2, lines.size(), out.toString());
        assertTrue(lines.getFirst().startsWith("{\"stream\":\"tasmota:fridge/power\",\"scorer\":\"plug\","));
        assertTrue(lines.getLast().startsWith("{\"stream\":\"tasmota:fridge/power\",\"scorer\":\"hour_of_week\","));
        assertTrue(out.toString().contains("\"alarms_per_week\":0.5,"), "half of the home's budget: " + out);
        assertTrue(out.toString().contains("{\"fault\":\"swap\",\"places\":1,"), out.toString());
    }

    @Test
    void whereNothingCanBeDrilledItSaysWhy() {
        assertEquals(1, execute("drill", "--config", config.toString()));
        assertTrue(err.toString().startsWith("domovoi: nothing to drill: no history is kept in "), err.toString());
        keep("freezer", 2);
        assertEquals(1, execute("drill", "--config", config.toString()));
        assertTrue(
                out.toString().contains("cannot be drilled yet: it has 2.0 days of kept history, the drill needs 5.0"),
                out.toString());
    }

    @Test
    void anUnknownStreamAndWrongPlacesAreWrongUse() {
        keep("freezer", 2);
        assertEquals(2, execute("drill", "--config", config.toString(), "--stream", "oven"));
        assertEquals(
                "domovoi: --stream: no history is kept of \"oven\"; it is of tasmota:freezer/power",
                err.toString().strip());
        assertEquals(2, execute("drill", "--config", config.toString(), "--places", "0"));
        assertEquals(
                "domovoi: --places: expected 1 to 20, got 0", err.toString().strip());
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Domovoi.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
