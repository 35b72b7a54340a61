package dev.domovoi.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.util.List;

/// The one allowed outcome of reading a message: observations or named problems, within limits, in bounded time.
final class OneOutcome {
    private static final int MOST_PROBLEMS = 16;
    private static final int MOST_LEARNED = 1_000;
    private static final int MOST_PROBLEM_CHARS = 1_000;

    /// Far more than any message may take; only asked while fuzzing, where nothing else makes a run slow.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final boolean IS_FUZZING = System.getenv("JAZZER_FUZZ") != null;

    private OneOutcome() {}

    /// Lets one instance hear all messages of a conversation. What it throws goes to the fuzzer: the decoder, which
    /// would contain it, is left out.
    static void fuzz(Dialect dialect, byte[] input) {
        for (Message message : Conversation.of(input)) {
            long start = System.nanoTime();
            Decoded decoded = dialect.decode(message);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(!IS_FUZZING || took.compareTo(LONGEST) < 0, () -> message + " took " + took);
            switch (decoded) {
                case Decoded.NotMine() -> {}
                case Decoded.Understood understood -> check(understood, dialect, message);
            }
        }
    }

    private static void check(Decoded.Understood understood, Dialect dialect, Message message) {
        assertTrue(understood.observations().size() <= Report.MAX_OBSERVATIONS, message::toString);
        assertTrue(understood.problems().size() <= MOST_PROBLEMS, message::toString);
        assertTrue(understood.learned().size() <= MOST_LEARNED, message::toString);
        understood.observations().forEach(observation -> check(observation, dialect, message));
        understood.problems().forEach(OneOutcome::check);
        understood.learned().forEach(learned -> check(learned, dialect));
    }

    private static void check(Observation observation, Dialect dialect, Message message) {
        check(observation.source(), dialect);
        assertEquals(message.at(), observation.at());
        assertEquals(message.retained(), observation.retained(), "a retained message is context");
        switch (observation) {
            case Observation.Reading reading -> assertTrue(Double.isFinite(reading.value()), reading::toString);
            case Observation.SwitchState _, Observation.Availability _, Observation.Status _ -> {}
        }
    }

    private static void check(Source source, Dialect dialect) {
        assertEquals(dialect.name(), source.device().dialect());
        assertTrue(DeviceId.isName(source.device().name()), source::toString);
        assertTrue(source.channel().isEmpty() || DeviceId.isName(source.channel()), source::toString);
    }

    private static void check(Problem problem) {
        for (String part : List.of(problem.at(), problem.expected(), problem.got())) {
            assertTrue(part.length() <= MOST_PROBLEM_CHARS, () -> "long: " + problem);
            assertTrue(part.chars().noneMatch(Character::isISOControl), () -> "not printable: " + problem);
        }
        assertTrue(!problem.at().isEmpty() && !problem.expected().isEmpty(), () -> "says nothing: " + problem);
    }

    private static void check(Learned learned, Dialect dialect) {
        switch (learned) {
            case Learned.Switch(SwitchRecipe recipe) -> {
                check(recipe.target(), dialect);
                check(recipe.on());
                check(recipe.off());
                recipe.query().ifPresent(OneOutcome::check);
                recipe.wattsQuery().ifPresent(OneOutcome::check);
            }
            case Learned.Refusal no -> {
                check(no.relay(), dialect);
                assertTrue(no.why().chars().noneMatch(Character::isISOControl), () -> "not printable: " + no);
            }
            case Learned.Topic(String filter) ->
                assertTrue(!filter.isEmpty() && !filter.startsWith("#"), () -> "subscribes to " + filter);
            case Learned.Gone(DeviceId device) -> assertEquals(dialect.name(), device.dialect());
        }
    }

    private static void check(SwitchRecipe.Command command) {
        assertTrue(!command.topic().isEmpty(), "a command without a topic");
        assertTrue(command.topic().chars().noneMatch(c -> c == '+' || c == '#' || c == 0), command::toString);
    }
}
