package dev.domovoi.app.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/// Leaves out the framework's meters that Prometheus' own check refuses: for their names, or for quotes in their
/// help.
final class UncleanMeters {
    private static final Set<String> NAMES =
            Set.of("process.cpu.time", "process.cpu.usage", "system.cpu.count", "system.cpu.usage");

    private UncleanMeters() {}

    @Produces
    @Singleton
    static MeterFilter withoutThem() {
        return MeterFilter.deny(meter -> NAMES.contains(meter.getName()));
    }
}
