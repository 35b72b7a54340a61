package dev.domovoi.act.notify;

import dev.domovoi.signal.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Hands alerts to an Alertmanager by its API, version 2. It forgets what is not repeated, so an open incident is told
/// again every minute and ends by itself when we fall silent.
public final class Alertmanager implements Notifier {
    /// Long enough for some minutes to be missed, and what Alertmanager itself takes for the end by default.
    static final Duration LASTS = Duration.ofMinutes(5);

    private final Post post;
    private final URI alerts;
    private final String instance;

    /// `url` has no slash at its end; `instance` tells this agent from others.
    public Alertmanager(Post post, URI url, String instance) {
        this.post = post;
        this.alerts = URI.create(url + "/api/v2/alerts");
        this.instance = instance;
    }

    /// Where the severity changed, the alert that bore the old one ends: labels are what an alert is known by.
    @Override
    public Outcome deliver(Notice notice) throws InterruptedException {
        Instant ends = notice.isResolved() ? notice.at() : notice.at().plus(LASTS);
        String now = alert(notice, notice.severity(), ends);
        String all = notice.before()
                .filter(before -> before != notice.severity())
                .map(before -> alert(notice, before, notice.at()) + "," + now)
                .orElse(now);
        return post.json(alerts, Map.of(), "[" + all + "]");
    }

    private String alert(Notice notice, Notice.Severity severity, Instant ends) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", "DomovoiIncident");
        labels.put("device", notice.device());
        labels.put("kind", notice.kind());
        labels.put("severity", severity.word());
        labels.put("instance", instance);
        Map<String, String> annotations = Map.of("summary", notice.name() + ": " + notice.why());
        return "{\"labels\":" + object(labels) + ",\"annotations\":" + object(annotations) + ",\"startsAt\":\""
                + notice.openedAt() + "\",\"endsAt\":\"" + ends + "\"}";
    }

    private static String object(Map<String, String> words) {
        return words.entrySet().stream()
                .map(entry -> Quoted.of(entry.getKey()) + ":" + Quoted.of(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
