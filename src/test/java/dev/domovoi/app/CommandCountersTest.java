package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.act.router.Answer;
import dev.domovoi.act.router.Answer.Result;
import dev.domovoi.act.router.Answers;
import dev.domovoi.act.router.RouterControl;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With a router that remembers its counter, as the real one does.
final class CommandCountersTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String MAC = "aa:bb:cc:00:00:01";
    private static final Source CLIENT = Source.whole(new DeviceId("client", MAC));

    private final HandTime time = new HandTime(NOON);
    private final Answers answers = new Answers();
    private final List<Long> told = new ArrayList<>();
    private long taken;

    private boolean answer(SwitchRecipe.Command command) {
        String[] words = command.payload().split(" ", -1);
        long counter = Long.parseLong(words[0]);
        told.add(counter);
        boolean isOld = counter <= taken;
        List<String> blocked = words[1].equals("quarantine") && !isOld ? List.of(MAC) : List.of();
        answers.heard(new Answer(
                "openwrt",
                counter,
                isOld ? Result.REFUSED : Result.DONE,
                isOld ? "old counter after " + taken : "",
                blocked));
        taken = Math.max(taken, counter);
        return true;
    }

    /// As after a start: it remembers nothing.
    private Gatekeepers gatekeepers() {
        return new Gatekeepers(
                new RouterControl("domovoi", this::answer, answers, Duration.ofMillis(50)),
                () -> List.of("openwrt"),
                time);
    }

    @Test
    void aRestartWithTheClockSetBackCostsOneRefusalAndNoMore() {
        assertInstanceOf(Outcome.Done.class, gatekeepers().perform(new Action.Quarantine(CLIENT, Duration.ofHours(1))));
        time.pass(Duration.ofHours(-2));
        Gatekeepers restarted = gatekeepers();
        assertInstanceOf(Outcome.Done.class, restarted.perform(new Action.Release(CLIENT)));
        assertInstanceOf(Outcome.Done.class, restarted.perform(new Action.Quarantine(CLIENT, Duration.ofHours(1))));
        long noon = NOON.getEpochSecond();
        assertEquals(List.of(noon, noon - 7200, noon + 1, noon + 2), told);
    }

    @Test
    void whoeverNamesANumberBeyondReasonIsAskedOnce() {
        taken = 999_999_999_999_999L;
        assertInstanceOf(Outcome.Refused.class, gatekeepers().perform(new Action.Release(CLIENT)));
        assertEquals(1, told.size());
    }
}
