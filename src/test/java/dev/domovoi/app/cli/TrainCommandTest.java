package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Where the weights cannot go is said before minutes of training, in one line.
final class TrainCommandTest {
    @TempDir
    Path folder;

    @Test
    void refusesAPlaceThatCannotHoldTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (String place : List.of("/", folder.toString(), folder + "/none/w", file + "/w")) {
            String said = refused("--out", place);
            assertTrue(said.startsWith("domovoi: --out: expected a file in a folder that is there"), said);
            assertEquals(1, said.lines().count(), said);
        }
    }

    @Test
    void namesAFileBesideThatCannotBeWritten() throws IOException {
        Path weights = folder.resolve("w");
        Files.createDirectory(folder.resolve("w.values-1.loss.csv"));
        String said = refused("--out", weights.toString(), "--steps", "200");
        assertTrue(said.contains("--out: cannot write beside " + weights), said);
        assertTrue(!Files.exists(weights));
    }

    @Test
    void refusesStepsAndThreadsOutOfRange() {
        assertTrue(refused("--out", folder + "/w", "--steps", "3").contains("--steps: expected 200 to 1000000"));
        assertTrue(refused("--out", folder + "/w", "--threads", "9").contains("--threads: 1 to 4"));
    }

    private static String refused(String... options) {
        StringWriter err = new StringWriter();
        CommandLine line = Domovoi.commandLine();
        line.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        String[] arguments = new String[options.length + 1];
        arguments[0] = "train";
        System.arraycopy(options, 0, arguments, 1, options.length);
        assertEquals(2, line.execute(arguments), err.toString());
        return err.toString();
    }
}
