package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.store.Store;
import dev.domovoi.decide.HomeState;
import dev.domovoi.signal.Message;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// One Tasmota plug on a broker, a rule that takes it when nobody is home, and an agent in a process of its own that is
/// killed while it does; then another agent, in this process, that finds what the first has left.
final class KilledHome implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private static final String MARK = "cmnd/lamp/MARK";
    private static final int SAID_AT_MOST = 300;
    private static final long SAID_EVERY_NANOS = 200_000_000;

    private static final Credentials KNOWN = new Credentials("home", "correct-horse");

    final HandTime time = new HandTime(START.plus(Duration.ofMinutes(30)));
    final Queue<String> said = new ConcurrentLinkedQueue<>();
    /// `ON` and `OFF` that came to the plug, in order.
    final Queue<String> orders = new ConcurrentLinkedQueue<>();
    /// How often the plug was asked how it stands.
    final Queue<Message> questions = new ConcurrentLinkedQueue<>();

    volatile boolean isOn = true;

    private final Queue<String> marks = new ConcurrentLinkedQueue<>();

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Inbox commands = new Inbox(100, InstantSource.system());
    private final MqttBus plug;
    private final Thread answering;
    private volatile Optional<Process> victim = Optional.empty();
    private volatile String killingOrder = "";

    /// `then` is what the rule does to the plug, which has that role.
    KilledHome(Path folder, String role, String then) throws IOException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, KNOWN);
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/leaving.yaml"), """
                rules:
                  - name: leaving
                    about: Takes what is on when nobody is home.
                    devices: {role: %s}
                    when: {home.presence: away}
                    until: {home.presence: home}
                    severity: warning
                    then:
                      - %s
                """.formatted(role, then));
        config("held", role, "2m");
        config("hasty", role, "0s");
        MqttOptions options = new MqttOptions(
                URI.create("mqtt://127.0.0.1:" + broker.port()),
                Optional.of(KNOWN),
                Optional.empty(),
                "plug",
                Optional.empty());
        this.plug =
                new MqttBus(options, commands, new LivingHome.Deaf(), InstantSource.system(), new SplittableRandom(1));
        plug.subscribe(List.of("cmnd/#"));
        plug.start();
        Await.until("the plug is connected", LIMIT, plug::isConnected);
        this.answering = Thread.ofVirtual().start(this::answer);
    }

    private void config(String name, String role, String hold) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), """
                mqtt: {url: "mqtt://127.0.0.1:%d", user: home, password: correct-horse}
                state: {dir: "%s"}
                home: {presence: [home/presence]}
                rules: {dir: "%s"}
                devices: {lamp: {role: %s}, other: {role: %s}}
                mode: act
                act:
                  allow: [{action: "off", device: lamp}, {action: shed, device: lamp}, {action: "off", device: other},
                    {action: shed, device: other}]
                  hold: %s
                  approval: [never]
                  budgets: {plans: 1}
                  cooldowns: {device: 0s, kind: 8h}
                """.formatted(
                        broker.port(), folder.resolve("state"), folder.resolve("rules"), role, role, hold));
    }

    private void answer() {
        try {
            while (true) {
                Optional<Message> command = commands.take(Duration.ofSeconds(1));
                command.ifPresent(this::obey);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void obey(Message command) {
        if (command.topic().equals(MARK)) {
            marks.add(command.text());
            return;
        }
        if (!command.topic().startsWith("cmnd/lamp/")) {
            orders.add("other " + command.text());
        } else if (command.text().isEmpty()) {
            questions.add(command);
        } else {
            orders.add(command.text());
            isOn = command.text().equals("ON");
            if (command.text().equals(killingOrder)) {
                victim.ifPresent(Process::destroyForcibly);
                killingOrder = "";
                return;
            }
        }
        tells();
    }

    /// Waits until the broker has passed on whatever the plug has said.
    private void everythingIsSent() {
        int before = marks.size();
        publish(MARK, "mark", false);
        Await.until("the broker has passed on everything", LIMIT, () -> marks.size() > before);
    }

    /// The plug tells how it stands.
    void tells() {
        publish("stat/lamp/POWER", isOn ? "ON" : "OFF", false);
        publish("tele/lamp/SENSOR", PastHome.sensor(isOn ? 60 : 0), false);
    }

    void publish(String topic, String payload, boolean retained) {
        assertEquals("Queued", plug.publish(topic, payload, retained).getClass().getSimpleName());
    }

    void somebodyIsHome(boolean isHome) {
        publish("home/presence", isHome ? "home" : "not_home", false);
    }

    /// Runs the agent until it is killed at that step of an action of that kind.
    void kill(FaultPoint point, String kind) throws Exception {
        killingOrder = point.isOwnEnd() ? "" : kind.equals("on") ? "ON" : "OFF";
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAgent.class.getName(),
                        folder.resolve("hasty.yaml").toString(),
                        START.toString(),
                        point.name(),
                        kind)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        victim = Optional.of(process);
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(said::add));
        try {
            hears(KilledAgent.READY);
            boolean isTaking = !kind.equals("on");
            again(() -> leaves(false), () -> isTaking ? !process.isAlive() : says("lamp is off"));
            again(() -> leaves(true), () -> !process.isAlive());
            assertTrue(
                    process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> "not killed at " + point + ": " + said);
            assertEquals(KilledAgent.KILLED, process.exitValue(), () -> "ended otherwise at " + point);
        } finally {
            process.destroyForcibly();
        }
    }

    private void leaves(boolean isBack) {
        tells();
        somebodyIsHome(isBack);
    }

    /// Says something again and again until it was heard: who is connected has not subscribed yet.
    static void again(Runnable saying, BooleanSupplier isHeard) {
        for (int times = 0; times < SAID_AT_MOST && !isHeard.getAsBoolean(); times++) {
            saying.run();
            long end = System.nanoTime() + SAID_EVERY_NANOS;
            while (System.nanoTime() < end && !isHeard.getAsBoolean()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        assertTrue(isHeard.getAsBoolean(), () -> "said again and again, and never heard");
    }

    private boolean says(String beginning) {
        return said.stream().anyMatch(line -> line.startsWith(beginning));
    }

    private void hears(String beginning) {
        Await.until("the agent says: " + beginning, LIMIT, () -> says(beginning));
    }

    /// What the killed agent has left, as the next one will read it.
    HomeState left() {
        try (Store store = Store.open(folder.resolve("state"))) {
            return new LocalLedger(store).restored();
        }
    }

    /// Starts the next agent over what the killed one has left, and waits until it is connected. No word is left on the
    /// broker: this one hands it on as if it were said now, and an ON said now is a person's.
    Agent next() {
        return next(UnaryOperator.identity());
    }

    /// The same, with another ledger in the place of its own.
    Agent next(UnaryOperator<Ledger> ledger) {
        everythingIsSent();
        Agent agent = Agent.start(
                ConfigReader.read(Optional.of(folder.resolve("held.yaml")), Map.of()),
                time,
                Optional.empty(),
                (kind, sentence) -> said.add(sentence),
                Optional.empty(),
                new Exits(ledger, UnaryOperator.identity()));
        Await.until("the agent is connected", LIMIT, agent::isConnected);
        return agent;
    }

    /// Some minutes pass, each of them seen by the agent.
    void pass(Agent agent, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            List<Streams.Progress> before = agent.vitals().progress();
            time.pass(Duration.ofMinutes(1));
            Await.until("the minute is over", LIMIT, () -> agent.vitals().progress() != before);
        }
    }

    long count(String order) {
        return orders.stream().filter(order::equals).count();
    }

    @Override
    public void close() throws IOException {
        victim.ifPresent(Process::destroyForcibly);
        answering.interrupt();
        plug.close();
        broker.close();
    }
}
