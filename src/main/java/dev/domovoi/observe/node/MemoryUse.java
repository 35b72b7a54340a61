package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The node's memory: all of it, and what programs could still get.
final class MemoryUse implements NodeSignal {
    /// The kernel writes kB and means 1024 bytes.
    private static final Field KIBIBYTES = new Field(Quantity.MEMORY, 1 / 1024.0);

    private static final Pattern LINE = Pattern.compile("(MemTotal|MemAvailable):\\s+([0-9]+)\\s+kB\\s*");

    @Override
    public List<Place> places() {
        return List.of(Place.of("/proc/meminfo"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        NodeFile file = files.getFirst();
        file.text()
                .lines()
                .filter(line -> line.startsWith("MemTotal:") || line.startsWith("MemAvailable:"))
                .forEach(line -> line(report, file, line));
        if (!report.has("total", Quantity.MEMORY)) {
            report.problem(file.path(), "a line of MemTotal in kB", file.trimmed());
        }
    }

    private static void line(Report report, NodeFile file, String line) {
        Matcher matcher = LINE.matcher(line);
        OptionalDouble value = matcher.matches() ? Count.of(matcher.group(2)) : OptionalDouble.empty();
        String channel = line.startsWith("MemTotal:") ? "total" : "available";
        if (value.isEmpty()) {
            report.problem(file.path(), "a number of kB", line);
        } else if (!report.has(channel, Quantity.MEMORY)) {
            report.reading(file.path(), channel, KIBIBYTES, value.getAsDouble());
        }
    }
}
