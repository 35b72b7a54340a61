package dev.domovoi.app.cli;

import dev.domovoi.app.Agent;
import dev.domovoi.app.AgentApplication;
import dev.domovoi.app.AgentApplication.Companion;
import dev.domovoi.app.AgentApplication.Launch;
import dev.domovoi.app.Narrator;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.web.Site;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `domovoi run`: the agent, until it is told to stop.
@Command(
        name = "run",
        description = "Runs the agent until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        footer = "Every key of the configuration is in docs/configuration.md.")
final class RunCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger("domovoi");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file; without it, defaults and DOMOVOI_... variables.")
    private @Nullable Path config;

    @Option(
            names = "--history",
            paramLabel = "RECORDING",
            description = "Learn from this recording first, so that alarms work from the start.")
    private @Nullable Path history;

    @Override
    public Integer call() {
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        AgentApplication.run(new Launch(
                settings, TimeSource.ofMachine(), Optional.ofNullable(history), RunCommand::log, RunCommand::greet));
        return 0;
    }

    private static void log(Narrator.Kind kind, String sentence) {
        System.Logger.Level level = switch (kind) {
            case NEWS, HELD -> System.Logger.Level.INFO;
            case ALARM, ACTION, TROUBLE -> System.Logger.Level.WARNING;
        };
        LOG.log(level, sentence);
    }

    private static Companion greet(Agent agent) {
        LOG.log(
                System.Logger.Level.INFO,
                "Mode {0}; watching {1}.",
                agent.config().mode().word(),
                agent.brokerOptions().address());
        agent.embeddedBroker()
                .map(broker -> credentialsHint(agent, broker))
                .ifPresent(hint -> LOG.log(System.Logger.Level.INFO, hint));
        LOG.log(System.Logger.Level.INFO, "API on port {0}; {1}.", port(agent), Site.tokenPlace(agent.config()));
        return () -> LOG.log(System.Logger.Level.INFO, "Stopping.");
    }

    private static String port(Agent agent) {
        return Integer.toString(agent.config().web().port());
    }

    /// What to enter in a plug; the password itself is in the file, never in the log.
    private static String credentialsHint(Agent agent, EmbeddedBroker broker) {
        String file = agent.config()
                .broker()
                .credentials()
                .orElseGet(() -> agent.config().stateDir().resolve("broker-credentials"))
                .toString();
        return "Embedded broker on " + broker.listenAddress() + ":" + broker.port()
                + "; enter in a plug: this machine's address, port " + broker.port() + ", and the user and password in "
                + file + " (user:password)";
    }
}
