package dev.domovoi.app.config;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Units;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads where the past of streams is to be had, and under which names.
final class PrometheusReader {
    private static final List<String> SERIES = List.of("prometheus", "series");
    private static final String USUAL_LABEL = "device";

    private PrometheusReader() {}

    /// Empty where no server is named.
    static Optional<AgentConfig.Prometheus> read(Settings settings) {
        List<AgentConfig.Exported> series = settings.elements(SERIES).stream()
                .map(PrometheusReader::exported)
                .toList();
        if (settings.optional(PrometheusKeys.URL).isEmpty()) {
            requireNothing(settings, series);
        }
        return settings.optional(PrometheusKeys.URL)
                .map(url -> new AgentConfig.Prometheus(
                        url,
                        login(settings),
                        settings.optional(PrometheusKeys.TOKEN),
                        settings.optional(PrometheusKeys.CA),
                        settings.value(PrometheusKeys.WEEKS),
                        series,
                        Map.copyOf(settings.byName(PrometheusKeys.NAMES))));
    }

    private static void requireNothing(Settings settings, List<AgentConfig.Exported> series) {
        boolean isAnySet = !series.isEmpty()
                || !settings.byName(PrometheusKeys.NAMES).isEmpty()
                || List.of(
                                PrometheusKeys.USER,
                                PrometheusKeys.PASSWORD,
                                PrometheusKeys.TOKEN,
                                PrometheusKeys.CA,
                                PrometheusKeys.WEEKS)
                        .stream()
                        .anyMatch(settings::isSet);
        if (isAnySet) {
            throw new ConfigException(
                    "prometheus.url", "is not set, but another key below prometheus is; set it, or leave them out");
        }
    }

    private static Optional<AgentConfig.Login> login(Settings settings) {
        Optional<String> user = settings.optional(PrometheusKeys.USER);
        Optional<String> password = settings.optional(PrometheusKeys.PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new ConfigException(
                    "prometheus.user, prometheus.password", "one is set without the other; set both or neither");
        }
        return user.flatMap(name -> password.map(secret -> new AgentConfig.Login(name, secret)));
    }

    private static AgentConfig.Exported exported(Section section) {
        if (section.has(PrometheusKeys.CHANNEL) && section.has(PrometheusKeys.CHANNEL_LABEL)) {
            throw section.fault(
                    PrometheusKeys.CHANNEL,
                    section.name()
                            + " has both channel and channel_label; keep the label if it tells the channels apart");
        }
        Field unit = section.optional(PrometheusKeys.UNIT)
                .map(text -> Units.of(Quantity.POWER, text)
                        .orElseThrow(() -> section.fault(
                                PrometheusKeys.UNIT,
                                section.name() + ".unit: expected a unit of power (" + Units.examples(Quantity.POWER)
                                        + "), got \"" + Text.shortened(text) + '"')))
                .orElseGet(() -> Field.of(Quantity.POWER));
        return new AgentConfig.Exported(
                section.required(PrometheusKeys.METRIC),
                section.optional(PrometheusKeys.DEVICE_LABEL).orElse(USUAL_LABEL),
                section.optional(PrometheusKeys.CHANNEL_LABEL).orElse(""),
                section.optional(PrometheusKeys.CHANNEL).orElse(Source.WHOLE),
                unit);
    }
}
