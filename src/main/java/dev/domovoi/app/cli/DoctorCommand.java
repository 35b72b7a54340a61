package dev.domovoi.app.cli;

import dev.domovoi.app.Doctor;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `domovoi doctor`: looks at everything the agent depends on, one line each.
@Command(
        name = "doctor",
        description = "Checks configuration, clock, disk and broker; one line each, with the remedy.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to listen for devices (default: ${DEFAULT-VALUE}).")
    private int listenSeconds;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        List<Doctor.Finding> findings =
                new Doctor(settings).examine(Duration.ofSeconds(Math.clamp(listenSeconds, 1, 600)));
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        out.flush();
        return findings.stream().allMatch(Doctor.Finding::isWell) ? 0 : 1;
    }
}
