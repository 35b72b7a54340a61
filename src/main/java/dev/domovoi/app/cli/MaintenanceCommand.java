package dev.domovoi.app.cli;

import dev.domovoi.app.AgentCall;
import dev.domovoi.app.Commands;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `domovoi maintenance DEVICE --for 2h`: somebody works on a device, which is left alone meanwhile.
@Command(
        name = "maintenance",
        description = {
            "Says that somebody works on a device for a while: no alarm is raised of it, nothing is done to it and nothing"
                    + " learned of it.",
            "The running agent is asked over its API. What recurs belongs into the configuration, below maintenance."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 asked for, 1 no agent could be asked, or it refuses, 2 wrong use."})
final class MaintenanceCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DEVICE",
            defaultValue = "",
            description = "Its name in topics or the name given to it; not with --all.")
    private String device = "";

    @Option(names = "--all", description = "The whole home.")
    private boolean all;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "",
            description = "For how long from now, such as 30m or 2h, at most 168h.")
    private String length = "";

    @Option(names = "--end", description = "It is over now.")
    private boolean end;

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (device.isBlank() != all) {
            throw new InputException("maintenance takes either a device or --all");
        }
        if (end != length.isEmpty() || (!end && Commands.span(length).isEmpty())) {
            throw new InputException("maintenance takes either --for, such as --for 2h, or --end");
        }
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            AgentCall.Answer answer = new AgentCall(settings).post("/api/maintenance", body());
            if (answer.status() == AgentCall.ACCEPTED) {
                out.println(
                        end
                                ? "The maintenance is over."
                                : (all ? "The home" : device) + " is left alone for " + length + ".");
                out.flush();
                return 0;
            }
            err.println("domovoi: the agent refuses: " + answer.detail());
        } catch (IOException away) {
            err.println("domovoi: no agent can be asked at port "
                    + settings.web().port() + " (" + away + "): start it first");
        }
        err.flush();
        return 1;
    }

    private String body() {
        String name = all ? "*" : device.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"name\":\"" + name + "\"" + (end ? "" : ",\"for\":\"" + length + "\"") + "}";
    }
}
