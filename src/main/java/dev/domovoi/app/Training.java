package dev.domovoi.app;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.model.WeightsFile.Member;
import dev.domovoi.score.model.WeightsFile.Precision;
import dev.domovoi.score.train.Mixture;
import dev.domovoi.score.train.Trainer;
import dev.domovoi.score.train.TrainingPlan;
import dev.domovoi.signal.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The training of all members of a file of weights, one after the other, from the first step, or from where it was
/// interrupted, to the file.
public final class Training {
    private static final String CURVE_HEADER = "step,loss_nats\n";
    private static final int KEPT_EVERY = 100;
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);

    private final Path out;
    private final Precision precision;
    private final List<MemberTraining> members;
    private final PrintStream told;
    private final boolean showsProgress;
    private final AtomicBoolean stops = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private double doneHere;
    private double left;

    Training(Path out, List<MemberTraining> members, boolean isFloat32, PrintStream told, boolean showsProgress) {
        this.out = out;
        this.precision = isFloat32 ? Precision.FLOAT32 : Precision.INT8;
        this.members = List.copyOf(members);
        this.told = told;
        this.showsProgress = showsProgress;
    }

    /// Of all members that Domovoi has. `share` shortens or lengthens every one's plan.
    public static Training usual(
            Path out, long seed, double share, boolean isFloat32, PrintStream told, boolean showsProgress) {
        List<MemberTraining> members = List.of(
                values("values-1", TrainingPlan.usual(seed).times(share)),
                values("values-2", TrainingPlan.usual(seed + 1).times(share)),
                MemberTraining.events("events", TrainingPlan.events(seed).times(share), EventShape.usual()));
        return new Training(out, members, isFloat32, told, showsProgress);
    }

    /// Two of the same kind that begin differently err differently.
    private static MemberTraining values(String name, TrainingPlan plan) {
        return MemberTraining.values(name, plan, ValueShape.usual(), Mixture.days());
    }

    /// Whether it came to its end; not where it was interrupted, and can go on later. To be run once. A signal that
    /// ends the process waits for what is learned so far to be kept.
    public boolean run(int threads) throws IOException, InterruptedException {
        Thread atExit = Thread.ofPlatform().unstarted(this::interruptAndWait);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return trainAll(threads);
        } finally {
            ended.countDown();
            forget(atExit);
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            System.getLogger(Training.class.getName()).log(System.Logger.Level.DEBUG, "the process is ending", ending);
        }
    }

    private boolean trainAll(int threads) throws IOException, InterruptedException {
        for (MemberTraining member : members) {
            left += member.plan().schedule().steps() * member.stepCost();
        }
        List<Member> trained = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (MemberTraining member : members) {
                Optional<Member> whole = train(member, workers, start);
                if (whole.isEmpty()) {
                    return false;
                }
                trained.add(whole.get());
            }
        }
        write(out, WeightsFile.encoded(trained, precision));
        for (MemberTraining member : members) {
            Files.deleteIfExists(beside(member, "training"));
        }
        told.println("Wrote " + out + ", and the loss curves to " + out + ".<member>.loss.csv");
        return true;
    }

    /// The member at its plan's end; empty where it was interrupted before, or diverged.
    private Optional<Member> train(MemberTraining member, ExecutorService workers, long start)
            throws IOException, InterruptedException {
        MemberTraining.Course course = member.course().get();
        Trainer trainer = new Trainer(member.plan(), course.lessons());
        resume(member, trainer);
        left -= trainer.steps() * member.stepCost();
        double mean = Double.NaN;
        StringBuilder losses = new StringBuilder();
        while (!trainer.isDone() && !stops.get()) {
            double loss = trainer.step(workers);
            if (!Double.isFinite(loss) || !trainer.isFinite()) {
                tellDivergence(member, trainer);
                return Optional.empty();
            }
            mean = Double.isNaN(mean) ? loss : 0.98 * mean + 0.02 * loss;
            losses.append(String.format(Locale.ROOT, "%d,%.6f%n", trainer.steps(), loss));
            doneHere += member.stepCost();
            left -= member.stepCost();
            boolean isKept = trainer.steps() % KEPT_EVERY == 0 || trainer.isDone();
            if (isKept) {
                keep(member, trainer, losses);
            }
            if (showsProgress || (isKept && trainer.steps() % (10 * KEPT_EVERY) == 0)) {
                progress(member, trainer, mean, System.nanoTime() - start);
            }
        }
        if (showsProgress) {
            told.println();
        }
        if (!trainer.isDone()) {
            keep(member, trainer, losses);
            told.println("Interrupted at step " + trainer.steps() + " of " + member.name()
                    + "; the same command goes on from there");
            return Optional.empty();
        }
        course.worth(trainer.weights()).forEach(told::println);
        return Optional.of(course.member(trainer.weights()));
    }

    private void tellDivergence(MemberTraining member, Trainer trainer) {
        if (showsProgress) {
            told.println();
        }
        told.println(member.name() + " diverged at step " + trainer.steps() + ", and nothing was written to " + out
                + "; remove " + out + ".*.training and begin with another --seed");
    }

    private void keep(MemberTraining member, Trainer trainer, StringBuilder losses) throws IOException {
        Path curve = beside(member, "loss.csv");
        Files.writeString(curve, losses, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        losses.setLength(0);
        write(beside(member, "training"), trainer.state());
    }

    private void resume(MemberTraining member, Trainer trainer) throws IOException {
        Path state = beside(member, "training");
        Path curve = beside(member, "loss.csv");
        if (!Files.exists(state)) {
            Files.writeString(curve, CURVE_HEADER);
            return;
        }
        Optional<Problem> problem = trainer.resume("training", Files.readAllBytes(state));
        if (problem.isPresent()) {
            throw new ConfigException(
                    state.toString(),
                    "expected " + problem.get().expected() + ", got "
                            + problem.get().got()
                            + "; it was begun with other options, by another version, on another processor or without"
                            + " the vector module: remove it to begin anew");
        }
        cutCurve(curve, trainer.steps());
        told.println("Going on from step " + trainer.steps() + " of " + member.name());
    }

    /// Leaves out steps that are made again: the curve may have been written when the state after them was not.
    private static void cutCurve(Path curve, int steps) throws IOException {
        if (!Files.exists(curve)) {
            Files.writeString(curve, CURVE_HEADER);
            return;
        }
        List<String> lines = Files.readAllLines(curve);
        Files.write(curve, lines.subList(0, Math.min(lines.size(), steps + 1)));
    }

    private void progress(MemberTraining member, Trainer trainer, double mean, long nanos) {
        told.printf(
                Locale.ROOT,
                (showsProgress ? "\r" : "") + "%s (%d of %d): step %d of %d, loss %.3f nats%s, %.0f s left"
                        + (showsProgress ? "  " : "%n"),
                member.name(),
                members.indexOf(member) + 1,
                members.size(),
                trainer.steps(),
                member.plan().schedule().steps(),
                mean,
                member.floorNats() > 0
                        ? String.format(Locale.ROOT, " (%.3f above its floor)", mean - member.floorNats())
                        : "",
                nanos / 1e9 * left / doneHere);
        told.flush();
    }

    /// Asks it to keep what is learned so far, and to end.
    void interrupt() {
        stops.set(true);
    }

    /// What the end of the process does while it trains.
    void interruptAndWait() {
        interrupt();
        try {
            if (!ended.await(FINISH_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                told.println("Ended without keeping the newest steps");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private Path beside(MemberTraining member, String what) {
        return out.resolveSibling(out.getFileName() + "." + member.name() + "." + what);
    }

    /// Aside and to the disk first: a reader sees the old file or the new one, never half of it.
    private static void write(Path file, byte[] bytes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
