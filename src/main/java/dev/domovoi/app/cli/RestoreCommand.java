package dev.domovoi.app.cli;

import dev.domovoi.app.backup.Restore;
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

/// `domovoi restore`: a backup takes the place of the state directory's state.
@Command(
        name = "restore",
        description = {
            "Puts a backup back into the state directory. The agent must not be at work on it.",
            "All of the file is checked first; a damaged one, or one of a newer version, changes nothing. The state that"
                    + " was there is put aside in the state directory, in a folder before-restore-..., not deleted."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 an agent is at work there, 2 wrong use, or the file cannot be used."})
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What 'domovoi backup' wrote.")
    private Path file = Path.of("");

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Restore restore = new Restore(ConfigReader.read(Optional.ofNullable(config), System.getenv()));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return switch (restore.put(file, InstantSource.system().instant())) {
            case Restore.Ended.Restored restored -> {
                restored.sentences().forEach(out::println);
                out.flush();
                yield 0;
            }
            case Restore.Ended.Refused refused -> {
                err.println("domovoi: " + refused.why());
                err.flush();
                yield 1;
            }
        };
    }
}
