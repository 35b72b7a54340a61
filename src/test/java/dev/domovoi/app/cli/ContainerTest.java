package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The script `domovoi` laid out as in the image: the built application beside it, a JRE, a folder that may not be
/// written, a volume that may, no `HOME`, and a user that is nobody here. The JRE is made up and tells how it was
/// called.
@Timeout(60)
final class ContainerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// Cannot be told from the real one by its calls: it writes the files that the real one would.
    private static final String JAVA = """
            #!/bin/sh
            for each in "$@"; do
                case $each in
                    -XX:AOTConfiguration=*) classes=${each#*=} ;;
                    -XX:AOTCache=*) cache=${each#*=} ;;
                esac
            done
            case "$*" in
                *AOTMode=record*)
                    echo recording >>"$CALLS"
                    env | grep ^DOMOVOI_ >>"$CALLS"
                    if [ -e "$CALLS.fails" ]; then exit 1; fi
                    if [ -e "$CALLS.hangs" ]; then echo $$ >"$CALLS.process"; exec sleep 60; fi
                    echo classes >"$classes" ;;
                *AOTMode=create*) echo creating >>"$CALLS"; cp "$classes" "$cache" ;;
                *) env | grep ^DOMOVOI_; pwd; printf '%s|' "$@" ;;
            esac
            """;

    @TempDir
    Path directory;

    private Path image = Path.of("");
    private Path volume = Path.of("");
    private Path calls = Path.of("");

    /// How a run of the script ended.
    private record Run(int code, String text) {}

    @BeforeEach
    void makeAnImage() throws IOException {
        allow(directory, "rwxr-xr-x");
        image = Files.createDirectories(directory.resolve("opt/domovoi"));
        Files.createDirectories(image.resolve("app"));
        Files.writeString(image.resolve("app/quarkus-run.jar"), "");
        Files.copy(Path.of("domovoi"), image.resolve("domovoi"));
        allow(image.resolve("app"), "r-xr-xr-x");
        allow(image, "r-xr-xr-x");
        Path java = Files.createDirectories(directory.resolve("jre/bin")).resolve("java");
        Files.writeString(java, JAVA);
        allow(java, "rwxr-xr-x");
        release("25.0.3");
        volume = Files.createDirectories(directory.resolve("volume"));
        allow(volume, "rwxrwxrwx");
        calls = volume.resolve("calls");
    }

    @Test
    void theFirstStartMakesTheCacheOnTheVolumeAndEachStartUsesIt() throws Exception {
        Run first = run("run", "--config", "/etc/domovoi/domovoi.yaml");
        Run second = run("run");
        assertEquals(0, first.code(), first.text());
        assertTrue(first.text().contains("preparing a quick start"), first.text());
        assertTrue(first.text().endsWith("quarkus-run.jar|run|--config|/etc/domovoi/domovoi.yaml|"), first.text());
        assertTrue(first.text().contains("-XX:AOTCache=" + volume.resolve("cache/domovoi.aot") + "|"), first.text());
        assertFalse(second.text().contains("preparing"), second.text());
        assertTrue(second.text().contains("-XX:AOTCache="), second.text());
        assertEquals(List.of("recording", "creating"), Files.readAllLines(calls), "and the home's settings unseen");
    }

    @Test
    void theAgentSeesItsOwnSettingsButNoneOfTheLaunchers() throws Exception {
        Run run = run("run");
        assertTrue(run.text().contains("DOMOVOI_MODE=observe"), run.text());
        assertFalse(run.text().contains("DOMOVOI_CACHE_DIR"), run.text());
        assertTrue(run.text().contains("\n/\n"), "the folder it was started in: " + run.text());
    }

    @Test
    void anotherJavaOrAnotherApplicationMeansAnotherCache() throws Exception {
        run("run");
        release("25.0.4");
        run("run");
        assertEquals(4, Files.readAllLines(calls).size());
        allow(image.resolve("app"), "rwxr-xr-x");
        Files.writeString(image.resolve("app/quarkus-run.jar"), "new");
        run("run");
        assertEquals(6, Files.readAllLines(calls).size());
    }

    @Test
    void aCacheThatCannotBeMadeIsNotFatalAndNotTriedAgain() throws Exception {
        Files.writeString(directory.resolve("volume/calls.fails"), "");
        Run first = run("run");
        assertEquals(0, first.code(), first.text());
        assertTrue(first.text().contains("no quick start here"), first.text());
        assertFalse(first.text().contains("-XX:AOTCache="), first.text());
        assertEquals(0, run("run").code());
        assertEquals(List.of("recording"), Files.readAllLines(calls));
    }

    @Test
    void aVolumeThatCannotBeWrittenIsNotFatalEither() throws Exception {
        allow(volume, "r-xr-xr-x");
        Run run = run("run");
        assertEquals(0, run.code(), run.text());
        assertTrue(run.text().contains("cannot be written"), run.text());
        assertTrue(run.text().contains("|run|"), run.text());
    }

    @Test
    void aStopWhileTheCacheIsMadeEndsAtOnceAndTheNextStartTriesAgain() throws Exception {
        Path hangs = Files.writeString(volume.resolve("calls.hangs"), "");
        Process process = start("run");
        Path recording = volume.resolve("calls.process");
        Await.until(
                "it records",
                LIMIT,
                () -> Files.exists(recording) && recording.toFile().length() > 1);
        process.destroy();
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it goes on");
        assertEquals(143, process.exitValue());
        long recorder = Long.parseLong(Files.readString(recording).strip());
        Await.until("its Java ends too", LIMIT, () -> ProcessHandle.of(recorder).isEmpty());
        Files.delete(hangs);
        Run again = run("run");
        assertTrue(again.text().contains("-XX:AOTCache="), again.text());
    }

    @Test
    void thereAreNoTestsInAnImage() throws Exception {
        Run run = run("test");
        assertEquals(2, run.code());
        assertTrue(run.text().contains("needs a checkout"), run.text());
    }

    @Test
    void theImageIsMadeOfWhatTheScriptExpects() throws IOException {
        String recipe = Files.readString(Path.of("deploy/container/Containerfile"));
        for (String line : List.of(
                "COPY --from=build /build/target/quarkus-app /opt/domovoi/app",
                "COPY LICENSE NOTICE domovoi /opt/domovoi/",
                "USER 10001:10001",
                "ENTRYPOINT [\"/opt/domovoi/domovoi\"]")) {
            assertTrue(recipe.lines().anyMatch(line::equals), line);
        }
        recipe.lines()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .flatMap(line -> List.of(line.split(" ")).subList(1, line.split(" ").length - 1).stream())
                .forEach(source -> assertTrue(Files.exists(Path.of(source)), source + " is not in the checkout"));
    }

    private void release(String version) throws IOException {
        Files.writeString(directory.resolve("jre/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid", "10001", "--regid", "10001", "--clear-groups"));
        }
        command.add(image.resolve("domovoi").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/usr/bin:/bin", "JAVA_HOME", directory.resolve("jre").toString(), "CALLS", calls.toString()));
        environment.put("DOMOVOI_CACHE_DIR", volume.resolve("cache").toString());
        environment.put("DOMOVOI_MODE", "observe");
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
