package dev.domovoi.app.cli;

import dev.domovoi.app.Oblivion;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
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

/// `domovoi forget`: nothing of one device or client is known any more.
@Command(
        name = "forget",
        description = {
            "Forgets what was learned and kept about one device or client of the network.",
            "Where the agent runs it is asked over its API, else its state directory is changed: what was learned, the"
                    + " history that the drill uses, open incidents, and decisions about it. Who is heard again is learned"
                    + " anew."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 nothing or more than one is known by that name, 2 wrong use."})
final class ForgetCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            description = "A device by its name, with its dialect (tasmota:fridge) where several share it, or a client"
                    + " by its MAC or address; where the agent runs also by the name that people call it.")
    private String name = "";

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return switch (new Oblivion(settings).forget(name)) {
            case Oblivion.Ended.Forgotten done -> {
                out.println(done.sentence());
                out.flush();
                yield 0;
            }
            case Oblivion.Ended.Refused refused -> {
                err.println("domovoi: " + refused.why());
                err.flush();
                yield 1;
            }
        };
    }
}
