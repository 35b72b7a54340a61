package dev.domovoi.app.backfill;

import dev.domovoi.app.bus.TlsFileException;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.AgentConfig.Exported;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
                                + (devices.isEmpty() ? "" : days(client, settings, exported, now)));
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

    /// One hour of each day is looked at: all of it would be minutes of work for the server.
    private static String days(PrometheusClient client, AgentConfig.Prometheus settings, Exported exported, Instant now)
            throws InterruptedException {
        int asked = 7 * settings.weeks();
        Instant first = now.minus(Duration.ofDays(asked - 1L));
        String query = "count(last_over_time(" + exported.selector() + "[1h]))";
        if (client.daily(query, first, now) instanceof Reply.Got<List<Samples>>(List<Samples> answer)
                && !answer.isEmpty()
                && answer.getFirst().size() > 0) {
            Samples seen = answer.getFirst();
            return ", seen on " + seen.size() + " of the last " + asked + " days, first on "
                    + Instant.ofEpochMilli(seen.millis(0)).truncatedTo(ChronoUnit.DAYS);
        }
        return "";
    }
}
