package dev.domovoi.app.backfill;

import dev.domovoi.app.bus.TlsFileException;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.AgentConfig.Exported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a Prometheus server has for a back-fill, in words.
public record Survey(boolean isWell, String detail) {
    /// Looks now, waiting so long for each answer.
    public static Survey of(AgentConfig.Prometheus settings, Instant now, Duration within) throws InterruptedException {
        List<String> found = new ArrayList<>();
        boolean hasAny = false;
        try (PrometheusClient client = new PrometheusClient(settings, within)) {
            for (Exported exported : Catalogue.sources(settings)) {
                Instant from = now.minus(Duration.ofDays(7L * settings.weeks()));
                switch (client.labelValues(exported.deviceLabel(), exported.selector(), from, now)) {
                    case Reply.Got<List<String>>(List<String> devices) -> {
                        hasAny |= !devices.isEmpty();
                        found.add(exported.selector() + " of " + devices.size() + " devices"
                                + (devices.isEmpty() ? "" : oldest(client, settings, exported, now)));
                    }
                    case Reply.TooMuch<List<String>>(String why) -> found.add(exported.selector() + ": " + why);
                    case Reply.Refused<List<String>>(String why) -> found.add(exported.selector() + ": " + why);
                    case Reply.Away<List<String>>(String why) -> {
                        return new Survey(false, settings.url() + ": " + why);
                    }
                }
            }
        } catch (TlsFileException unusable) {
            return new Survey(false, settings.url() + ": " + unusable.getMessage());
        }
        return new Survey(hasAny, settings.url() + " answers and has " + String.join(", ", found));
    }

    /// To the hour; a server that finds this too much to ask is asked no more.
    private static String oldest(
            PrometheusClient client, AgentConfig.Prometheus settings, Exported exported, Instant now)
            throws InterruptedException {
        String query = "min(min_over_time(timestamp(" + exported.selector() + ")[" + settings.weeks() + "w:1h]))";
        return client.query(query, now) instanceof Reply.Got<List<Samples>>(List<Samples> answer)
                        && !answer.isEmpty()
                        && answer.getFirst().size() > 0
                ? " since " + Instant.ofEpochSecond((long) answer.getFirst().value(0))
                : "";
    }
}
