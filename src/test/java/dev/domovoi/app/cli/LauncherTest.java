package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `domovoi`, in a made-up checkout with made-up JDKs and a build that only leaves a mark.
final class LauncherTest {
    private static final String BUILD = """
            #!/bin/sh
            echo "$JAVA_HOME $*" >>builds
            [ ! -e fails ] || { echo '[ERROR] it is broken'; exit 1; }
            mkdir -p target/quarkus-app && : >target/quarkus-app/quarkus-run.jar
            """;

    @TempDir
    Path directory;

    private Path checkout = Path.of("");
    private Path old = Path.of("");
    private Path young = Path.of("");

    /// How a run of the script ended.
    private record Run(int code, String text) {}

    @BeforeEach
    void makeACheckout() throws IOException {
        directory = directory.toRealPath();
        checkout = Files.createDirectories(directory.resolve("check out"));
        String elsewhere = directory.resolve("jdks") + "/*";
        String script = Files.readString(Path.of("domovoi"));
        assertTrue(script.contains("/usr/lib/jvm/* /opt/java/*"), "the places to look at");
        program(
                checkout.resolve("domovoi"),
                script.replace("/usr/lib/jvm/*", elsewhere).replace("/opt/java/*", elsewhere));
        program(checkout.resolve("mvnw"), BUILD);
        Files.createDirectories(checkout.resolve("src/main/java"));
        Files.createDirectories(checkout.resolve("rules/decisions"));
        Files.createDirectories(checkout.resolve(".mvn"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve("src/main/java/A.java"), "class A {}");
        Instant lastYear = Instant.parse("2025-01-01T00:00:00Z");
        for (String path :
                List.of("pom.xml", ".mvn", "src/main", "src/main/java", "src/main/java/A.java", "rules/decisions")) {
            Files.setLastModifiedTime(checkout.resolve(path), FileTime.from(lastYear));
        }
        old = jdk("old", "17.0.12");
        young = jdk("young", "25");
    }

    @Test
    void onlyAnOldJdkIsOneClearLineAndExitCodeTwo() throws Exception {
        Run run = run(Map.of("JAVA_HOME", old.toString()), "decode");
        assertEquals(2, run.code());
        assertEquals(1, run.text().lines().count(), run.text());
        assertTrue(
                run.text().startsWith("domovoi: needs a JDK 25 or newer and found none, JAVA_HOME is a JDK 17 (looked"),
                run.text());
        assertEquals(2, run(Map.of(), "decode").code());
    }

    @Test
    void theJdkComesFromJavaHomeOrThePathOrWhereItIsInstalled() throws Exception {
        assertTrue(run(Map.of("JAVA_HOME", young.toString()), "decode").text().contains("java of young"));
        String path = young.resolve("bin") + ":" + pathWithoutJava();
        assertTrue(run(Map.of("PATH", path, "JAVA_HOME", old.toString()), "decode")
                .text()
                .contains("java of young"));
        Files.createDirectories(directory.resolve("jdks"));
        Files.move(young, directory.resolve("jdks/young"));
        assertTrue(run(Map.of("JAVA_HOME", old.toString()), "decode").text().contains("java of young"));
    }

    @Test
    void itBuildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        Map<String, String> home = Map.of("JAVA_HOME", young.toString());
        assertEquals(0, run(home, "decode", "a file").code());
        assertTrue(run(home, "decode", "a file").text().endsWith("quarkus-run.jar|decode|a file|\n"));
        assertEquals(1, builds());
        Path source = checkout.resolve("src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        run(home, "decode");
        assertEquals(2, builds());
        Files.delete(source);
        Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        run(home, "decode");
        assertEquals(3, builds(), "a source is gone");
    }

    @Test
    void anotherJdkMeansAnotherBuild() throws Exception {
        run(Map.of("JAVA_HOME", young.toString()), "decode");
        run(Map.of("JAVA_HOME", jdk("newest", "26-ea").toString()), "decode");
        assertEquals(2, builds());
    }

    @Test
    void aFailedBuildIsToldWithItsErrorsAndExitCodeTwo() throws Exception {
        Files.createFile(checkout.resolve("fails"));
        Run run = run(Map.of("JAVA_HOME", young.toString()), "decode");
        assertEquals(2, run.code());
        assertTrue(run.text().contains("[ERROR] it is broken"), run.text());
        assertTrue(run.text().endsWith("the build failed; all of it is in target/build.log\n"), run.text());
    }

    @Test
    void testRunsTheBuildWithAJdkThatIsNewEnough() throws Exception {
        Files.createDirectories(directory.resolve("jdks"));
        Files.move(young, directory.resolve("jdks/young"));
        Run run = run(Map.of("JAVA_HOME", old.toString(), "DOMOVOI_NO_AOT", "1"), "test", "-Dtest=A");
        assertEquals(0, run.code(), run.text());
        assertEquals(
                directory.resolve("jdks/young") + " -B -ntp verify -Dtest=A",
                Files.readString(checkout.resolve("builds")).strip());
    }

    @Test
    void theLaunchersOwnVariablesAreNotForTheAgent() throws Exception {
        Run run = run(
                Map.of(
                        "JAVA_HOME", young.toString(),
                        "DOMOVOI_HEAP", "64m",
                        "DOMOVOI_NO_AOT", "1",
                        "DOMOVOI_MODE", "observe"),
                "run");
        assertTrue(run.text().contains("DOMOVOI_MODE=observe"), run.text());
        assertTrue(run.text().contains("-Xmx64m"), run.text());
        assertTrue(!run.text().contains("DOMOVOI_HEAP") && !run.text().contains("DOMOVOI_NO_AOT"), run.text());
    }

    @Test
    void theRehearsalForAQuickStartDoesNotSeeTheHomesSettings() throws Exception {
        Run run = run(Map.of("JAVA_HOME", young.toString(), "DOMOVOI_MQTT_URL", "mqtt://home"), "run");
        assertEquals(0, run.code(), run.text());
        String rehearsal = Files.readString(checkout.resolve("target/aot.log"));
        assertTrue(rehearsal.contains("|demo|--seconds|"), rehearsal);
        assertTrue(!rehearsal.contains("DOMOVOI_"), rehearsal);
        assertTrue(run.text().contains("DOMOVOI_MQTT_URL=mqtt://home"), run.text());
    }

    @Test
    void whatScoresGetsTheVectorModuleWhereThisJavaHasIt() throws Exception {
        Map<String, String> home = Map.of("JAVA_HOME", young.toString(), "DOMOVOI_NO_AOT", "1");
        assertTrue(!run(home, "train").text().contains("--add-modules"), "this Java has no such module");
        Files.writeString(
                young.resolve("release"), "JAVA_VERSION=\"25\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        for (String scores : List.of("train", "score")) {
            assertTrue(run(home, scores).text().contains("|--add-modules|jdk.incubator.vector|"), scores);
        }
        for (String other : List.of("decode", "run", "demo", "drill", "doctor")) {
            assertTrue(!run(home, other).text().contains("--add-modules"), other + " would only warn of it");
        }
        assertTrue(run(home, "train").text().contains("|-Xmx384m|")
                && run(home, "decode").text().contains("|-Xmx96m|"));
    }

    private long builds() throws IOException {
        return Files.readString(checkout.resolve("builds")).lines().count();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/javac"), "#!/bin/sh\n");
        program(
                home.resolve("bin/java"),
                "#!/bin/sh\necho java of " + name + "\nenv | grep ^DOMOVOI_\nprintf '%s|' \"$@\"\necho\n");
        return home;
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new java.util.ArrayList<>(List.of(checkout.resolve("domovoi").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> given = new HashMap<>(Map.of("PATH", pathWithoutJava(), "HOME", directory.toString()));
        given.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(given);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }

    /// The ordinary programs, but no JDK of this machine.
    private String pathWithoutJava() throws IOException {
        Path tools = directory.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectories(tools);
            for (String tool : List.of(
                    "sh",
                    "dirname",
                    "sed",
                    "readlink",
                    "cat",
                    "find",
                    "head",
                    "mkdir",
                    "grep",
                    "rm",
                    "mktemp",
                    "env",
                    "touch",
                    "cksum",
                    "ls",
                    "mv",
                    "timeout")) {
                Files.createSymbolicLink(tools.resolve(tool), found(tool));
            }
        }
        return tools.toString();
    }

    private static Path found(String tool) {
        return List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
