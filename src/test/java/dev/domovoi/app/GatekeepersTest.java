package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.act.router.Answer;
import dev.domovoi.act.router.Answer.Result;
import dev.domovoi.act.router.Answers;
import dev.domovoi.act.router.RouterControl;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Several routers asked for the same: what one of them has done is never taken for nothing.
final class GatekeepersTest {
    private static final String MAC = "02:00:00:00:00:07";
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private static Outcome asked(Map<String, Result> routers) {
        Answers answers = new Answers();
        RouterControl control = new RouterControl(
                "domovoi",
                command -> {
                    String router = command.topic().contains("/a/") ? "a" : "b";
                    Result result = routers.getOrDefault(router, Result.FAILED);
                    List<String> blocked = result == Result.DONE ? List.of(MAC) : List.of();
                    answers.heard(new Answer(router, NOW.getEpochSecond(), result, "so it is", blocked));
                    return true;
                },
                answers,
                Duration.ofSeconds(10));
        List<String> up = routers.keySet().stream().sorted().toList();
        Gatekeepers gatekeepers = new Gatekeepers(control, () -> up, InstantSource.fixed(NOW));
        return gatekeepers.perform(
                new Action.Quarantine(Source.whole(new DeviceId("client", MAC)), Duration.ofHours(1)));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> "done";
            case Outcome.Refused refused -> "refused";
            case Outcome.Failed failed -> "failed";
        };
    }

    @Test
    void whatOneRouterDidAndAnotherRefusedIsNotRefusedAsAWhole() {
        assertEquals("failed", word(asked(Map.of("a", Result.DONE, "b", Result.REFUSED))));
        assertEquals("failed", word(asked(Map.of("a", Result.REFUSED, "b", Result.DONE))));
        assertEquals("failed", word(asked(Map.of("a", Result.REFUSED, "b", Result.FAILED))));
        assertEquals("refused", word(asked(Map.of("a", Result.REFUSED, "b", Result.REFUSED))));
        assertEquals("done", word(asked(Map.of("a", Result.DONE, "b", Result.DONE))));
        assertEquals("refused", word(asked(Map.of())));
    }
}
