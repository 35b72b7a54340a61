package dev.domovoi.app.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is kept and what is dropped, without any broker.
final class InboxTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = NOW;

    private final InstantSource clock = () -> now;

    @Test
    void keepsTheNewestAndCountsWhatItDropped() throws Exception {
        Inbox inbox = new Inbox(2, clock);
        IntStream.range(0, 5).forEach(i -> offer(inbox, "t", Integer.toString(i)));
        inbox.offer("t", new byte[Inbox.MAX_PAYLOAD_BYTES + 1], false);
        assertEquals(drops(Map.of("queue_full", 3L, "oversized", 1L)), inbox.drops());
        assertEquals(2, inbox.depth());
        Message oldest = inbox.take(Duration.ZERO).orElseThrow();
        assertEquals("3", oldest.text());
        assertEquals(NOW, oldest.at());
        assertEquals(List.of("t 4"), taken(inbox));
    }

    @Test
    void aFloodPushesOutOnlyItsOwn() throws Exception {
        Inbox inbox = inbox(100);
        IntStream.range(0, 40).forEach(i -> offer(inbox, "device/" + i, "1"));
        IntStream.range(0, 10_000).forEach(i -> offer(inbox, "flood", Integer.toString(i)));
        List<String> kept = taken(inbox);
        assertEquals(100, kept.size());
        assertEquals(IntStream.range(0, 40).mapToObj(i -> "device/" + i + " 1").toList(), kept.subList(0, 40));
        assertEquals("flood 9999", kept.getLast());
        assertEquals("flood 9940", kept.get(40));
        assertEquals(9_940, inbox.drops().get("queue_full"));
    }

    @Test
    void aFloodOfLargeMessagesPushesOutOnlyItsOwn() throws Exception {
        Inbox inbox = inbox(5_000);
        IntStream.range(0, 100).forEach(i -> offer(inbox, "device/" + i % 50, "1"));
        IntStream.range(0, 100).forEach(i -> inbox.offer("flood", new byte[Inbox.MAX_PAYLOAD_BYTES], false));
        IntStream.range(0, 100).forEach(i -> inbox.offer("f/" + i, new byte[Inbox.MAX_PAYLOAD_BYTES], false));
        assertEquals(
                100,
                taken(inbox).stream().filter(kept -> kept.startsWith("device")).count());
    }

    @Test
    void boundsItsBytesToo() {
        Inbox inbox = inbox(1_000_000);
        for (int i = 0; i < 100; i++) {
            inbox.offer("t", new byte[Inbox.MAX_PAYLOAD_BYTES], false);
            inbox.offer("r" + i, new byte[Inbox.MAX_PAYLOAD_BYTES], true);
        }
        assertTrue(inbox.depth() < 33, "depth " + inbox.depth());
        IntStream.range(0, 100_000).forEach(i -> inbox.offer("small" + i, new byte[0], false));
        assertTrue(inbox.depth() < 33_000, "depth " + inbox.depth());
    }

    @Test
    void whatSpeaksOfSomethingElseIsNotInTheSameLine() throws Exception {
        Inbox inbox = inbox(10);
        offer(inbox, "rpc", "{\"switch:0\":{\"output\":false}}");
        IntStream.range(0, 100).forEach(i -> offer(inbox, "rpc", "{\"switch:0\":{\"apower\":" + i + "}}"));
        List<String> kept = taken(inbox);
        assertEquals("rpc {\"switch:0\":{\"output\":false}}", kept.getFirst());
        assertEquals("rpc {\"switch:0\":{\"apower\":99}}", kept.getLast());
    }

    @Test
    void aPauseIsNotPushedOutByAnything() throws Exception {
        Inbox inbox = inbox(10);
        offer(inbox, "home/command/pause", "2h");
        IntStream.range(0, 1_000).forEach(i -> offer(inbox, "home/command/deny/i-" + i, ""));
        IntStream.range(0, 1_000).forEach(i -> inbox.offer("home/command/" + i, new byte[100_000], false));
        IntStream.range(0, 1_000).forEach(i -> offer(inbox, "flood", Integer.toString(i)));
        IntStream.range(0, 100).forEach(i -> inbox.offer("retained/" + i, new byte[1 << 20], true));
        assertEquals("home/command/pause 2h", taken(inbox).getFirst());
        assertTrue(inbox.drops().getOrDefault("commands_full", 0L) > 0);
    }

    @Test
    void commandsComeFirstButNeverTwoInARowWhileOthersWait() throws Exception {
        Inbox inbox = inbox(10);
        offer(inbox, "a", "1");
        offer(inbox, "b", "2");
        offer(inbox, "home/command/pause", "");
        offer(inbox, "home/trigger/evening", "");
        offer(inbox, "home/command/resume", "");
        assertEquals(
                List.of("home/command/pause ", "a 1", "home/trigger/evening ", "b 2", "home/command/resume "),
                taken(inbox));
    }

    @Test
    void whatIsRetainedIsNotPushedOutByTheLiveAndKeepsItsPlaceInTime() throws Exception {
        Inbox inbox = inbox(3);
        offer(inbox, "plug/power", "1");
        inbox.offer("plug/online", "true".getBytes(UTF_8), true);
        offer(inbox, "plug/power", "2");
        inbox.offer("home/command/pause", new byte[0], true);
        IntStream.range(3, 6).forEach(i -> offer(inbox, "plug/power", Integer.toString(i)));
        assertEquals(
                List.of("plug/online true", "home/command/pause ", "plug/power 3", "plug/power 4", "plug/power 5"),
                taken(inbox));
    }

    @Test
    void skipsInACrowdWhatHasWaitedLongIfANewerOneSaysTheSame() throws Exception {
        Inbox inbox = inbox(80);
        offer(inbox, "home/router/r/flows", "1");
        IntStream.range(0, 20).forEach(i -> offer(inbox, "t" + i % 5, Integer.toString(i)));
        offer(inbox, "home/router/r/flows", "2");
        now = NOW.plusSeconds(2);
        List<String> read = taken(inbox);
        assertEquals("home/router/r/flows 1", read.getFirst(), "deltas and events are never skipped");
        assertEquals(11, inbox.drops().get("superseded"), "only while more than an eighth waits");
        assertEquals(List.of("t1 11", "t2 12"), read.subList(1, 3));
        assertEquals(
                List.of("t2 17", "t3 18", "t4 19", "home/router/r/flows 2"),
                read.subList(read.size() - 4, read.size()));
    }

    @Test
    void skipsNothingWhileItIsNotCrowdedOrTheWaitIsShort() throws Exception {
        Inbox inbox = inbox(80);
        IntStream.range(0, 10).forEach(i -> offer(inbox, "t", Integer.toString(i)));
        now = NOW.plusSeconds(60);
        assertEquals(10, taken(inbox).size());
        IntStream.range(0, 80).forEach(i -> offer(inbox, "t", Integer.toString(i)));
        now = now.plusMillis(900);
        assertEquals(80, taken(inbox).size());
        assertEquals(drops(Map.of()), inbox.drops());
    }

    @Test
    void whatTheBrokerTookAndDidNotBringIsLostOnceItCannotBeOnItsWayAnyMore() {
        Inbox inbox = inbox(80);
        IntStream.range(0, 10).forEach(i -> inbox.brokerLosses().took());
        IntStream.range(0, 4).forEach(i -> offer(inbox, "t", "1"));
        inbox.offer("t", new byte[0], true);
        assertEquals(0, inbox.drops().get("lost_in_broker"));
        assertEquals(0, inbox.drops().get("lost_in_broker"), "another look at once");
        IntStream.range(0, 4).forEach(i -> offer(inbox, "t", "2"));
        now = NOW.plusSeconds(2);
        assertEquals(2, inbox.drops().get("lost_in_broker"));
        IntStream.range(0, 5).forEach(i -> inbox.brokerLosses().took());
        now = NOW.plusSeconds(4);
        assertEquals(2, inbox.drops().get("lost_in_broker"), "five are on their way");
        now = NOW.plusSeconds(6);
        inbox.brokerLosses().refuses();
        assertEquals(drops(Map.of("lost_in_broker", 7L, "broker_full", 1L)), inbox.drops());
    }

    @Test
    void whateverComesItsOrderIsKeptAndItsSumsAreRight() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Inbox inbox = inbox(1 + random.nextInt(60));
            int offered = 500;
            List<String> read = new ArrayList<>();
            for (int i = 0; i < offered; i++) {
                now = now.plusMillis(random.nextInt(100));
                boolean isCommand = random.nextInt(20) == 0;
                String topic = isCommand ? "home/command/pause" : "t" + random.nextInt(30);
                byte[] payload = Integer.toString(i).getBytes(UTF_8);
                inbox.offer(topic, payload, !isCommand && random.nextInt(10) == 0);
                if (random.nextInt(3) == 0) {
                    inbox.take(Duration.ZERO).ifPresent(message -> read.add(message.topic() + " " + message.text()));
                }
            }
            read.addAll(taken(inbox));
            long dropped =
                    inbox.drops().values().stream().mapToLong(Long::longValue).sum();
            assertEquals(offered, read.size() + dropped, "seed " + seed);
            assertOrdered(read, "seed " + seed);
        }
    }

    /// Of each topic the numbers rise, whatever was left out.
    private static void assertOrdered(List<String> read, String what) {
        Map<String, Integer> newest = new HashMap<>();
        for (String each : read) {
            String[] words = each.split(" ", -1);
            int number = Integer.parseInt(words[1]);
            Integer before = newest.put(words[0], number);
            assertFalse(before != null && before > number, what + ": " + each + " after " + before);
        }
    }

    @Test
    void backoffStaysBetweenHalfASecondAndItsCap() {
        Backoff backoff = new Backoff(new SplittableRandom(3));
        for (int i = 0; i < 20; i++) {
            long millis = backoff.next().toMillis();
            assertTrue(millis >= 500 && millis <= 29_000, "attempt " + i + " waits " + millis + " ms");
        }
    }

    @Test
    void aUrlWithAPasswordIsRefusedWithoutShowingIt() {
        URI url = URI.create("mqtt://user:hunter2@host");
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> new MqttOptions(url, Optional.empty(), Optional.empty(), "c", Optional.empty()))
                .getMessage());
        assertTrue(message.contains("mqtt.password") && !message.contains("hunter2"), message);
    }

    private Inbox inbox(int capacityMessages) {
        return new Inbox(capacityMessages, Optional.of("home"), clock);
    }

    private static void offer(Inbox inbox, String topic, String payload) {
        inbox.offer(topic, payload.getBytes(UTF_8), false);
    }

    private static List<String> taken(Inbox inbox) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (Optional<Message> next = inbox.take(Duration.ZERO); next.isPresent(); next = inbox.take(Duration.ZERO)) {
            taken.add(next.get().topic() + " " + next.get().text());
        }
        return taken;
    }

    private static Map<String, Long> drops(Map<String, Long> some) {
        Map<String, Long> all = new HashMap<>();
        List.of(
                        "broker_full",
                        "lost_in_broker",
                        "queue_full",
                        "retained_full",
                        "commands_full",
                        "superseded",
                        "oversized")
                .forEach(reason -> all.put(reason, some.getOrDefault(reason, 0L)));
        return all;
    }
}
