package dev.domovoi.act.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.router.Answer.Result;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterControlTest {
    private static final Instant SOON = Instant.parse("2026-03-02T12:01:00Z");
    private static final String MAC = "aa:bb:cc:00:00:01";
    private static final RouterCommand OUT = RouterCommand.quarantine("openwrt", 7, MAC, Duration.ofHours(1), SOON);
    private static final RouterCommand IN = RouterCommand.release("openwrt", 8, MAC, SOON);

    private final Answers answers = new Answers();
    private final List<String> sent = new ArrayList<>();

    /// A router that answers at once, whatever it is asked.
    private Outcome asked(RouterCommand command, LongFunction<List<Answer>> router) {
        RouterControl control = new RouterControl(
                "domovoi",
                message -> {
                    sent.add(message.topic() + " " + message.payload());
                    router.apply(command.counter()).forEach(answers::heard);
                    return true;
                },
                answers,
                Duration.ofMillis(50));
        return control.perform(command);
    }

    private static Answer answer(long counter, Result result, String why, String... blocked) {
        return new Answer("openwrt", counter, result, why, List.of(blocked));
    }

    @Test
    void isDoneWhenTheRouterSaysWhomItKeepsOut() {
        assertInstanceOf(Done.class, asked(OUT, counter -> List.of(answer(counter, Result.DONE, "", MAC))));
        assertInstanceOf(Done.class, asked(IN, counter -> List.of(answer(counter, Result.DONE, ""))));
        assertEquals(
                List.of(
                        "domovoi/router/openwrt/command 7 quarantine " + MAC + " 3600 1772452860",
                        "domovoi/router/openwrt/command 8 release " + MAC + " 0 1772452860"),
                sent);
    }

    @Test
    void theWordDoneAloneIsNotBelieved() {
        Outcome outcome = asked(OUT, counter -> List.of(answer(counter, Result.DONE, "")));
        assertEquals(new Failed("the router openwrt says done, but " + MAC + " is not kept out", true), outcome);
        assertInstanceOf(Failed.class, asked(IN, counter -> List.of(answer(counter, Result.DONE, "", MAC))));
    }

    @Test
    void aRefusalIsTheRoutersToGive() {
        assertEquals(
                new Refused("the router openwrt refused to keep " + MAC + " out for 3600 s: protected"),
                asked(OUT, counter -> List.of(answer(counter, Result.REFUSED, "protected"))));
    }

    @Test
    void whatTheRouterCouldNotDoMayBeAskedAgain() {
        assertTrue(assertInstanceOf(Failed.class, asked(OUT, counter -> List.of(answer(counter, Result.FAILED, "nft"))))
                .retryable());
    }

    @Test
    void withoutAnAnswerItMayStillHappenSoItIsNotRepeated() {
        Failed failed = assertInstanceOf(Failed.class, asked(OUT, counter -> List.of()));
        assertTrue(!failed.retryable() && failed.why().contains("did not answer"), failed.why());
    }

    @Test
    void answersToOthersAreNotOurs() {
        Outcome outcome = asked(
                OUT,
                counter -> List.of(
                        answer(counter - 1, Result.DONE, "", MAC),
                        new Answer("attic", counter, Result.DONE, "", List.of(MAC))));
        assertInstanceOf(Failed.class, outcome);
    }

    @Test
    void whereNothingCanBeSentNothingIsDone() {
        RouterControl control = new RouterControl("domovoi", message -> false, answers, Duration.ofDays(1));
        assertInstanceOf(Refused.class, control.perform(OUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "AA:BB:CC:00:00:01", "aa:bb:cc:00:00", "aa:bb:cc:00:00:01 9", "$(reboot)", "a\nb"})
    void onlyAMacIsSent(String mac) {
        assertThrows(
                IllegalArgumentException.class,
                () -> RouterCommand.quarantine("openwrt", 1, mac, Duration.ofHours(1), SOON));
    }

    @Test
    void nothingBeyondTheRoutersOwnLimitsIsSent() {
        for (Duration length : List.of(Duration.ofHours(25), Duration.ZERO, Duration.ofMillis(5))) {
            assertThrows(
                    IllegalArgumentException.class, () -> RouterCommand.quarantine("openwrt", 1, MAC, length, SOON));
        }
        assertThrows(IllegalArgumentException.class, () -> RouterCommand.release("a/b", 1, MAC, SOON));
        assertThrows(IllegalArgumentException.class, () -> RouterCommand.release("+", 1, MAC, SOON));
        assertEquals(
                "5 release - 0 1772452860",
                RouterCommand.release("r", 5, RouterCommand.ALL, SOON).line());
    }

    @Test
    void theCounterRisesWhateverHappens() {
        CommandCounter counter = new CommandCounter();
        assertEquals(1_772_452_860, counter.next(SOON));
        assertEquals(1_772_452_861, counter.next(SOON.minusSeconds(5000)));
        assertTrue(counter.goBeyond(1_772_460_000, SOON));
        assertEquals(1_772_460_001, counter.next(SOON));
        assertTrue(counter.goBeyond(5, SOON), "a lower one changes nothing");
        assertEquals(1_772_460_002, counter.next(SOON));
    }

    /// Else one forged answer would use up all numbers that the router takes.
    @Test
    void aNumberBeyondReasonIsNotFollowed() {
        CommandCounter counter = new CommandCounter();
        assertFalse(counter.goBeyond(999_999_999_999_999L, SOON));
        assertEquals(1_772_452_860, counter.next(SOON));
    }

    @Test
    void onlyARefusalForTheNumberSaysWhereToGoOn() {
        assertEquals(
                OptionalLong.of(41),
                answer(7, Result.REFUSED, "old counter after 41").countBeyond());
        for (String why : List.of("", "protected", "old counter after ", "old counter after 1234567890123456 ", "-1")) {
            assertEquals(OptionalLong.empty(), answer(7, Result.REFUSED, why).countBeyond());
        }
        assertEquals(
                OptionalLong.empty(),
                answer(7, Result.DONE, "old counter after 41").countBeyond());
    }
}
