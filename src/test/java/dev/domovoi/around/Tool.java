package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of this machine. Where it is not installed the test is skipped, in CI it fails.
public final class Tool {
    private static final int LIMIT_SECONDS = 60;

    private Tool() {}

    /// How it ended and what it said.
    public record Ran(int code, String output) {
        public Ran orFail() {
            assertTrue(code == 0, output);
            return this;
        }
    }

    /// Where it is.
    public static Path find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/bin";
        Optional<Path> found = Stream.of(path.split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assertTrue(found.isPresent() || !"true".equals(System.getenv("CI")), name + " is not installed");
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    /// Runs it in a folder.
    public static Ran run(Path folder, String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(find(name).toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(name, ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(said.toFile())
                    .start();
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> command + " goes on and on");
            return new Ran(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }
}
