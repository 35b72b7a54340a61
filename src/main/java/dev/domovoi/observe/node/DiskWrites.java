package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// How much was written to each disk or card since the start; what only borrows a disk's place is left out.
final class DiskWrites implements NodeSignal {
    /// The kernel counts in sectors of 512 bytes, whatever the disk's own are.
    private static final Field SECTORS = new Field(Quantity.DISK_WRITTEN_TOTAL, 1 / 512.0);

    private static final int SECTORS_WRITTEN = 6;

    @Override
    public List<Place> places() {
        return Stream.of("mmcblk", "nvme", "sd", "vd", "xvd")
                .map(disk -> Place.of("/sys/block/" + disk + "*/stat"))
                .toList();
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        for (NodeFile file : files) {
            List<String> counters = file.words();
            OptionalDouble written = counters.size() > SECTORS_WRITTEN
                    ? Count.of(counters.get(SECTORS_WRITTEN))
                    : OptionalDouble.empty();
            if (written.isPresent()) {
                report.reading(file.path(), file.level(1), SECTORS, written.getAsDouble());
            } else {
                report.problem(file.path(), "counters, the seventh of sectors written", file.trimmed());
            }
        }
    }
}
