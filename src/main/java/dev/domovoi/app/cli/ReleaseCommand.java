package dev.domovoi.app.cli;

import dev.domovoi.app.AgentCall;
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
import picocli.CommandLine.Spec;

/// `domovoi release --all`: what the agent has taken for a while is given back.
@Command(
        name = "release",
        description = {
            "Gives back what the agent has taken for a while: plugs that were shed, clients that were kept out.",
            "The running agent is asked over its API. It gives back in the next seconds and takes nothing again in the"
                    + " incidents that are open. A plug that was cut for safety stays off, and so does what heats or"
                    + " turns: only a person switches it on. Run this before the agent is removed."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 asked for, 1 no agent could be asked, 2 wrong use."})
final class ReleaseCommand implements Callable<Integer> {
    @Option(names = "--all", required = true, description = "Everything; there is no other choice yet.")
    private boolean all;

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (!all) {
            throw new InputException("release takes --all");
        }
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            AgentCall.Answer answer = new AgentCall(settings).post("/api/release", "{}");
            if (answer.status() == AgentCall.ACCEPTED) {
                out.println("The agent gives everything back; its log and its decisions say how that went.");
                out.flush();
                return 0;
            }
            err.println("domovoi: the agent does not give back: " + answer.detail());
        } catch (IOException away) {
            err.println("domovoi: no agent can be asked at port "
                    + settings.web().port() + " (" + away + "): start it, then release, then stop it");
        }
        err.flush();
        return 1;
    }
}
