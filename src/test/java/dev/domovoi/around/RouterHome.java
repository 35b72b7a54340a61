package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.domovoi.app.bus.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A home of network namespaces that goes with the process that holds it: hosts `lan1`, `lan2` and `hub` at a `router`,
/// and `wan` beyond it. Where such namespaces are not permitted the test is skipped, in CI it fails.
final class RouterHome implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final Process world;
    private final List<String> enter;
    private final List<Process> left = new ArrayList<>();

    private RouterHome(Path folder, Process world, List<String> enter) {
        this.folder = folder;
        this.world = world;
        this.enter = enter;
    }

    static RouterHome open(Path folder) throws IOException, InterruptedException {
        for (String name :
                List.of("unshare", "nsenter", "ip", "nft", "conntrack", "busybox", "mosquitto", "mosquitto_sub")) {
            Tool.find(name);
        }
        List<String> command =
                new ArrayList<>(List.of("unshare", "-n", "-m", "-p", "--fork", "--kill-child", "--mount-proc"));
        if (!IS_ROOT) {
            command.add("--map-root-user");
        }
        assumePermitted(folder, command);
        command.addAll(List.of(
                "sh",
                Path.of("src/test/resources/router/world.sh").toAbsolutePath().toString()));
        Path complaints = folder.resolve("world.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
        widen(builder.environment());
        Process world = builder.start();
        BufferedReader said = world.inputReader();
        if (!"ready".equals(said.readLine())) {
            world.destroyForcibly();
            throw new AssertionError("no home: " + Files.readString(complaints));
        }
        String inside = Long.toString(world.children().findFirst().orElseThrow().pid());
        List<String> enter = new ArrayList<>(List.of("nsenter", "-t", inside, "-n", "-m", "-p"));
        if (!IS_ROOT) {
            enter.addAll(List.of("-U", "--preserve-credentials"));
        }
        return new RouterHome(folder, world, enter);
    }

    private static void assumePermitted(Path folder, List<String> unshare) throws IOException, InterruptedException {
        List<String> attempt = new ArrayList<>(unshare.subList(1, unshare.size()));
        attempt.addAll(List.of("ip", "link", "add", "type", "veth"));
        Tool.Ran ran = Tool.run(folder, "unshare", attempt.toArray(String[]::new));
        String why = "network namespaces are not permitted: " + ran.output();
        assertFalse(ran.code() != 0 && "true".equals(System.getenv("CI")), why);
        Assumptions.assumeTrue(ran.code() == 0, why);
    }

    /// Starts a program on a host; what it says goes into the file.
    Process start(String host, Map<String, String> environment, Path said, String... program) throws IOException {
        List<String> command = new ArrayList<>(enter);
        command.addAll(List.of("ip", "netns", "exec", host));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
        widen(builder.environment());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Starts a program on a host that is talked to through its standard input and output.
    Process talk(String host, String... program) throws IOException {
        List<String> command = new ArrayList<>(enter);
        command.addAll(List.of("ip", "netns", "exec", host));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        widen(builder.environment());
        return builder.start();
    }

    /// Runs a line of shell on a host.
    Tool.Ran on(String host, String script) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, host, ".out");
        Process process = start(host, Map.of(), said, "sh", "-c", script);
        assertFalse(!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> script + " goes on and on");
        return new Tool.Ran(process.exitValue(), Files.readString(said));
    }

    /// Leaves it running on a host until it is quiet again, with its output in a file of that name.
    Path leave(String host, String name, String script) throws IOException {
        Path said = folder.resolve(name);
        Files.writeString(said, "");
        left.add(start(host, Map.of(), said, "sh", "-c", script));
        return said;
    }

    /// Ends whatever was left running.
    void quieten() {
        for (Process process : left) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Await.until("what was left running ends", LIMIT, () -> left.stream().noneMatch(Process::isAlive));
        left.clear();
    }

    @Override
    public void close() {
        world.descendants().forEach(ProcessHandle::destroyForcibly);
        world.destroyForcibly();
        Await.until("the namespaces go", LIMIT, () -> !world.isAlive());
    }

    private static void widen(Map<String, String> environment) {
        environment.merge("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", (given, more) -> given + ":" + more);
    }
}
