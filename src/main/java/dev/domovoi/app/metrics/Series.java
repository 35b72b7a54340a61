package dev.domovoi.app.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;

/// One metric being put together: its name, its help text and a value for each set of labels.
final class Series {
    private final String name;
    private final String help;
    private final Collector.Type type;
    private final List<Sample> samples = new ArrayList<>();

    private Series(String name, String help, Collector.Type type) {
        this.name = name;
        this.help = help;
        this.type = type;
    }

    static Series gauge(String name, String help) {
        return new Series(name, help, Collector.Type.GAUGE);
    }

    /// The name without `_total`, which is added on the page.
    static Series counter(String name, String help) {
        return new Series(name, help, Collector.Type.COUNTER);
    }

    /// Quantiles only, told apart by a label `quantile`.
    static Series quantiles(String name, String help) {
        return new Series(name, help, Collector.Type.SUMMARY);
    }

    /// Label names and values in turn.
    Series with(double value, String... labels) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < labels.length; i += 2) {
            names.add(labels[i]);
            values.add(labels[i + 1]);
        }
        boolean isCounter = type == Collector.Type.COUNTER;
        String sample = isCounter ? name + "_total" : name;
        samples.add(new Sample(sample, names, values, isCounter ? Math.max(0, value) : value));
        return this;
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    MetricFamilySamples family() {
        return new MetricFamilySamples(name, type, help, samples);
    }
}
