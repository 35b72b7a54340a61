package dev.domovoi.app.metrics;

import dev.domovoi.app.Vitals;
import dev.domovoi.app.router.NetworkView;
import dev.domovoi.app.router.NetworkView.Router;
import dev.domovoi.observe.flow.CounterFault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The series of routers and of the clients behind them; of these only so many have one of their own.
final class RouterSeries {
    private final NetworkView network;
    private final Vitals vitals;

    RouterSeries(NetworkView network, Vitals vitals) {
        this.network = network;
        this.vitals = vitals;
    }

    Stream<Series> all() {
        return Stream.of(
                each(
                        "domovoi_router_up",
                        "1 while the router is heard.",
                        router -> Optional.of(router.isUp() ? 1L : 0L)),
                each("domovoi_router_uptime_seconds", "Time since the router's start.", Router::uptimeSeconds),
                each("domovoi_router_conntrack_entries", "Connections that the router tracks.", Router::entries),
                each("domovoi_router_conntrack_entries_limit", "Connections that it can track.", Router::limit),
                faults(),
                internet(),
                clientBytes(),
                findings(),
                watched(),
                forgotten());
    }

    private Series each(String name, String help, Function<Router, Optional<Long>> value) {
        Series series = Series.gauge(name, help);
        for (Router router : network.routers()) {
            value.apply(router).ifPresent(number -> series.with((double) number, "router", router.name()));
        }
        return series;
    }

    private Series faults() {
        Series series = Series.gauge(
                "domovoi_router_counter_fault",
                "1 while the byte counters of the router are no truth for this reason; they are not learned then.");
        for (Router router : network.routers()) {
            for (CounterFault fault : List.of(CounterFault.values())) {
                int holds = router.faults().contains(fault) ? 1 : 0;
                series.with(holds, "router", router.name(), "fault", fault.word());
            }
        }
        return series;
    }

    private Series internet() {
        Series series = Series.counter("domovoi_router_wan_bytes", "Bytes between the router and the internet.");
        for (Router router : network.routers()) {
            router.receivedBytes()
                    .ifPresent(bytes -> series.with((double) bytes, "router", router.name(), "direction", "receive"));
            router.sentBytes()
                    .ifPresent(bytes -> series.with((double) bytes, "router", router.name(), "direction", "transmit"));
        }
        return series;
    }

    private Series clientBytes() {
        Series series = Series.counter(
                "domovoi_client_bytes",
                "Bytes that a client received and sent, of those that move most; all others together as other.");
        network.volumes().forEach(volume -> {
            series.with((double) volume.receivedBytes(), "client", volume.client(), "direction", "receive");
            series.with((double) volume.sentBytes(), "client", volume.client(), "direction", "transmit");
        });
        return series;
    }

    private Series findings() {
        Series series = Series.counter("domovoi_findings", "What was found of clients of the network.");
        vitals.findings
                .counts()
                .forEach((labels, count) ->
                        series.with((double) count, "kind", labels.getFirst(), "severity", labels.getLast()));
        return series;
    }

    private Series watched() {
        Series series = Series.gauge("domovoi_clients_watched", "Clients of the network that are watched.");
        return network.routers().isEmpty() ? series : series.with(network.watched());
    }

    private Series forgotten() {
        Series series = Series.counter("domovoi_clients_forgotten", "Clients that were forgotten to make room.");
        return network.routers().isEmpty() ? series : series.with((double) network.forgottenClients());
    }
}
