package dev.domovoi.app.cli;

import dev.domovoi.app.backup.Backup;
import dev.domovoi.app.config.ConfigReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `domovoi backup`: the state directory in one file.
@Command(
        name = "backup",
        description = {
            "Copies the state directory into one file, while the agent runs or while it does not.",
            "The agent writes all that it knows and copies its store, which it holds alone; the rest is taken from the"
                    + " state directory. Run it where that is: beside the agent, or in its container."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Only its owner can read the file: it tells who is home, and holds the web token and the broker's"
                    + " credentials unless --without-secrets is given.",
            "Exit codes: 0 done, 1 the agent could not copy its store, 2 wrong use, or the file cannot be written."
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to write it, such as domovoi.zip.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replace the file where it is there already.")
    private boolean isForced;

    @Option(names = "--without-secrets", description = "Leave out the web token and the broker's credentials.")
    private boolean isWithoutSecrets;

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Backup backup = new Backup(ConfigReader.read(Optional.ofNullable(config), System.getenv()));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return switch (backup.make(
                file, isForced, !isWithoutSecrets, InstantSource.system().instant())) {
            case Backup.Ended.Made made -> {
                made.sentences().forEach(out::println);
                out.flush();
                yield 0;
            }
            case Backup.Ended.Refused refused -> {
                err.println("domovoi: " + refused.why());
                err.flush();
                yield 1;
            }
        };
    }
}
