package dev.domovoi.app.cli;

import dev.domovoi.app.Training;
import dev.domovoi.score.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `domovoi train`: makes the base weights, from made-up streams alone.
@Command(
        name = "train",
        description = {
            "Trains the transformer's base weights on seeded, made-up streams; nothing of a home goes in.",
            "One file holds all members, values and events. Interrupted, it goes on from FILE.MEMBER.training at the"
                    + " next call. The loss curves are written to FILE.MEMBER.loss.csv."
        },
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final int USUAL_STEPS = TrainingPlan.USUAL_STEPS;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the weights go.")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same weights, to the byte on processors of the same kind, with"
                    + " vectors of the same length. Members take seeds from N on: use N and N+2 for two that share nothing"
                    + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + USUAL_STEPS,
            description = "Steps of the model of values; the others make theirs in proportion"
                    + " (default: ${DEFAULT-VALUE}).")
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
        Path file = Objects.requireNonNull(out).toAbsolutePath();
        requirePlace(file);
        Arithmetic.remark(System.err);
        try {
            double share = (double) steps / USUAL_STEPS;
            return Training.usual(file, seed, share, isFloat32, System.err, Terminal.isAtHand())
                            .run(threads)
                    ? 0
                    : 1;
        } catch (FileSystemException unwritable) {
            throw new InputException("--out: cannot write beside " + file + ": " + unwritable);
        }
    }

    /// Before minutes of training, not after them.
    private static void requirePlace(Path file) {
        Optional<Path> folder = Optional.ofNullable(file.getParent()).filter(Files::isDirectory);
        if (Files.isDirectory(file) || folder.filter(Files::isWritable).isEmpty()) {
            throw new InputException(
                    "--out: expected a file in a folder that is there and can be written, got " + file);
        }
    }
}
