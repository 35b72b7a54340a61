package dev.domovoi.app.config;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Template;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The keys below `notify`: who is told of incidents, beside MQTT.
final class NotifyKeys {
    private static final String ON =
            "Of what it is told: opened, changed (its severity), asked (for approval), resolved. Not set: all four.";
    private static final String LEAST = "The least severity that it is told of: info, warning or critical.";

    private NotifyKeys() {}

    static final Key<URI> WEBHOOK_URL = new Key<>(
            "notify.webhook.url",
            "",
            "",
            "Address to which each notice is posted as JSON; never logged, for it may be a secret by itself.",
            Parse::hookUrl);
    static final Key<String> WEBHOOK_TOKEN = new Key<>(
            "notify.webhook.token",
            "",
            "",
            "Bearer token for its header Authorization; never logged.",
            Parse::bearerToken);
    static final Key<Template> WEBHOOK_TEMPLATE = new Key<>(
            "notify.webhook.template",
            "",
            "",
            "The JSON that is posted, with placeholders such as ${why} inside its strings. Not set: all of them.",
            Parse::template);
    static final Key<String> WEBHOOK_HEADERS = new Key<>(
            "notify.webhook.headers.*", "", "", "Value of a further header; never logged.", Parse::headerValue);
    static final Key<Path> WEBHOOK_HEADER_FILES =
            new Key<>("notify.webhook.header_files.*", "", "", "File with the value of a further header.", Parse::file);
    static final Key<Notice.Event> WEBHOOK_ON = new Key<>("notify.webhook.on[]", "", "", ON, NotifyKeys::event);
    static final Key<Notice.Severity> WEBHOOK_LEAST = least("notify.webhook.severity");
    static final Key<URI> NTFY_URL = new Key<>(
            "notify.ntfy.url",
            "",
            "",
            "A topic of an ntfy server, such as https://ntfy.sh/my-long-secret-topic; never logged.",
            Parse::topicUrl);
    static final Key<String> NTFY_TOKEN = new Key<>(
            "notify.ntfy.token", "", "", "Access token at the ntfy server; never logged.", Parse::bearerToken);
    static final Key<Notice.Event> NTFY_ON = new Key<>("notify.ntfy.on[]", "", "", ON, NotifyKeys::event);
    static final Key<Notice.Severity> NTFY_LEAST = least("notify.ntfy.severity");
    static final Key<URI> ALERTMANAGER_URL = new Key<>(
            "notify.alertmanager.url",
            "",
            "",
            "An Alertmanager, such as http://alertmanager.lan:9093. Not set: it is not told, because the shipped rules"
                    + " for Prometheus tell it already.",
            Parse::httpUrl);
    static final Key<Notice.Severity> ALERTMANAGER_LEAST = least("notify.alertmanager.severity");

    static final List<Key<?>> ALL = List.of(
            WEBHOOK_URL,
            WEBHOOK_TOKEN,
            WEBHOOK_TEMPLATE,
            WEBHOOK_HEADERS,
            WEBHOOK_HEADER_FILES,
            WEBHOOK_ON,
            WEBHOOK_LEAST,
            NTFY_URL,
            NTFY_TOKEN,
            NTFY_ON,
            NTFY_LEAST,
            ALERTMANAGER_URL,
            ALERTMANAGER_LEAST);

    private static Key<Notice.Severity> least(String path) {
        return new Key<>(path, Notice.Severity.INFO.word(), "", LEAST, text -> Parse.word(Notice.Severity.class, text));
    }

    private static Notice.Event event(String text) {
        return Parse.word(Notice.Event.class, Parse.oneOf(text, List.of("opened", "changed", "asked", "resolved")));
    }
}
