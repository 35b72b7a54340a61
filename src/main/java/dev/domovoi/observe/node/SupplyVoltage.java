package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The supply voltage of a Raspberry Pi, as its hardware monitor judges it.
///
/// The alarm says that the voltage was too low at some time since the driver last asked the firmware, which it does
/// every two seconds, and it is not latched: whoever looks less often misses most of it.
final class SupplyVoltage implements NodeSignal {
    private static final String CHIP = "rpi_volt";

    @Override
    public List<Place> places() {
        String monitor = "/sys/class/hwmon/hwmon*/";
        return List.of(Place.of(monitor + "name"), Place.of(monitor + "in0_lcrit_alarm"));
    }

    @Override
    public boolean isFleeting() {
        return true;
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        Map<String, String> names = new HashMap<>();
        files.stream()
                .filter(file -> file.level(0).equals("name"))
                .forEach(file -> names.put(file.level(1), file.trimmed()));
        files.stream()
                .filter(file -> file.level(0).equals("in0_lcrit_alarm"))
                .filter(file -> names.getOrDefault(file.level(1), CHIP).equals(CHIP))
                .findFirst()
                .ifPresent(file -> alarm(report, file));
    }

    private static void alarm(Report report, NodeFile file) {
        switch (file.trimmed()) {
            case "0" -> report.holds(Source.WHOLE, Condition.UNDERVOLTAGE, false);
            case "1" -> report.holds(Source.WHOLE, Condition.UNDERVOLTAGE, true);
            default -> report.problem(file.path(), "0 or 1", file.trimmed());
        }
    }
}
