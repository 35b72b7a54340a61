package dev.domovoi.load;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An agent as a user starts it, with the embedded broker and a state directory of its own, and what the kernel says
/// of it.
final class AgentProcess implements AutoCloseable {
    private static final int TICKS_PER_SECOND = 100;
    private static final int START_LOOKS = 600;

    private final Process process;
    private final int brokerPort;
    private final int webPort;
    private final String password;

    private AgentProcess(Process process, int brokerPort, int webPort, String password) {
        this.process = process;
        this.brokerPort = brokerPort;
        this.webPort = webPort;
        this.password = password;
    }

    /// Runs `./domovoi run` of the checkout that is the working directory.
    static AgentProcess start(Path log) throws IOException, InterruptedException {
        int brokerPort = freePort();
        int webPort = freePort();
        Path state = Files.createTempDirectory("domovoi-load");
        ProcessBuilder builder = new ProcessBuilder(List.of("./domovoi", "run"));
        builder.environment().put("DOMOVOI_STATE_DIR", state.toString());
        builder.environment().put("DOMOVOI_BROKER_PORT", Integer.toString(brokerPort));
        builder.environment().put("DOMOVOI_WEB_PORT", Integer.toString(webPort));
        File out = log.toFile();
        Process process = builder.redirectErrorStream(true).redirectOutput(out).start();
        for (int look = 0; look < START_LOOKS && process.isAlive(); look++) {
            if (Files.readString(log).contains("Connected to the broker")) {
                String line =
                        Files.readString(state.resolve("broker-credentials")).strip();
                return new AgentProcess(process, brokerPort, webPort, line.substring(line.indexOf(':') + 1));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException("the agent did not start; see " + log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    MqttWriter connect(String clientId) throws IOException {
        return new MqttWriter("127.0.0.1", brokerPort, clientId, "domovoi", password);
    }

    MetricsPage metrics() throws IOException, InterruptedException {
        return MetricsPage.of(webPort);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// User and system time so far.
    double cpuSeconds() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    /// A figure of `status` or `smaps_rollup`, such as `VmRSS`, in MiB.
    double mebibytes(String file, String name) throws IOException {
        return Files.readAllLines(proc(file)).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
