package dev.domovoi.app;

import dev.domovoi.app.metrics.HomeMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// An agent's `/metrics` page as text.
final class Page {
    private final CollectorRegistry registry = new CollectorRegistry();

    Page(Agent agent) {
        HomeMetrics.register(registry, agent);
    }

    String text() {
        try {
            StringWriter text = new StringWriter();
            TextFormat.write004(text, registry.metricFamilySamples());
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    boolean has(String line) {
        return text().lines().anyMatch(line::equals);
    }
}
