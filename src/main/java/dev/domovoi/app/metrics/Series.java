package dev.domovoi.app.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/// One metric being put together: its name, its help text and a value for each set of labels.
final class Series {
    private final String name;
    private final String help;
    private final boolean isCounter;
    private final Map<Labels, Double> points = new LinkedHashMap<>();

    private Series(String name, String help, boolean isCounter) {
        this.name = name;
        this.help = help;
        this.isCounter = isCounter;
    }

    static Series gauge(String name, String help) {
        return new Series(name, help, false);
    }

    /// The name without `_total`, which is added on the page.
    static Series counter(String name, String help) {
        return new Series(name, help, true);
    }

    /// Label names and values in turn.
    Series with(double value, String... labels) {
        points.put(Labels.of(labels), value);
        return this;
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    MetricSnapshot snapshot() {
        return isCounter ? counterSnapshot() : gaugeSnapshot();
    }

    private CounterSnapshot counterSnapshot() {
        CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help);
        points.forEach((labels, value) -> builder.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(Math.max(0, value))
                .build()));
        return builder.build();
    }

    private GaugeSnapshot gaugeSnapshot() {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        points.forEach((labels, value) -> builder.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return builder.build();
    }
}
