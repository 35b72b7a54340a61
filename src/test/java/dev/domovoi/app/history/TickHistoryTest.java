package dev.domovoi.app.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.drill.Trace;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of ticks over stops, kills, damage and many weeks.
final class TickHistoryTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final StreamId KETTLE = stream("kettle");
    private static final int DAY = 1440;

    @TempDir
    Path state;

    private final List<String> lost = new ArrayList<>();

    private static StreamId stream(String name) {
        return new StreamId(Source.whole(new DeviceId("tasmota", name)), Quantity.POWER);
    }

    private TickHistory history() {
        return new TickHistory(state, Duration.ofMinutes(1), (file, problem) -> lost.add(problem.toString()));
    }

    private static void keep(TickHistory history, StreamId stream, int from, int to, IntToDoubleFunction watts) {
        for (int minute = from; minute < to; minute++) {
            Instant at = START.plusSeconds(60L * minute);
            history.keep(new Tick(stream, at, watts.applyAsDouble(minute), at));
        }
    }

    private Past past() {
        try {
            return Past.in(state, ZoneOffset.UTC, problem -> lost.add("read: " + problem));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Trace trace(StreamId stream) {
        return past().trace(stream).orElseThrow();
    }

    private Path file() throws IOException {
        try (var files = Files.list(state.resolve(TickHistory.DIRECTORY))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void whatWasKeptIsThereAfterAStopAndGoesOn() {
        TickHistory first = history();
        keep(first, KETTLE, 0, 500, minute -> minute);
        keep(first, stream("freezer"), 10, 20, minute -> 2);
        first.writeAll();
        TickHistory next = history();
        keep(next, KETTLE, 510, 600, minute -> minute);
        next.writeAll();
        assertEquals(List.of(stream("freezer"), KETTLE), past().streams());
        Trace trace = trace(KETTLE);
        assertEquals(START, trace.start());
        assertEquals(600, trace.size());
        assertEquals(499, trace.values()[499]);
        assertTrue(Float.isNaN(trace.values()[505]));
        assertEquals(599, trace.values()[599]);
        assertEquals(10, trace(stream("freezer")).size());
        assertEquals(List.of(), lost);
    }

    @Test
    void aKillLosesTheHoursUnderWayOnly() {
        TickHistory history = history();
        keep(history, KETTLE, 0, 700, minute -> 1);
        history.write();
        assertEquals(360, trace(KETTLE).size());
        assertEquals(List.of(), lost);
    }

    @Test
    void aTornEndIsForgottenSaidAndWrittenOver() throws IOException {
        TickHistory history = history();
        keep(history, KETTLE, 0, 1080, minute -> minute % 7);
        history.writeAll();
        Path file = file();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
        assertEquals(720, trace(KETTLE).size());
        assertEquals(1, lost.size(), lost.toString());
        TickHistory next = history();
        keep(next, KETTLE, 1080, 1440, minute -> minute % 7);
        next.writeAll();
        assertEquals(2, lost.size(), lost.toString());
        lost.clear();
        Trace trace = trace(KETTLE);
        assertEquals(1440, trace.size());
        assertTrue(Float.isNaN(trace.values()[800]));
        assertEquals(1200 % 7, trace.values()[1200]);
        assertEquals(List.of(), lost);
    }

    @Test
    void aDamagedFileIsForgottenAndBegunAnew() throws IOException {
        TickHistory history = history();
        keep(history, KETTLE, 0, 720, minute -> 1);
        history.writeAll();
        Files.write(file(), new byte[] {1, 2, 3, 4, 5, 6}, StandardOpenOption.TRUNCATE_EXISTING);
        assertEquals(List.of(), past().streams());
        TickHistory next = history();
        keep(next, KETTLE, 720, 1440, minute -> 3);
        next.writeAll();
        assertEquals(720, trace(KETTLE).size());
    }

    @Test
    void manyWeeksStayWithinThreeToFour() throws IOException {
        TickHistory history = history();
        long largest = 0;
        for (int day = 0; day < 80; day++) {
            keep(history, KETTLE, day * DAY, (day + 1) * DAY, minute -> minute * 37 % 2000);
            history.write();
            largest = Math.max(largest, Files.size(file()));
        }
        history.writeAll();
        Trace trace = trace(KETTLE);
        assertTrue(trace.days() > 20.7 && trace.days() <= 21, trace.days() + " days");
        assertEquals((float) ((80 * DAY - 1) * 37 % 2000), trace.values()[trace.size() - 1]);
        assertTrue(largest < 29 * 2 * DAY * 2, largest + " bytes");
    }

    @Test
    void afterTheClockWasSetBackTheLaterWordCounts() {
        TickHistory history = history();
        keep(history, KETTLE, 0, 100, minute -> 1);
        keep(history, KETTLE, 50, 150, minute -> 2);
        history.writeAll();
        Trace trace = trace(KETTLE);
        assertEquals(150, trace.size());
        assertEquals(1, trace.values()[49]);
        assertEquals(2, trace.values()[50]);
    }

    @Test
    void anotherTickBeginsAnew() {
        TickHistory history = history();
        keep(history, KETTLE, 0, 720, minute -> 1);
        history.writeAll();
        TickHistory finer = new TickHistory(state, Duration.ofSeconds(10), (file, problem) -> lost.add(file));
        for (int i = 0; i < 100; i++) {
            Instant at = START.plusSeconds(86_400 + 10L * i);
            finer.keep(new Tick(KETTLE, at, i, at));
        }
        finer.writeAll();
        Trace trace = trace(KETTLE);
        assertEquals(10, trace.tickSeconds());
        assertEquals(100, trace.size());
        assertArrayEquals(new float[] {0, 1, 2}, java.util.Arrays.copyOf(trace.values(), 3));
    }

    @Test
    void hostileNamesStayInTheDirectory() throws IOException {
        TickHistory history = history();
        StreamId hostile = stream("../../etc/" + "x".repeat(180));
        keep(history, hostile, 0, 400, minute -> 1);
        history.writeAll();
        assertEquals(state.resolve(TickHistory.DIRECTORY), file().getParent());
        assertEquals(List.of(hostile), past().streams());
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTheNextIsTried() throws IOException {
        Path taken = Files.createFile(state.resolve(TickHistory.DIRECTORY));
        TickHistory history = history();
        keep(history, KETTLE, 0, 400, minute -> 1);
        history.write();
        assertEquals(1, lost.size(), lost.toString());
        Files.delete(taken);
        keep(history, KETTLE, 400, 800, minute -> 1);
        history.writeAll();
        assertEquals(440, trace(KETTLE).size());
    }
}
