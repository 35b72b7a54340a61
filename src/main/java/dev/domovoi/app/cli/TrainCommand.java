package dev.domovoi.app.cli;

import dev.domovoi.app.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `domovoi train`: makes the base weights, from made-up streams alone.
@Command(
        name = "train",
        description = {
            "Trains the transformer's base weights on seeded, made-up streams; nothing of a home goes in.",
            "Interrupted, it goes on from FILE.training at the next call. The loss curve is written to FILE.loss.csv."
        },
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the weights go.")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "2600",
            description = "Steps of 24 windows of 256 values (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads; the result does not depend on them (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--float32", description = "Keep four bytes a weight instead of one.")
    private boolean isFloat32;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (steps < 200 || steps > 1_000_000 || threads < 1 || threads > 4) {
            throw new InputException(
                    "--steps: expected 200 to 1000000, --threads: 1 to 4; got " + steps + " and " + threads);
        }
        Path file = java.util.Objects.requireNonNull(out);
        return new Training(file, seed, steps, isFloat32, System.err, Terminal.isWatched()).run(threads) ? 0 : 1;
    }
}
