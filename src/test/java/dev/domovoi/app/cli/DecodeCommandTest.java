package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.DialectSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The lines that `decode` answers with.
final class DecodeCommandTest {
    @Test
    void answersEveryLineInOrderAndMarksRetainedValues() throws IOException {
        assertEquals("""
                {"line":1,"status":"decoded","dialect":"tasmota","observations":[{"device":"plug","channel":null,"quantity":"power","value":2635.0,"unit":"W"}],"problems":[]}
                {"line":2,"status":"rejected","dialect":null,"observations":[],"problems":[{"at":"line","expected":"a JSON object","got":"junk"}]}
                {"line":3,"status":"ignored","dialect":null,"observations":[],"problems":[]}
                {"line":4,"status":"decoded","dialect":"tasmota","observations":[{"device":"plug","channel":"1","quantity":"switch","value":true,"unit":"","retained":true}],"problems":[]}
                """, decode("""
                        {"topic":"tele/plug/SENSOR","payload":"{\\"ENERGY\\":{\\"Power\\":2635}}"}
                        junk
                        {"topic":"weather/today","payload":"sunny"}
                        {"topic":"stat/plug/POWER1","retain":1,"payload":"ON"}
                        """));
    }

    @Test
    void namesTheSlowestLineAndThePeakHeap() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        byte[] input = "{\"topic\":\"a\"}\n".getBytes(StandardCharsets.UTF_8);

        DecodeCommand.run(
                new ByteArrayInputStream(input),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                true,
                DialectSettings.usual());

        String stats = err.toString(StandardCharsets.UTF_8);
        assertTrue(stats.matches("slowest line [0-9.]+ ms \\(line 1\\), peak heap [0-9.]+ MiB\\R"), stats);
    }

    @Test
    void exitsWithTwoForAFileThatIsNotThereAndForAnUnknownFormat(@TempDir Path folder) {
        CommandLine command = new CommandLine(new DecodeCommand());

        assertEquals(2, command.execute(folder.resolve("none.jsonl").toString()));
        assertEquals(2, command.execute("--format", "morse"));
    }

    @Test
    void readsTheLayoutsOfAConfiguration(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), """
                dialects:
                  generic:
                    - {topic: "lab/{device}", readings: [{quantity: power, unit: mW}]}
                """);
        Path recording = Files.writeString(folder.resolve("r.jsonl"), """
                {"topic":"lab/oven","payload":"1500"}
                {"topic":"lab/oven","payload":"2500","fresh":true}
                """);
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            assertEquals(
                    0,
                    new CommandLine(new DecodeCommand()).execute("--config", config.toString(), recording.toString()));
        } finally {
            System.setOut(before);
        }
        String lines = output.toString(StandardCharsets.UTF_8);
        assertTrue(lines.contains("\"dialect\":\"generic\""), lines);
        assertTrue(lines.contains("\"device\":\"oven\",\"channel\":null,\"quantity\":\"power\",\"value\":1.5"), lines);
        assertTrue(lines.contains("\"value\":2.5"), lines);
    }

    private static String decode(String lines) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        DecodeCommand.run(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                output,
                System.err,
                false,
                DialectSettings.usual());
        return output.toString(StandardCharsets.UTF_8);
    }
}
