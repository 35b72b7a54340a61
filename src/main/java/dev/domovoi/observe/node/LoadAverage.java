package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.OptionalDouble;

/// How many processes were running or wanted to, averaged over three spans.
final class LoadAverage implements NodeSignal {
    private static final Field LOAD = Field.of(Quantity.LOAD);
    private static final List<String> SPANS = List.of("1m", "5m", "15m");

    @Override
    public List<Place> places() {
        return List.of(Place.of("/proc/loadavg"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        NodeFile file = files.getFirst();
        List<String> words = file.words();
        for (int i = 0; i < SPANS.size(); i++) {
            OptionalDouble value = i < words.size() ? Decimal.parse(words.get(i)) : OptionalDouble.empty();
            if (value.isPresent() && value.getAsDouble() >= 0) {
                report.reading(file.path(), SPANS.get(i), LOAD, value.getAsDouble());
            } else {
                report.problem(file.path(), "three averages from 0 up", file.trimmed());
                return;
            }
        }
    }
}
