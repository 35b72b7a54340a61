package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Pressure stall information: for how long some, or all, of the work stood still for want of a resource.
///
/// A kernel without it has no files; `irq` has only `full`, and before Linux 5.13 `cpu` had only `some`.
final class Pressure implements NodeSignal {
    private static final Field STALLED = Field.of(Quantity.PRESSURE_STALL_TOTAL);
    private static final String TOTAL = "total=";

    @Override
    public List<Place> places() {
        return List.of(
                Place.of("/proc/pressure/cpu"),
                Place.of("/proc/pressure/io"),
                Place.of("/proc/pressure/memory"),
                Place.of("/proc/pressure/irq"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        for (NodeFile file : files) {
            file.text().lines().filter(line -> !line.isBlank()).forEach(line -> line(report, file, line));
        }
    }

    private static void line(Report report, NodeFile file, String line) {
        List<String> words = Arrays.asList(line.trim().split(" +", -1));
        String share = words.getFirst();
        OptionalDouble total = words.stream()
                .filter(word -> word.startsWith(TOTAL))
                .map(word -> Count.of(word.substring(TOTAL.length())))
                .findFirst()
                .orElse(OptionalDouble.empty());
        if (total.isEmpty() || !(share.equals("some") || share.equals("full"))) {
            report.problem(file.path(), "a line of some or full with its total in us", line);
            return;
        }
        String channel = file.level(0) + '.' + share;
        if (!report.has(channel, STALLED.quantity())) {
            report.reading(file.path(), channel, STALLED, total.getAsDouble());
        }
    }
}
