package dev.domovoi.act.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.app.bus.Await;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of notices whose other side fails, hangs or refuses; rests between attempts pass at once.
@Timeout(30)
final class CourierTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final Notes notes = new Notes();
    private final List<Duration> rests = new CopyOnWriteArrayList<>();

    private Courier courier(Notifier notifier) {
        Courier courier = new Courier("test", notifier, notes, rests::add, new Random(7));
        courier.start();
        return courier;
    }

    private static Webhook webhook(Post post, ScriptedHook hook) {
        return new Webhook(post, hook.url("/hook"), Map.of(), Template.USUAL);
    }

    private void hears(String... words) {
        Await.until("heard " + List.of(words), LIMIT, () -> notes.heard.equals(List.of(words)));
    }

    @Test
    void whatFailsForTheMomentIsTriedAgain() throws Exception {
        try (ScriptedHook hook = new ScriptedHook(500, 200);
                Post post = new Post();
                Courier courier = courier(webhook(post, hook))) {
            courier.offer(Notes.notice("i-1", Event.OPENED));
            hears("retried: it answers with status 500", "sent");
            assertEquals(2, hook.got.size());
        }
    }

    @Test
    void whatIsRefusedIsNotTriedAgainAndARedirectIsNotFollowed() throws Exception {
        try (ScriptedHook hook = new ScriptedHook(403, 302);
                Post post = new Post();
                Courier courier = courier(webhook(post, hook))) {
            courier.offer(Notes.notice("i-1", Event.OPENED));
            courier.offer(Notes.notice("i-2", Event.OPENED));
            hears("dead: it answers with status 403", "dead: it redirects (302), which is not followed");
            assertEquals(
                    List.of("/hook", "/hook"),
                    hook.got.stream().map(ScriptedHook.Got::path).toList());
        }
    }

    @Test
    void aServerThatHangsIsGivenUpInTimeAndItsAddressIsNotTold() throws Exception {
        try (ScriptedHook hook = new ScriptedHook(ScriptedHook.HANGS, 200);
                Post post = new Post(SHORT);
                Courier courier = courier(webhook(post, hook))) {
            courier.offer(Notes.notice("i-1", Event.OPENED));
            hears("retried: no answer within 150 ms", "sent");
        }
    }

    @Test
    void whenNobodyListensTheAttemptsAreSpentWithLongerAndLongerRests() throws Exception {
        ScriptedHook gone = new ScriptedHook(200);
        gone.close();
        try (Post post = new Post();
                Courier courier = courier(webhook(post, gone))) {
            courier.offer(Notes.notice("i-1", Event.OPENED));
            List<String> expected =
                    new ArrayList<>(Collections.nCopies(Courier.ATTEMPTS - 1, "retried: no connection"));
            expected.add("dead: no connection");
            hears(expected.toArray(String[]::new));
        }
        Random random = new Random(7);
        List<Duration> expected = new ArrayList<>();
        for (long ceiling = 1_000; expected.size() < Courier.ATTEMPTS - 1; ceiling *= 2) {
            expected.add(Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1)));
        }
        assertEquals(expected, rests);
    }

    @Test
    void aNewerNoticeOfTheIncidentTakesThePlaceOfOneThatFails() throws Exception {
        List<Event> delivered = new CopyOnWriteArrayList<>();
        Semaphore attempts = new Semaphore(0);
        CountDownLatch mayFail = new CountDownLatch(1);
        Notifier failing = notice -> {
            delivered.add(notice.event());
            attempts.release();
            mayFail.await();
            return notice.isResolved() ? new Outcome.Done("taken") : new Outcome.Failed("not now", true);
        };
        try (Courier courier = courier(failing)) {
            courier.offer(Notes.notice("i-1", Event.OPENED));
            attempts.acquire();
            courier.offer(Notes.notice("i-1", Event.CHANGED));
            courier.offer(Notes.notice("i-1", Event.STILL));
            courier.offer(Notes.notice("i-1", Event.RESOLVED));
            courier.offer(Notes.notice("i-1", Event.STILL));
            mayFail.countDown();
            hears("retried: not now", "sent");
            assertEquals(List.of(Event.OPENED, Event.RESOLVED), delivered);
        }
    }

    @Test
    void oneThatHangsKeepsNobodyWaitingAndItsQueueHasAnEnd() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Notifier stuck = notice -> {
            hanging.countDown();
            never.await();
            return new Outcome.Done("taken");
        };
        try (Courier courier = courier(stuck)) {
            courier.offer(Notes.notice("i-0", Event.OPENED));
            hanging.await();
            for (int i = 1; i <= Courier.MOST_WAITING + 2; i++) {
                courier.offer(Notes.notice("i-" + i, Event.OPENED));
            }
            assertEquals(Collections.nCopies(2, "dead: more than 1000 notices wait"), notes.heard);
        }
    }

    @Test
    void aBugInOneNotifierEndsNothing() {
        Notifier broken = notice -> {
            if (notice.isResolved()) {
                return new Outcome.Done("taken");
            }
            throw new IllegalStateException("http://secret@host/");
        };
        try (Courier courier = courier(broken)) {
            courier.offer(Notes.notice("i-1", Event.OPENED));
            courier.offer(Notes.notice("i-2", Event.RESOLVED));
            hears("dead: a bug: IllegalStateException", "sent");
            assertTrue(rests.isEmpty());
        }
    }
}
