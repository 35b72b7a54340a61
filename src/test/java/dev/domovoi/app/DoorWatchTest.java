package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Stranger.Answer;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When the broker's door is tried, and what is told of it.
@Timeout(30)
final class DoorWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HandTime time = new HandTime(Instant.parse("2026-03-10T12:00:00Z"));
    private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer.TurnedAway());
    private final AtomicBoolean connected = new AtomicBoolean(true);
    private final Queue<Event> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final DoorWatch watch = new DoorWatch(
            answer::get, connected::get, told::add, true, (kind, sentence) -> said.add(kind + " " + sentence), time);

    @Test
    void whatIsKnownHoldsForADayAndWhatIsNotIsTriedAgainSoon() {
        assertEquals(DoorWatch.DAILY, watch.look());
        answer.set(new Answer.LetIn());
        assertEquals(DoorWatch.DAILY, watch.look());
        answer.set(new Answer.Unclear("the broker does not answer"));
        assertEquals(DoorWatch.AGAIN, watch.look());
        assertEquals(List.of(tried(Door.CLOSED), tried(Door.OPEN), tried(Door.UNKNOWN)), List.copyOf(told));
        assertTrue(DoorWatch.AGAIN.compareTo(Duration.ofMinutes(2)) < 0, "it is known before the first hold is over");
    }

    @Test
    void anOpenDoorIsSaidOnceWithItsRemedyAndAClosedOneOnlyAfterIt() {
        watch.look();
        assertEquals(List.of(), List.copyOf(said));
        answer.set(new Answer.LetIn());
        watch.look();
        watch.look();
        answer.set(new Answer.TurnedAway());
        watch.look();
        assertEquals(
                List.of(
                        "TROUBLE The broker lets in anyone without a password, so I do nothing and only tell: set"
                                + " allow_anonymous false at the broker and give each client a user and a password"
                                + " (mosquitto_passwd).",
                        "NEWS The broker turns strangers away."),
                List.copyOf(said));
    }

    @Test
    void withoutAConnectionNothingIsTried() {
        connected.set(false);
        assertEquals(DoorWatch.DAILY, watch.look());
        assertEquals(List.of(), List.copyOf(told));
    }

    @Test
    void itIsTriedAtTheStartAfterEachReconnectAndDaily() {
        try (watch) {
            watch.start();
            tries(1);
            watch.heard(new Unsettled(Cause.CLOCK_JUMP));
            watch.heard(new Unsettled(Cause.RECONNECT));
            tries(2);
            time.pass(Duration.ofHours(23));
            watch.heard(new Unsettled(Cause.RECONNECT));
            tries(3);
            time.pass(Duration.ofHours(24));
            tries(4);
        }
        assertEquals(4, told.size());
    }

    @Test
    void anAnswerFromBeforeAReconnectIsNotTold() {
        AtomicReference<DoorWatch> knocked = new AtomicReference<>(watch);
        DoorWatch slow = new DoorWatch(
                () -> {
                    knocked.get().heard(new Unsettled(Cause.RECONNECT));
                    return new Answer.TurnedAway();
                },
                () -> true,
                told::add,
                true,
                (kind, sentence) -> said.add(sentence),
                time);
        knocked.set(slow);
        assertEquals(DoorWatch.AGAIN, slow.look());
        assertEquals(List.of(), List.copyOf(told));
    }

    private void tries(int times) {
        Await.until("it was tried " + times + " times", LIMIT, () -> told.size() == times);
    }

    private static Event tried(Door door) {
        return new Event.DoorTried(door);
    }
}
