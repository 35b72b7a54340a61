package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What the commands answer to right and wrong use.
final class CommandLineTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandHasHelp() {
        CommandLine line = Domovoi.commandLine();
        assertTrue(line.getSubcommands().keySet().containsAll(java.util.List.of("run", "decode", "record", "doctor")));
        for (String command : line.getSubcommands().keySet()) {
            assertEquals(0, execute(command, "--help"), command);
            assertTrue(out.toString().contains("Usage: domovoi " + command), out.toString());
        }
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().contains("Exit codes: 0 done"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void theVersionIsTold() {
        assertEquals(0, execute("--version"));
        assertTrue(out.toString().matches("domovoi [0-9][^ $]* \\(Java [0-9].*\\)\\R"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "--dance",
                "run --dance",
                "run --config",
                "record",
                "record --out x --seconds soon",
                "doctor --listen soon",
                "doctor extra",
                "decode a b"
            })
    void wrongUseIsOneLineAndExitCodeTwo(String arguments) {
        assertEquals(2, execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)));
        assertOneLine();
        assertTrue(err.toString().strip().endsWith("--help'"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "doctor", "record --out x"})
    void aMissingConfigurationIsOneLineAndExitCodeTwo(String command) {
        String missing = directory.resolve("none.yaml").toString();
        assertEquals(2, execute((command + " --config " + missing).split(" ", -1)));
        assertOneLine();
        assertTrue(err.toString().contains("there is no file " + missing), err.toString());
    }

    @Test
    void aWrongConfigurationIsOneLineAndExitCodeTwo() throws IOException {
        Path config = Files.writeString(directory.resolve("c.yaml"), "mod: act\n");
        assertEquals(2, execute("run", "--config", config.toString()));
        assertEquals(
                "domovoi: " + config + ":1:6: unknown key \"mod\"; the nearest known one is \"mode\"",
                err.toString().strip());
    }

    @Test
    void recordNeedsABrokerANewFileAndATimeAboveZero() throws IOException {
        assertEquals(2, execute("record", "--out", directory.resolve("new").toString()));
        assertTrue(err.toString().contains("mqtt.url is not set"), err.toString());
        Path config = Files.writeString(directory.resolve("c.yaml"), "mqtt: {url: 'mqtt://127.0.0.1:1'}\n");
        assertEquals(2, execute("record", "--config", config.toString(), "--out", config.toString()));
        assertTrue(err.toString().contains(config + " is there already"), err.toString());
        String out = directory.resolve("new").toString();
        assertEquals(2, execute("record", "--config", config.toString(), "--out", out, "--seconds", "0"));
        assertTrue(err.toString().contains("--seconds must be at least 1, was 0"), err.toString());
        String nowhere = directory.resolve("no/where").toString();
        assertEquals(2, execute("record", "--config", config.toString(), "--out", nowhere, "--seconds", "1"));
        assertTrue(err.toString().contains("cannot write " + nowhere), err.toString());
        assertFalse(Files.exists(Path.of(out)));
    }

    @Test
    void doctorAnswersOneLineAFindingAndWhetherAllIsWell() throws IOException {
        Path config =
                Files.writeString(directory.resolve("c.yaml"), "state: {dir: " + directory.resolve("state") + "}\n");
        assertEquals(0, execute("doctor", "--config", config.toString()), out.toString());
        assertEquals(
                7,
                out.toString().lines().filter(line -> line.startsWith("ok    ")).count());
        Path file = Files.createFile(directory.resolve("file"));
        Files.writeString(config, "state: {dir: " + file + "}\n");
        assertEquals(1, execute("doctor", "--config", config.toString()), out.toString());
        assertTrue(out.toString().contains("FAULT disk: "), out.toString());
    }

    private void assertOneLine() {
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("domovoi: "), err.toString());
        assertEquals("", out.toString());
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Domovoi.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
