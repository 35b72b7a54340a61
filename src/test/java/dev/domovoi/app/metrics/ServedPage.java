package dev.domovoi.app.metrics;

import com.sun.net.httpserver.HttpServer;
import dev.domovoi.app.Agent;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// An agent's `/metrics` over HTTP on a free port: its series, its timer, and the memory of this Java, as in the
/// program.
@SuppressWarnings("deprecation") // the registry that this Quarkus serves
public final class ServedPage implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpServer server;

    public ServedPage(Agent agent) throws IOException {
        new JvmMemoryMetrics().bindTo(registry);
        new HomeMetrics(registry, registry).publish(agent);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    public String text() {
        return registry.scrape();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        registry.close();
    }
}
