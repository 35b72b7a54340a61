package dev.domovoi.app.cli;

import dev.domovoi.app.Recorder;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `domovoi record`: writes what the broker says as a recording, until it is stopped.
@Command(
        name = "record",
        description = "Writes incoming messages as a recording, for decode and --history.",
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    private static final Duration FOREVER = Duration.ofDays(3_650);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to; a name that ends in .gz is compressed. An existing file is not overwritten.")
    private Path out = Path.of("");

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file, for mqtt.url and its like.")
    private @Nullable Path config;

    @Option(names = "--seconds", paramLabel = "N", description = "Stop after so long; without it, at Ctrl-C.")
    private @Nullable Integer seconds;

    @Option(
            names = "--topic",
            paramLabel = "FILTER",
            description = "Topic filters; without it, those of the dialects and of mqtt.subscribe.")
    private List<String> topics = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        if (settings.mqtt().url().isEmpty()) {
            throw new InputException(
                    "mqtt.url is not set: name the broker to listen to, for example DOMOVOI_MQTT_URL=mqtt://host");
        }
        if (Files.exists(out)) {
            throw new InputException(out + " is there already; name another file or remove it");
        }
        if (seconds != null && seconds < 1) {
            throw new InputException("--seconds must be at least 1, was " + seconds);
        }
        Duration length = seconds == null ? FOREVER : Duration.ofSeconds(seconds);
        try (OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW);
                OutputStream stream = out.toString().endsWith(".gz") ? new GZIPOutputStream(file, 8192, true) : file) {
            Recorder recorder = new Recorder(settings, topics);
            long count = recorder.record(stream, length);
            String trouble = recorder.trouble()
                    .map(why -> "; the broker was not reached: " + why)
                    .orElse("");
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println("domovoi: " + count + " messages in " + out + trouble);
            return count == 0 ? 1 : 0;
        } catch (IOException refused) {
            throw new InputException("cannot write " + out + ": " + refused);
        }
    }
}
