package dev.domovoi.app.cli;

import dev.domovoi.app.Agent;
import dev.domovoi.app.AgentApplication;
import dev.domovoi.app.AgentApplication.Companion;
import dev.domovoi.app.AgentApplication.Launch;
import dev.domovoi.app.Narrator;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.sim.DemoStory;
import dev.domovoi.app.sim.SimulatedHome;
import dev.domovoi.app.web.Site;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `domovoi demo`: the whole agent over a simulated home in which things break.
@Command(
        name = "demo",
        description = {
            "Runs the whole agent with an embedded broker over a simulated home of nine plugs, faster than life.",
            "It learns four weeks of past, then a freezer, a kettle and a heater break."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Duration PAST = Duration.ofDays(28);
    private static final long SEED = 20_140_331;
    private static final int PORT = 9463;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many times faster than life (default: ${DEFAULT-VALUE}; 1 to 600).")
    private int speed;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Stop after so many real seconds; without it, at Ctrl-C.")
    private @Nullable Integer seconds;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Keep the demo's files here; without it, in a temporary folder.")
    private @Nullable Path state;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (speed < 1 || speed > 600) {
            throw new InputException("--speed: expected 1 to 600, got " + speed);
        }
        Path directory = state == null ? Files.createTempDirectory("domovoi-demo") : Files.createDirectories(state);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path config = writeConfig(directory);
        SimulatedHome home = SimulatedHome.of(ZONE, SEED);
        Instant start = ZonedDateTime.now(ZONE).with(LocalTime.of(13, 0)).toInstant();
        out.println("A simulated home: nine plugs over four dialects, four weeks of past, and then things break.");
        out.println("Its configuration, state and past are in " + directory);
        out.flush();
        Path past = directory.resolve("past.jsonl.gz");
        long messages = home.writePast(past, start.minus(PAST), start, share -> {});
        out.println("Its past is a recording of " + messages + " messages.");
        AgentConfig settings = ConfigReader.read(Optional.of(config), Map.of());
        LazyTime time = new LazyTime(start, speed);
        AgentApplication.run(new Launch(
                settings,
                time,
                Optional.of(past),
                (kind, sentence) -> print(out, time.instant(), kind, sentence),
                agent -> {
                    time.release();
                    return begin(out, home, agent);
                }));
        return 0;
    }

    private Companion begin(PrintWriter out, SimulatedHome home, Agent agent) {
        Credentials credentials = agent.brokerOptions().credentials().orElseThrow();
        String port = Integer.toString(agent.brokerOptions().port());
        out.println();
        out.println("  metrics  http://localhost:" + agent.config().web().port() + "/metrics");
        out.println("  api      http://localhost:" + agent.config().web().port() + "/api/report  ("
                + Site.tokenPlace(agent.config()) + ")");
        out.println("  broker   " + agent.brokerOptions().address() + "  user " + credentials.user() + "  password "
                + credentials.password());
        out.println("           mosquitto_sub -p " + port + " -u " + credentials.user() + " -P "
                + credentials.password() + " -t 'domovoi/decision'");
        out.println("  time     " + speed + " times faster than life; Ctrl-C ends it");
        out.println();
        out.flush();
        DemoStory story = DemoStory.begin(
                home, agent, (at, words) -> line(out, at, "STORY", "(what really happens: " + words + ")"));
        Optional.ofNullable(seconds)
                .ifPresent(limit -> Thread.ofVirtual().start(() -> stopAfter(Duration.ofSeconds(limit))));
        return story::close;
    }

    private static void stopAfter(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Quarkus.asyncExit(0);
    }

    private static void print(PrintWriter out, Instant at, Narrator.Kind kind, String sentence) {
        String word = switch (kind) {
            case NEWS -> "";
            case ALARM -> "ALARM";
            case ACTION -> "ACTION";
            case HELD -> "HELD";
            case TROUBLE -> "TROUBLE";
        };
        line(out, at, word, sentence);
    }

    private static void line(PrintWriter out, Instant at, String word, String sentence) {
        out.printf(Locale.ROOT, "[%s] %-8s %s%n", CLOCK.format(at.atZone(ZONE)), word, sentence);
        out.flush();
    }

    /// The demo's own configuration, left in its folder to be looked at.
    private static Path writeConfig(Path directory) throws IOException {
        Path file = directory.resolve("domovoi.yaml");
        Files.writeString(file, """
                home: {name: demo, zone: %s}
                state: {dir: "%s"}
                broker: {port: 0}
                web: {listen: 127.0.0.1, port: %d}
                mode: act
                alarm: {budget: 1/week}
                act:
                  allow:
                    - {action: "off", device: kettle}
                devices:
                  kettle: {role: heater, name: Kettle, room: kitchen}
                  bathroom_heater: {role: heater, name: Bathroom heater, room: bathroom}
                  freezer: {role: freezer, name: Freezer, room: cellar, protected: true}
                  washing_machine: {role: washer, name: Washing machine, room: cellar}
                  dishwasher: {role: dishwasher, name: Dishwasher, room: kitchen}
                  microwave: {name: Microwave, room: kitchen}
                  tv: {role: media, name: TV, room: living room}
                  floor_lamp: {role: light, name: Floor lamp, room: living room}
                  nas: {name: NAS, room: office}
                """.formatted(ZONE.getId(), directory.toAbsolutePath(), freePort()));
        return file;
    }

    /// The usual port, or any free one where that is taken.
    private static int freePort() throws IOException {
        try (ServerSocket usual = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            }
        }
    }
}
