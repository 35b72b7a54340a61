package dev.domovoi.app.config;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Template;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads who is told of incidents.
final class NotifyReader {
    private static final String AUTHORIZATION = "Authorization";

    private NotifyReader() {}

    static AgentConfig.Notify read(Settings settings) {
        return new AgentConfig.Notify(webhook(settings), ntfy(settings), alertmanager(settings));
    }

    private static Optional<AgentConfig.Webhook> webhook(Settings settings) {
        Map<String, String> headers = headers(settings);
        if (settings.optional(NotifyKeys.WEBHOOK_URL).isEmpty()) {
            requireNothing(settings, NotifyKeys.WEBHOOK_URL, "webhook");
        }
        return settings.optional(NotifyKeys.WEBHOOK_URL)
                .map(url -> new AgentConfig.Webhook(
                        url,
                        headers,
                        settings.optional(NotifyKeys.WEBHOOK_TEMPLATE).orElse(Template.USUAL),
                        wanted(settings, NotifyKeys.WEBHOOK_ON, NotifyKeys.WEBHOOK_LEAST)));
    }

    private static Map<String, String> headers(Settings settings) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        settings.byName(NotifyKeys.WEBHOOK_HEADERS).forEach((name, value) -> add(headers, name, value));
        settings.byName(NotifyKeys.WEBHOOK_HEADER_FILES)
                .forEach((name, file) -> add(headers, name, secret(name, file)));
        settings.optional(NotifyKeys.WEBHOOK_TOKEN).ifPresent(token -> add(headers, AUTHORIZATION, "Bearer " + token));
        return headers;
    }

    private static void add(Map<String, String> headers, String name, String value) {
        if (!Parse.isHeaderName(name)) {
            throw new ConfigException(
                    "notify.webhook", "\"" + name + "\" is no header that can be set; expected one such as X-Api-Key");
        }
        if (headers.putIfAbsent(name, value) != null) {
            throw new ConfigException("notify.webhook", "header " + name + " is set twice; keep one");
        }
    }

    private static String secret(String header, Path file) {
        String place = "notify.webhook.header_files." + header;
        try {
            return Parse.headerValue(TextFile.contents(file, place).replaceFirst("\\R+\\z", ""));
        } catch (IllegalArgumentException malformed) {
            throw new ConfigException(place, "expected in the file " + malformed.getMessage());
        }
    }

    private static Optional<AgentConfig.Ntfy> ntfy(Settings settings) {
        if (settings.optional(NotifyKeys.NTFY_URL).isEmpty()) {
            requireNothing(settings, NotifyKeys.NTFY_URL, "ntfy");
        }
        return settings.optional(NotifyKeys.NTFY_URL)
                .map(url -> new AgentConfig.Ntfy(
                        url,
                        settings.optional(NotifyKeys.NTFY_TOKEN),
                        wanted(settings, NotifyKeys.NTFY_ON, NotifyKeys.NTFY_LEAST)));
    }

    private static Optional<AgentConfig.Alertmanager> alertmanager(Settings settings) {
        if (settings.optional(NotifyKeys.ALERTMANAGER_URL).isEmpty()) {
            requireNothing(settings, NotifyKeys.ALERTMANAGER_URL, "alertmanager");
        }
        return settings.optional(NotifyKeys.ALERTMANAGER_URL)
                .map(url -> new AgentConfig.Alertmanager(url, settings.value(NotifyKeys.ALERTMANAGER_LEAST)));
    }

    private static AgentConfig.Wanted wanted(Settings settings, Key<Notice.Event> on, Key<Notice.Severity> least) {
        List<Notice.Event> events = settings.list(on);
        return new AgentConfig.Wanted(
                events.isEmpty() ? EnumSet.complementOf(EnumSet.of(Notice.Event.STILL)) : EnumSet.copyOf(events),
                settings.value(least));
    }

    private static void requireNothing(Settings settings, Key<?> url, String name) {
        if (settings.isAnySetBelow(List.of("notify", name))) {
            throw new ConfigException(
                    url.path(), "is not set, but another key below notify." + name + " is; set it, or leave them out");
        }
    }
}
