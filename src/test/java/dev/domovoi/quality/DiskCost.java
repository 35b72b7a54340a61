package dev.domovoi.quality;

import dev.domovoi.app.Streams;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDay;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.HomeState;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// What a home of so many plugs writes to its disk in a day, by the kernel's count of this process (`write_bytes` in
/// `/proc/self/io`, on a real file system): one accelerated day of snapshots, history and decisions, after some days
/// of learning. Arguments: a folder, plugs, minutes between snapshots,
/// and `all` where each snapshot is of all streams.
public final class DiskCost {
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAYS_BEFORE = 4;
    private static final int DECISIONS_A_DAY = 20;
    private static final int STEP_SECONDS = 10;

    private final Path folder;
    private final int plugs;
    private final int everyMinutes;
    private final boolean isOfAll;
    private final TickHistory history;
    private final Streams streams;
    private final SplittableRandom random = new SplittableRandom(7);
    private int decisions;

    private DiskCost(Path folder, int plugs, int everyMinutes, boolean isOfAll) {
        this.isOfAll = isOfAll;
        this.folder = folder;
        this.plugs = plugs;
        this.everyMinutes = everyMinutes;
        this.history = new TickHistory(folder, Streams.TICK, (file, problem) -> {});
        this.streams = new Streams(
                ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {}, history::keep, stream -> Optional.empty());
    }

    public static void main(String[] arguments) throws IOException {
        new DiskCost(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        arguments.length > 3)
                .run();
    }

    private void run() throws IOException {
        Instant measured = BEGIN.plus(Duration.ofDays(DAYS_BEFORE));
        for (Instant minute = BEGIN; minute.isBefore(measured); minute = minute.plusSeconds(60)) {
            live(minute);
        }
        try (Store store = Store.open(folder)) {
            store.keepStreams(streams.states(), measured);
            long before = written();
            long ofLearning = 0;
            Instant end = measured.plus(Duration.ofDays(1));
            for (Instant minute = measured; minute.isBefore(end); minute = minute.plusSeconds(60)) {
                live(minute);
                long sinceMidnight = Duration.between(measured, minute).toMinutes();
                if (sinceMidnight % (24 * 60 / DECISIONS_A_DAY) == 0) {
                    decide(store, minute);
                }
                if (sinceMidnight % everyMinutes == 0) {
                    long at = written();
                    keep(store, minute);
                    ofLearning += written() - at;
                }
            }
            long all = written() - before;
            long states = streams.states().values().stream()
                    .mapToLong(state -> state.length)
                    .sum();
            System.out.printf(
                    "%d plugs, a snapshot every %d min: %.1f MB written a day, %.1f MB of it by snapshots;"
                            + " states together %.2f MB; store %.1f MB%n",
                    plugs, everyMinutes, all / 1e6, ofLearning / 1e6, states / 1e6, store.bytes() / 1e6);
        }
    }

    private void live(Instant minute) {
        for (int second = 0; second < 60; second += STEP_SECONDS) {
            Instant at = minute.plusSeconds(second);
            for (int plug = 0; plug < plugs; plug++) {
                Source source = Source.whole(new DeviceId("tasmota", "plug" + plug));
                long period = 1_800 + plug * 60L;
                long phase = (at.getEpochSecond() + plug * 977L) % period;
                boolean isOn = phase < period / 3 + Math.floorMod(at.getEpochSecond() / period * 7919, period / 4);
                double watts = (isOn ? 60 + plug * 5 : 1.5) + random.nextGaussian();
                streams.accept(new Reading(source, Quantity.POWER, watts, at, false));
            }
        }
        streams.advance(minute.plusSeconds(60), score -> {});
        streams.keepApart(Map.of(), minute.plusSeconds(60));
    }

    private void keep(Store store, Instant now) {
        history.write();
        store.keepStreams(isOfAll ? streams.states() : streams.nextStates(), now);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        store.alarmDays().keep(List.of(new KeptDay(today, now.getEpochSecond() / 60, 0, 0, 0)), today.minusDays(400));
        store.keep(HomeState.empty().durable(), List.of());
    }

    private void decide(Store store, Instant now) {
        String json = "{\"why\":\"" + "x".repeat(1_500) + "\"}";
        store.keep(
                List.of("domovoi-decide\t2", "counters\t" + decisions + "\t0\t0\t0"),
                List.of(new KeptDecision("d-" + decisions++, now, json)));
    }

    private static long written() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("write_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length())))
                .findFirst()
                .orElseThrow();
    }
}
