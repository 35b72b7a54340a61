package dev.domovoi.app.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.HandTime;
import dev.domovoi.app.Streams;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.score.drill.Trace;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the agent's own drill finds, says and keeps.
final class NightlyDrillTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant NOW = Instant.parse("2026-03-30T03:45:00Z");

    @TempDir
    Path state;

    private final List<String> said = new ArrayList<>();

    private NightlyDrill nightly(int lateSeed) {
        return new NightlyDrill(
                state, LONDON, 1, lateSeed, new HandTime(NOW), (kind, sentence) -> said.add(kind + " " + sentence));
    }

    /// The last `days` of an appliance of the demo.
    private void keep(String appliance, int days) {
        Trace trace = DemoHomeDrillTest.trace(appliance);
        TickHistory history = new TickHistory(state, Streams.TICK, (file, problem) -> said.add(file));
        for (int i = trace.size() - days * 8640; i < trace.size(); i++) {
            history.keep(new Tick(trace.stream(), trace.at(i), trace.values()[i], trace.at(i)));
        }
        history.writeAll();
    }

    @Test
    void aNightFindsSaysAndKeeps() throws Exception {
        keep("kettle", 21);
        keep("nas", 3);
        NightlyDrill drill = nightly(0);
        assertEquals(Optional.empty(), drill.newest());
        drill.drill();
        assertEquals(1, said.size(), said.toString());
        assertTrue(
                said.getFirst()
                        .matches("NEWS Nightly drill: of [0-9]{2} faults injected into copies of 1 streams'"
                                + " history, [0-9]+ would have been caught; 1 stream could not be drilled yet\\..*"),
                said.toString());
        DrillNight night = drill.newest().orElseThrow();
        assertEquals(NOW, night.at());
        assertEquals(4, night.lines().size());
        assertTrue(
                night.lines().getFirst().contains("\"fault\":\"stuck_on\",\"places\":4,\"caught\":"), said.toString());
        assertTrue(night.lines().getLast().contains("\"why\":\"has 3.0 days of kept history"), night.toString());
        assertEquals(Set.of("demo:kettle/power"), drill.champions().keySet());
        assertTrue(drill.champions().values().stream()
                .allMatch(champion -> champion.scorer().equals("plug")));
        NightlyDrill restarted = nightly(0);
        assertEquals(Optional.of(night), restarted.newest());
        assertEquals(drill.champions(), restarted.champions());
    }

    @Test
    void damagedResultsAreForgottenAndSaid() throws IOException {
        Files.writeString(state.resolve("drill.jsonl"), "2026-03-30T03:45:00Z\n{\"stream\":\n");
        Files.writeString(state.resolve("champions.tsv"), "junk\n");
        NightlyDrill drill = nightly(0);
        assertEquals(Optional.empty(), drill.newest());
        assertEquals(0, drill.champions().size());
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.stream().allMatch(line -> line.startsWith("TROUBLE ")), said.toString());
    }

    @Test
    void withoutAHistoryNothingIsSaid() throws Exception {
        NightlyDrill drill = nightly(0);
        drill.drill();
        assertEquals(List.of(), said);
        assertEquals(List.of(), drill.newest().orElseThrow().lines());
    }

    @Test
    void itIsAtHalfPastThreeByTheClockOfTheHomeAndALittleLater() {
        Instant evening = Instant.parse("2026-07-01T20:00:00Z");
        assertEquals(Instant.parse("2026-07-02T02:30:00Z"), nightly(0).next(evening));
        assertEquals(Instant.parse("2026-07-02T02:40:00Z"), nightly(600).next(evening));
        assertEquals(Instant.parse("2026-07-02T02:40:00Z"), nightly(600).next(Instant.parse("2026-07-02T02:35:00Z")));
        assertEquals(Instant.parse("2026-07-03T02:40:00Z"), nightly(600).next(Instant.parse("2026-07-02T02:40:00Z")));
        Instant late = nightly(-7).next(evening);
        assertTrue(!late.isAfter(Instant.parse("2026-07-02T03:00:00Z")), late.toString());
    }

    @Test
    void itEndsAtOnceWhileItWaits() {
        NightlyDrill drill = nightly(0);
        drill.start();
        long before = System.nanoTime();
        drill.close();
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos());
    }
}
