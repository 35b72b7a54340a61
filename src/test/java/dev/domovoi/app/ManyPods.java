package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.RealMosquitto;
import dev.domovoi.app.cluster.ApiServer;
import dev.domovoi.app.cluster.Cable;
import dev.domovoi.app.cluster.Cluster;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.decide.Door;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Real agents as pods of one cluster, each with a cable of its own to the broker and to the API server, and the
/// plugs of [PastHome] on that broker, minute by minute as the test says.
final class ManyPods implements AutoCloseable {
    private static final Credentials KNOWN = new Credentials("pods", "correct-horse");
    private static final int LOOKS_UNTIL_AGAIN = 1_000;
    static final Duration LIMIT = Duration.ofSeconds(30);

    final HandTime time = new HandTime(PastHome.END);
    final ApiServer server = new ApiServer();
    final List<Pod> pods = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    Optional<Integer> heaterStuckAtWatts = Optional.empty();

    private final Path folder;
    private final RealMosquitto broker;
    private final Inbox said = new Inbox(10_000, InstantSource.system());
    private final MqttBus plugs;
    private final List<String> decisions = new ArrayList<>();

    ManyPods(Path folder) throws IOException {
        this.folder = folder;
        this.broker = RealMosquitto.withPassword(folder, KNOWN).start();
        MqttOptions options =
                new MqttOptions(broker.url(), Optional.of(KNOWN), Optional.empty(), "plugs", Optional.empty());
        this.plugs = new MqttBus(options, said, new LivingHome.Deaf(), InstantSource.system(), new SplittableRandom(1));
        plugs.subscribe(List.of("cmnd/#", "domovoi/decision"));
        plugs.start();
        Await.until("the plugs are connected", LIMIT, plugs::isConnected);
    }

    /// One agent and its cables.
    final class Pod implements AutoCloseable {
        final String name;
        final Cable toBroker;
        final Cable toServer;
        final Queue<String> alarms = new ConcurrentLinkedQueue<>();
        final Queue<String> news = new ConcurrentLinkedQueue<>();
        final Agent agent;
        final Page page;

        private Pod(String name, Path past) throws IOException {
            this.name = name;
            this.toBroker = new Cable(broker.port());
            this.toServer = new Cable(server.port());
            AgentConfig config = config();
            Cluster cluster = Cluster.join(
                    config.cluster().orElseThrow(),
                    ApiServer.client(toServer.port()),
                    TimeSource.ofMachine(),
                    new SplittableRandom(name.hashCode()),
                    news::add);
            this.agent = Agent.start(config, time, Optional.of(past), this::hear, Optional.of(cluster));
            this.page = new Page(agent);
        }

        private AgentConfig config() throws IOException {
            Path file = folder.resolve(name + ".yaml");
            Files.writeString(file, """
                    mqtt: {url: "mqtt://127.0.0.1:%d", user: pods, password: correct-horse}
                    state: {dir: "%s"}
                    devices: {heater: {role: heater}, freezer: {role: freezer}}
                    mode: act
                    act: {allow: [{action: "off", device: heater}], hold: 2m}
                    cluster: {lease: hearth, namespace: home, pod: %s, duration: 9s, renew: 6s, retry: 1s}
                    """.formatted(toBroker.port(), folder.resolve(name), name));
            return ConfigReader.read(Optional.of(file), Map.of());
        }

        private void hear(Kind kind, String sentence) {
            (kind == Kind.ALARM || kind == Kind.ACTION ? alarms : news).add(sentence);
        }

        boolean leads() {
            return agent.isLeading();
        }

        long deviceSeries() {
            return page.text()
                    .lines()
                    .filter(line -> line.contains("device=\"") || line.contains("stream=\""))
                    .count();
        }

        /// All that the world sees of a kill: no word to anyone, and no further one.
        void kill() {
            toServer.cut();
            toBroker.cut();
        }

        @Override
        public String toString() {
            return name
                    + (leads() ? " leads " : " stands by ")
                    + news
                    + alarms
                    + agent.vitals().progress();
        }

        @Override
        public void close() throws IOException {
            agent.close();
            toBroker.close();
            toServer.close();
        }
    }

    Pod start(String name) throws IOException {
        Pod pod = new Pod(name, PastHome.recording(folder));
        pods.add(pod);
        Await.until(name + " is connected", LIMIT, pod.agent::isConnected);
        return pod;
    }

    Pod leader() {
        Await.until(
                "one pod leads", LIMIT, () -> pods.stream().filter(Pod::leads).count() == 1);
        return pods.stream().filter(Pod::leads).findFirst().orElseThrow();
    }

    /// Both plugs report, and the minute passes; returns when the leader has judged it.
    void minute(Pod leader) {
        Await.until(
                "it knows the broker's door", LIMIT, () -> leader.agent.state().door() == Door.CLOSED);
        Instant now = time.instant();
        int heaterWatts = heaterStuckAtWatts.orElseGet(() -> PastHome.heaterWatts(now));
        report("freezer", PastHome.freezerWatts(now));
        report("heater", heaterWatts);
        heard(leader, "freezer", PastHome.freezerWatts(now));
        heard(leader, "heater", heaterWatts);
        time.pass(Duration.ofMinutes(1));
        Instant next = time.instant();
        Await.until("the minute up to " + next + " is judged; " + leader, LIMIT, () -> isJudged(leader, next));
    }

    private void report(String plug, int watts) {
        publish("tele/" + plug + "/STATE", "{\"POWER\":\"ON\"}");
        publish("tele/" + plug + "/SENSOR", PastHome.sensor(watts));
    }

    void publish(String topic, String payload) {
        assertEquals("Queued", plugs.publish(topic, payload, false).getClass().getSimpleName());
    }

    /// What is said before a new leader has subscribed is heard by nobody, so a plug says it again.
    private void heard(Pod leader, String plug, int watts) {
        Instant now = time.instant();
        AtomicInteger looks = new AtomicInteger();
        Await.until(plug + " was heard", LIMIT, () -> {
            if (looks.incrementAndGet() % LOOKS_UNTIL_AGAIN == 0) {
                report(plug, watts);
            }
            return isHeard(leader, new DeviceId("tasmota", plug), now);
        });
    }

    private static boolean isHeard(Pod leader, DeviceId device, Instant now) {
        return leader.agent.devices().current(now).stream()
                .anyMatch(reading -> reading.source().device().equals(device)
                        && reading.quantity() == Quantity.POWER
                        && reading.at().equals(now));
    }

    private static boolean isJudged(Pod leader, Instant now) {
        List<Streams.Progress> streams = leader.agent.vitals().progress();
        return streams.size() == 2
                && streams.stream().allMatch(stream -> stream.ready().expected().equals(now));
    }

    /// Takes note of what came over the broker so far: orders to plugs, and decisions.
    void listen(Duration wait) throws InterruptedException {
        Optional<Message> message = said.take(wait);
        while (message.isPresent()) {
            String text = message.get().text();
            if (message.get().topic().equals("domovoi/decision")) {
                decisions.add(text);
            } else if (!text.isEmpty()) {
                orders.add(message.get().topic() + " " + text);
            }
            message = said.take(Duration.ZERO);
        }
    }

    long published(String verdict) {
        return decisions.stream()
                .filter(decision -> decision.contains("\"verdict\":\"" + verdict + "\""))
                .count();
    }

    @Override
    public void close() throws IOException {
        for (Pod pod : pods) {
            pod.close();
        }
        plugs.close();
        broker.close();
        server.close();
    }
}
