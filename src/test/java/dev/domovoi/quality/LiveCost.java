package dev.domovoi.quality;

import com.sun.management.ThreadMXBean;
import dev.domovoi.app.Streams;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What learning and judging cost while the agent lives: streams that report every ten seconds, all scorers on, after
/// they are ready. Prints the share of a core, the bytes allocated per tick, the memory and the state of a stream.
///
/// `java -cp target/classes:target/test-classes:... dev.domovoi.quality.LiveCost [streams] [days]`
final class LiveCost {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int STEP_SECONDS = 10;
    private static final int DAY_STEPS = 86_400 / STEP_SECONDS;
    private static final double MICROS = 1e-3;

    private final Random random = new Random(1);
    private final List<Source> sources = new ArrayList<>();
    private final Streams streams =
            new Streams(ZoneId.of("Europe/Rome"), 1, Map.of(), (stream, problem) -> System.err.println(problem));
    private long scores;

    private LiveCost(int count) {
        for (int i = 0; i < count; i++) {
            sources.add(Source.whole(new DeviceId("tasmota", "plug" + i)));
        }
    }

    public static void main(String... arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        long empty = usedBytes();
        LiveCost cost = new LiveCost(count);
        cost.live(0, days * DAY_STEPS);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = thread.getCurrentThreadCpuTime();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        cost.live(days * DAY_STEPS, (days + 1) * DAY_STEPS);
        double nanos = thread.getCurrentThreadCpuTime() - cpu;
        double bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
        double ticks = (double) count * DAY_STEPS;
        long held = usedBytes() - empty;
        long before = thread.getCurrentThreadCpuTime();
        long state = cost.streams.states().values().stream()
                .mapToLong(saved -> saved.length)
                .sum();
        double saving = thread.getCurrentThreadCpuTime() - before;
        System.out.printf(
                "%d streams: %.2f us and %.0f bytes allocated a tick, %.3f %% of a core; %.1f kB a stream in memory,"
                        + " %.1f kB saved in %.2f ms; %d scores%n",
                count,
                nanos * MICROS / ticks,
                bytes / ticks,
                100 * nanos / (86_400 * 1e9),
                held / 1024.0 / count,
                state / 1024.0 / count,
                saving * MICROS * MICROS / count,
                cost.scores);
    }

    private void live(int from, int to) {
        for (int step = from; step < to; step++) {
            Instant now = START.plusSeconds((long) step * STEP_SECONDS);
            for (int i = 0; i < sources.size(); i++) {
                streams.accept(new Reading(sources.get(i), Quantity.POWER, watts(i, step), now, false));
            }
            if (step % (60 / STEP_SECONDS) == 0) {
                streams.advance(now, score -> scores++);
            }
        }
    }

    /// Compressors of many periods, with noise.
    private double watts(int plug, int step) {
        int period = 180 + 17 * plug % 300;
        boolean isOn = (step + 31 * plug) % period < period / 3;
        return (isOn ? 60 + plug : 1.5) + random.nextGaussian();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
