package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.OptionalDouble;

/// Since when the node runs.
final class Uptime implements NodeSignal {
    private static final Field SECONDS = Field.of(Quantity.UPTIME);

    @Override
    public List<Place> places() {
        return List.of(Place.of("/proc/uptime"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        NodeFile file = files.getFirst();
        OptionalDouble value = Decimal.parse(file.words().getFirst());
        if (value.isPresent() && value.getAsDouble() >= 0) {
            report.reading(file.path(), Source.WHOLE, SECONDS, value.getAsDouble());
        } else {
            report.problem(file.path(), "seconds since the start", file.trimmed());
        }
    }
}
