package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.OptionalDouble;

/// The clock of each group of processors that share one, as the governor set it.
///
/// A Raspberry Pi's firmware may run the processor slower than that without saying so here: see [Throttling].
final class Clocks implements NodeSignal {
    private static final Field HERTZ = Field.of(Quantity.CPU_FREQUENCY);
    private static final double HERTZ_PER_KILOHERTZ = 1000;
    private static final double MOST_KILOHERTZ = 100e6;

    @Override
    public List<Place> places() {
        return List.of(Place.of("/sys/devices/system/cpu/cpufreq/policy*/scaling_cur_freq"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        for (NodeFile file : files) {
            OptionalDouble value = Count.of(file.trimmed());
            if (value.isPresent() && value.getAsDouble() <= MOST_KILOHERTZ) {
                report.reading(file.path(), file.level(1), HERTZ, value.getAsDouble() * HERTZ_PER_KILOHERTZ);
            } else {
                report.problem(file.path(), "a clock in kHz", file.trimmed());
            }
        }
    }
}
