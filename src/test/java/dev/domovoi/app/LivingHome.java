package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.RealMosquitto;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.decide.Door;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The two plugs of [PastHome] going on with their lives on a broker, minute by minute as the test says, and the real
/// agent that may be started beside them again and again.
final class LivingHome implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String INCIDENTS = "domovoi/incident/";

    private static final Credentials KNOWN = new Credentials("home", "correct-horse");

    final HandTime time = new HandTime(PastHome.END);
    final Queue<String> alarmsAndActions = new ConcurrentLinkedQueue<>();
    final Queue<String> said = new ConcurrentLinkedQueue<>();
    boolean heaterIsOn = true;
    Optional<Integer> stuckAtWatts = Optional.empty();

    private final Path folder;
    private final AgentConfig config;
    private final RealMosquitto broker;
    private final Inbox commands = new Inbox(100, InstantSource.system());
    private final MqttBus plugs;

    LivingHome(Path folder, String... settings) throws IOException {
        this(folder, Map.of(), settings);
    }

    LivingHome(Path folder, Map<String, String> variables, String... settings) throws IOException {
        this.folder = folder;
        this.broker = RealMosquitto.withPassword(Files.createDirectories(folder.resolve("mosquitto")), KNOWN)
                .start();
        URI url = broker.url();
        Path file = folder.resolve("domovoi.yaml");
        Files.writeString(file, """
                mqtt: {url: "%s", user: home, password: correct-horse}
                state: {dir: "%s"}
                devices: {heater: {role: heater}, freezer: {role: freezer}}
                %s
                """.formatted(url, stateDir(), String.join("\n", settings)));
        this.config = ConfigReader.read(Optional.of(file), variables);
        MqttOptions options = new MqttOptions(url, Optional.of(KNOWN), Optional.empty(), "plugs", Optional.empty());
        this.plugs = new MqttBus(options, commands, new Deaf(), InstantSource.system(), new SplittableRandom(1));
        plugs.subscribe(List.of("cmnd/#", "domovoi/router/+/command", "domovoi/incident/+"));
        plugs.start();
        Await.until("the plugs are connected", LIMIT, plugs::isConnected);
    }

    Path stateDir() {
        return folder.resolve("state");
    }

    /// Starts the agent and waits until it is connected.
    Agent agent(Optional<Path> history) {
        Agent agent = Agent.start(config, time, history, (kind, sentence) -> {
            said.add(sentence);
            if (kind == Kind.ALARM || kind == Kind.ACTION) {
                alarmsAndActions.add(sentence);
            }
        });
        Await.until("the agent is connected", LIMIT, agent::isConnected);
        Await.until("it knows the broker's door", LIMIT, () -> agent.state().door() == Door.CLOSED);
        return agent;
    }

    /// Both plugs report, and the minute passes; returns when the agent has judged it.
    void minute(Agent agent) {
        report("freezer", PastHome.freezerWatts(time.instant()), true);
        report("heater", heaterWatts(), heaterIsOn);
        heard(agent, "freezer");
        heard(agent, "heater");
        time.pass(Duration.ofMinutes(1));
        Instant now = time.instant();
        Await.until("the minute up to " + now + " is judged", LIMIT, () -> isJudged(agent, now));
    }

    /// The heater says that its relay is off, as a plug does when asked to, and that it draws nothing.
    void heaterObeys(Agent agent) {
        heaterIsOn = false;
        publish("stat/heater/POWER", "OFF", false);
        report("heater", 0, false);
        heard(agent, "heater");
    }

    /// The next thing that the agent tells a plug to do, as topic and payload.
    String order() throws InterruptedException {
        return order(LIMIT).orElseThrow(() -> new AssertionError("no order came"));
    }

    /// Empty where the agent told no plug to do anything; a question, which has no payload, is no order.
    Optional<String> order(Duration limit) throws InterruptedException {
        Optional<Message> command = commands.take(limit);
        while (command.isPresent() && isNoOrder(command.get())) {
            command = commands.take(limit);
        }
        return command.map(order -> order.topic() + " " + order.text());
    }

    /// The next incident that is shown on the broker, as its JSON.
    String incident() throws InterruptedException {
        Optional<Message> shown = commands.take(LIMIT);
        while (shown.isPresent() && !shown.get().topic().startsWith(INCIDENTS)) {
            shown = commands.take(LIMIT);
        }
        return shown.orElseThrow(() -> new AssertionError("no incident came")).text();
    }

    private static boolean isNoOrder(Message message) {
        return message.topic().startsWith(INCIDENTS)
                || message.text().isEmpty()
                || message.topic().endsWith("/Status");
    }

    void publish(String topic, String payload, boolean retained) {
        assertEquals(
                "Queued", plugs.publish(topic, payload, retained).getClass().getSimpleName());
    }

    private void report(String plug, int watts, boolean isOn) {
        publish("tele/" + plug + "/STATE", "{\"POWER\":\"" + (isOn ? "ON" : "OFF") + "\"}", false);
        publish("tele/" + plug + "/SENSOR", PastHome.sensor(watts), false);
    }

    private int heaterWatts() {
        return heaterIsOn ? stuckAtWatts.orElseGet(() -> PastHome.heaterWatts(time.instant())) : 0;
    }

    private void heard(Agent agent, String plug) {
        DeviceId device = new DeviceId("tasmota", plug);
        Instant now = time.instant();
        Await.until(
                plug + " was heard",
                LIMIT,
                () -> agent.devices().current(now).stream()
                        .anyMatch(reading -> reading.source().device().equals(device)
                                && reading.quantity() == Quantity.POWER
                                && reading.at().equals(now)));
    }

    private static boolean isJudged(Agent agent, Instant now) {
        List<Streams.Progress> streams = agent.vitals().progress();
        return streams.size() == 2
                && streams.stream()
                        .allMatch(stream -> stream.ready().isReady()
                                && stream.ready().expected().equals(now));
    }

    @Override
    public void close() {
        plugs.close();
        broker.close();
    }

    /// Does not care about the connection.
    static final class Deaf implements MqttBus.Listener {
        @Override
        public void connected(Instant at) {}

        @Override
        public void lost(Instant at, String why) {}
    }
}
