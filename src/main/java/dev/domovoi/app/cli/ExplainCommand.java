package dev.domovoi.app.cli;

import dev.domovoi.app.Explaining;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.explain.Explainer.Answer;
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

/// `domovoi explain`: one decision, in words, with its evidence.
@Command(
        name = "explain",
        description = {
            "Tells one decision in words: what was seen and what is usual, what was done about it or which guard held"
                    + " it, what came of it, and how to answer.",
            "Where the agent runs it is asked over its API, else its state directory is looked at."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 nothing is kept under that id, 2 wrong use or nobody to ask."})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description =
                    "A decision's id such as d-12, or an incident's such as i-3; without it, the newest decisions.")
    private String id = "";

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return switch (new Explaining(settings).explain(id.strip())) {
            case Answer.Told told -> {
                out.println(told.text().stripTrailing());
                out.flush();
                yield 0;
            }
            case Answer.Unknown unknown -> {
                err.println("domovoi: " + unknown.text());
                err.flush();
                yield 1;
            }
        };
    }
}
