package dev.domovoi.app.metrics;

import dev.domovoi.app.Agent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The agent's place on the `/metrics` page.
@ApplicationScoped
@SuppressWarnings("deprecation") // the one registry that this Quarkus serves on /metrics
public class HomeMetrics {
    private final MeterRegistry meters;
    private final PrometheusMeterRegistry prometheus;

    HomeMetrics(MeterRegistry meters, PrometheusMeterRegistry prometheus) {
        this.meters = meters;
        this.prometheus = prometheus;
    }

    /// Puts an agent's series on the page; they are made anew for every scrape.
    public void publish(Agent agent) {
        register(prometheus.getPrometheusRegistry(), agent);
        Timer timer = Timer.builder("domovoi.decision")
                .description("Time from a message's arrival to its decisions.")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10))
                .register(meters);
        agent.vitals().timeDecisionsWith(timer::record);
    }

    /// Puts an agent's series into a registry.
    public static void register(CollectorRegistry registry, Agent agent) {
        registry.register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return families(agent);
            }
        });
    }

    private static List<MetricFamilySamples> families(Agent agent) {
        return Stream.of(
                        new DeviceSeries(agent.devices(), agent.time().instant()).all(),
                        new LearningSeries(agent).all(),
                        new DecisionSeries(agent).all(),
                        new RouterSeries(agent.network(), agent.vitals()).all())
                .flatMap(all -> all)
                .filter(each -> !each.isEmpty())
                .map(Series::family)
                .toList();
    }
}
