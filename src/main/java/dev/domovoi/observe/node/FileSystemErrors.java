package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.OptionalDouble;

/// How many errors each ext4 file system has noted in itself; the first sign of a dying memory card.
final class FileSystemErrors implements NodeSignal {
    private static final Field ERRORS = Field.of(Quantity.DISK_ERRORS_TOTAL);

    @Override
    public List<Place> places() {
        return List.of(Place.of("/sys/fs/ext4/*/errors_count"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        for (NodeFile file : files) {
            OptionalDouble count = Count.of(file.trimmed());
            if (count.isPresent()) {
                report.reading(file.path(), file.level(1), ERRORS, count.getAsDouble());
            } else {
                report.problem(file.path(), "a count of errors", file.trimmed());
            }
        }
    }
}
