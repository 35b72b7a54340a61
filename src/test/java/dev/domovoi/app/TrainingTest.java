package dev.domovoi.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.train.Lessons;
import dev.domovoi.score.train.Mixture;
import dev.domovoi.score.train.Schedule;
import dev.domovoi.score.train.Trainer;
import dev.domovoi.score.train.TrainingPlan;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One file comes out of the training of several members, the same after an interruption of any of them.
final class TrainingTest {
    private static final ValueShape SHAPE = new ValueShape(new Size(8, 1, 2, 8, 1000), 96, 8);

    @TempDir
    Path folder;

    @Test
    void writesAllMembersAndTheirCurvesAndNothingElse() throws Exception {
        Path file = folder.resolve("base.weights");

        assertTrue(training(file, 4).run(1));

        WeightsFile.Read.Whole read =
                assertInstanceOf(WeightsFile.Read.Whole.class, WeightsFile.decoded("w", Files.readAllBytes(file)));
        assertEquals(2, read.members().size());
        assertEquals(
                5,
                Files.readAllLines(folder.resolve("base.weights.one.loss.csv")).size());
        assertEquals(
                7,
                Files.readAllLines(folder.resolve("base.weights.two.loss.csv")).size());
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() throws Exception {
        Path whole = folder.resolve("whole");
        Path paused = folder.resolve("paused");
        assertTrue(training(whole, 4).run(1));
        MemberTraining first = member("one", 4, 1);
        Trainer trainer = new Trainer(first.plan(), first.course().get().lessons());
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            trainer.step(threads);
            trainer.step(threads);
        }
        Files.write(folder.resolve("paused.one.training"), trainer.state());
        Files.write(
                folder.resolve("paused.one.loss.csv"), List.of("step,loss_nats", "1,9", "2,9", "3,9")); // one too far

        assertTrue(training(paused, 4).run(1));
        List<String> curve = Files.readAllLines(folder.resolve("paused.one.loss.csv"));
        assertEquals(5, curve.size());
        assertEquals(Files.readAllLines(folder.resolve("whole.one.loss.csv")).subList(3, 5), curve.subList(3, 5));

        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(paused));
        assertFalse(Files.exists(folder.resolve("paused.one.training")));
    }

    @Test
    void isInterruptedInAnyMemberAndGoesOnToTheSame() throws Exception {
        Path whole = folder.resolve("whole");
        Path paused = folder.resolve("paused");
        assertTrue(training(whole, 4).run(1));
        for (String interrupted : List.of("one", "two")) {
            assertFalse(interruptedIn(interrupted, paused), "interrupted in " + interrupted);
            assertFalse(Files.exists(paused));
            assertTrue(Files.exists(folder.resolve("paused." + interrupted + ".training")));
        }

        assertTrue(training(paused, 4).run(2));

        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(paused));
        for (String member : List.of("one", "two")) {
            assertEquals(
                    Files.readAllLines(folder.resolve("whole." + member + ".loss.csv")),
                    Files.readAllLines(folder.resolve("paused." + member + ".loss.csv")));
            assertFalse(Files.exists(folder.resolve("paused." + member + ".training")));
        }
    }

    /// A training that is asked to end while that member learns.
    private static boolean interruptedIn(String name, Path file) throws Exception {
        AtomicReference<Training> training = new AtomicReference<>();
        List<MemberTraining> members = Stream.of(member("one", 4, 1), member("two", 6, 2))
                .map(member -> member.name().equals(name) ? interrupting(member, training) : member)
                .toList();
        training.set(new Training(file, members, true, new PrintStream(OutputStream.nullOutputStream()), false));
        return training.get().run(1);
    }

    private static MemberTraining interrupting(MemberTraining member, AtomicReference<Training> training) {
        MemberTraining.Course course = member.course().get();
        return new MemberTraining(member.name(), member.plan(), member.floorNats(), () -> new MemberTraining.Course() {
            @Override
            public Lessons lessons() {
                Lessons lessons = course.lessons();
                return new Lessons() {
                    @Override
                    public void advanceTo(int step) {
                        if (step == 2) {
                            training.get().interrupt();
                        }
                        lessons.advanceTo(step);
                    }

                    @Override
                    public String origin() {
                        return lessons.origin();
                    }

                    @Override
                    public Pupil pupil() {
                        return lessons.pupil();
                    }
                };
            }

            @Override
            public WeightsFile.Member member(float[] weights) {
                return course.member(weights);
            }

            @Override
            public List<String> worth(float[] weights) {
                return course.worth(weights);
            }
        });
    }

    @Test
    void refusesToGoOnWithOtherOptions() throws Exception {
        MemberTraining first = member("one", 4, 1);
        Trainer trainer = new Trainer(first.plan(), first.course().get().lessons());
        Files.write(folder.resolve("w.one.training"), trainer.state());

        ConfigException refused = assertThrows(
                ConfigException.class, () -> training(folder.resolve("w"), 5).run(1));
        assertTrue(refused.toString().contains("remove it to begin anew"), refused.toString());
        assertFalse(Files.exists(folder.resolve("w")));
    }

    @Test
    void aTrainingThatDivergesSaysSoAndLeavesTheGoodFile() throws Exception {
        Path file = Files.writeString(folder.resolve("w"), "good weights");
        for (double rate : new double[] {1e10, 1e20}) {
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            TrainingPlan plan = new TrainingPlan(SHAPE, 16, 2, 0, new Schedule(2, 1, rate, 0.1), 0, 1, 1);
            MemberTraining wild = MemberTraining.values("wild" + rate, plan, SHAPE, Mixture.days());
            assertFalse(new Training(file, List.of(wild), true, new PrintStream(told, true, UTF_8), false).run(1));
            assertTrue(told.toString(UTF_8).contains("diverged at step"), told.toString(UTF_8));
            assertTrue(told.toString(UTF_8).contains("begin with another --seed"), told.toString(UTF_8));
            assertEquals("good weights", Files.readString(file));
            assertFalse(Files.exists(folder.resolve("w.wild" + rate + ".training")), "nothing to go on from");
        }
    }

    @Test
    void nobodyWaitsForATrainingThatHasEnded() throws Exception {
        Training training = training(folder.resolve("w"), 4);
        assertTrue(training.run(1));
        assertTimeoutPreemptively(Duration.ofSeconds(5), training::interruptAndWait);
    }

    private static Training training(Path file, int steps) {
        List<MemberTraining> members = List.of(member("one", steps, 1), member("two", 6, 2));
        return new Training(file, members, true, new PrintStream(OutputStream.nullOutputStream()), false);
    }

    private static MemberTraining member(String name, int steps, long seed) {
        return MemberTraining.values(
                name,
                new TrainingPlan(SHAPE, 16, 2, 0, new Schedule(steps, 1, 1e-3, 0.1), 0, 1, seed),
                SHAPE,
                Mixture.days());
    }
}
