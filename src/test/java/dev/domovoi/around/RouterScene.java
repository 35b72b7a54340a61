package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The router's agent at work in a home of namespaces, with the shipped access list at a broker on the hub, and an ear
/// that hears all of it.
final class RouterScene implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    static final String LAN1 = "02:00:00:00:00:02";
    static final String LAN2 = "02:00:00:00:00:03";
    static final String HUB = "02:00:00:00:00:04";
    static final String WAN = "203.0.113.9";
    private static final String TOPICS = "domovoi/router/openwrt/";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    final RouterHome home;
    final Path folder;
    RouterPackage agent;
    private final Path heard;
    private int agents;
    private int flowsBefore;

    private RouterScene(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.home = RouterHome.open(folder);
        this.agent = RouterPackage.install(Files.createDirectories(folder.resolve("agent")));
        this.heard = Files.createFile(folder.resolve("heard"));
    }

    static RouterScene open(Path folder) throws Exception {
        RouterScene scene = new RouterScene(folder);
        try {
            scene.configureBroker(false);
            scene.startBroker();
            scene.listen();
            scene.serve();
            return scene;
        } catch (Exception | AssertionError failure) {
            scene.close();
            throw failure;
        }
    }

    private void serve() throws IOException {
        Path pages = Files.createDirectories(folder.resolve("www"));
        Files.write(pages.resolve("page"), new byte[1_500_000]);
        for (String host : List.of("wan", "lan2")) {
            List<String> server = List.of("busybox", "httpd", "-f", "-p", "80", "-h", pages.toString());
            home.start(host, Map.of(), folder.resolve("httpd.log"), server.toArray(String[]::new));
        }
        eventually("the internet answers", () -> succeeds("lan1", get(WAN)));
    }

    void configureBroker(boolean isOpen) throws Exception {
        for (String user : List.of("domovoi", "openwrt")) {
            List<String> create = Files.exists(folder.resolve("passwords")) ? List.of("-b") : List.of("-b", "-c");
            List<String> arguments = new ArrayList<>(create);
            arguments.addAll(List.of("passwords", user, PASSWORD));
            Tool.run(folder, "mosquitto_passwd", arguments.toArray(String[]::new))
                    .orFail();
        }
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener 1883 192.168.1.4
                allow_anonymous %s
                password_file %s/passwords
                acl_file %s
                pid_file %s/mosquitto.pid
                persistence true
                persistence_location %s/
                user root
                """.formatted(
                        isOpen, folder, Path.of("deploy/mosquitto/acl").toAbsolutePath(), folder, folder));
    }

    void startBroker() throws Exception {
        home.start("hub", Map.of(), folder.resolve("mosquitto.log"), "mosquitto", "-c", folder + "/mosquitto.conf");
        eventually("the broker listens", () -> succeeds("hub", client("mosquitto_sub") + " -E -W 1 -t x"));
    }

    /// Its session outlives the broker, so that nothing is missed while it comes back.
    private void listen() throws Exception {
        String ear = client("mosquitto_sub") + " -c -i ear -F '%r %t %x' -t '" + TOPICS + "+'";
        home.start("hub", Map.of(), heard, "sh", "-c", ear);
        Path said = folder.resolve("mosquitto.log");
        eventually("the ear hears", () -> read(said).contains(" as ear "));
    }

    private static String client(String program) {
        return program + " -h 192.168.1.4 -u domovoi -P '" + PASSWORD + "' -q 1";
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Takes the page from a server.
    static String get(String host) {
        return "timeout 5 busybox wget -q -O /dev/null http://" + host + "/page";
    }

    void stopBroker() throws Exception {
        home.on("hub", "kill $(cat " + folder + "/mosquitto.pid)").orFail();
        eventually("the broker ends", () -> !succeeds("hub", "kill -0 $(cat " + folder + "/mosquitto.pid)"));
    }

    /// Reads its settings anew; whoever is connected stays so.
    void reloadBroker() throws Exception {
        home.on("hub", "kill -HUP $(cat " + folder + "/mosquitto.pid)").orFail();
    }

    /// A new agent on the router, with nothing of an earlier one, up to its first health.
    void startAgent(String... settings) throws Exception {
        stopAgent();
        agents++;
        flowsBefore = of("flows").size();
        agent = RouterPackage.install(Files.createDirectories(folder.resolve("agent" + agents)));
        Files.writeString(agent.root().resolve("var/run/domovoi.clock"), "");
        resumeAgent(settings);
    }

    /// The same agent again.
    void resumeAgent(String... settings) throws Exception {
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.addAll(List.of(
                "domovoi.router.interval=1",
                "domovoi.router.health=1",
                "domovoi.broker.host=192.168.1.4",
                "domovoi.broker.port=1883",
                "domovoi.broker.password=" + PASSWORD));
        Files.write(agent.root().resolve("uci"), lines);
        home.on("router", "ip neigh flush all; conntrack -F").orFail();
        home.on("lan1", "busybox ping -c 1 192.168.1.1");
        home.on("lan2", "busybox ping -c 1 192.168.1.1");
        int before = of("health").size();
        String path = agent.tools() + ":" + System.getenv("PATH") + ":/usr/sbin";
        home.start(
                "router",
                Map.of("PATH", path, "DOMOVOI_ROOT", agent.root().toString()),
                folder.resolve("agent.log"),
                "sh",
                "-c",
                "echo $$ >" + agent.root() + "/pid; exec " + agent.tools() + "/sh " + agent.program() + " run");
        eventually("the agent tells its health", () -> of("health").size() > before + 1);
    }

    void stopAgent() throws Exception {
        Path pid = agent.root().resolve("pid");
        if (Files.exists(pid)) {
            String number = Files.readString(pid).strip();
            home.on("router", "kill " + number);
            eventually("the agent ends", () -> !succeeds("router", "kill -0 " + number));
            Files.delete(pid);
        }
    }

    /// Ends it as one out of memory is ended: it can put nothing in order.
    void killAgent() throws Exception {
        Path pid = agent.root().resolve("pid");
        home.on("router", "kill -9 " + Files.readString(pid)).orFail();
        Files.delete(pid);
    }

    /// The command lines of its long-lived ends at the broker.
    List<String> clientsOfTheAgent() {
        try {
            return home.on("router", "for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done 2>/dev/null; true")
                    .orFail()
                    .output()
                    .lines()
                    .filter(line -> line.startsWith("mosquitto_") && line.contains("router/openwrt/"))
                    .filter(line -> line.contains(" -k 30 "))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// Publishes it as the agents of Domovoi do; with `-l` each line of it.
    void publish(String payload, String... options) throws Exception {
        Path file =
                Files.writeString(Files.createTempFile(folder, "payload", ""), payload, StandardCharsets.ISO_8859_1);
        List<String> given = List.of(options);
        String from = given.contains("-l") ? " <" + file : " -f " + file;
        String command = client("mosquitto_pub") + " -t " + TOPICS + "command " + String.join(" ", given) + from;
        home.on("hub", command).orFail();
    }

    /// Publishes a command and answers its acknowledgement.
    JsonNode told(String payload, String... options) throws Exception {
        int before = of("ack").size();
        publish(payload, options);
        eventually("an acknowledgement of " + payload, () -> of("ack").size() > before);
        return of("ack").get(before);
    }

    void assertRefused(String why, String payload, String... options) throws Exception {
        JsonNode ack = told(payload, options);
        assertEquals("refused", ack.get("result").asText(), ack::toString);
        assertEquals(why, ack.get("why").asText(), ack::toString);
    }

    void assertDone(String payload) throws Exception {
        JsonNode ack = told(payload);
        assertEquals("done", ack.get("result").asText(), ack::toString);
    }

    static String quarantine(long counter, String mac, long seconds) {
        return counter + " quarantine " + mac + " " + seconds + " " + soon();
    }

    static long soon() {
        return Instant.now().getEpochSecond() + 60;
    }

    /// Programs are started to see whether it is so, hence a look now and then only.
    static void eventually(String what, BooleanSupplier isSo) {
        long start = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// All that came on one of the router's topics, in order.
    List<JsonNode> of(String topic) {
        try {
            List<JsonNode> found = new ArrayList<>();
            for (String line : read(heard).split("\n", -1)) {
                String[] parts = line.split(" ", 3);
                if (parts.length == 3
                        && parts[0].equals("0")
                        && parts[1].equals(TOPICS + topic)
                        && parts[2].length() % 2 == 0) {
                    found.add(JSON.readTree(HexFormat.of().parseHex(parts[2])));
                }
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<JsonNode> flowsOfThisAgent() {
        List<JsonNode> all = of("flows");
        return all.subList(flowsBefore, all.size());
    }

    JsonNode last(String topic) {
        return of(topic).getLast();
    }

    boolean succeeds(String host, String script) {
        try {
            return home.on(host, script).code() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
