package dev.domovoi.act.notify;

import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.act.notify.Notice.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Notices to try things with, and a listener that writes down what it hears.
public final class Notes implements Courier.Listener {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    final List<String> heard = new CopyOnWriteArrayList<>();

    static Notice notice(String incident, Event event) {
        return notice(incident, event, NOON, "It draws more than usual.");
    }

    static Notice notice(String incident, Event event, Instant openedAt, String why) {
        return new Notice(
                incident,
                event,
                "plug",
                "Heater",
                "unusual_power",
                Severity.WARNING,
                Optional.empty(),
                openedAt,
                openedAt,
                why);
    }

    @Override
    public void sent() {
        heard.add("sent");
    }

    @Override
    public void retried(String why) {
        heard.add("retried: " + why);
    }

    @Override
    public void dead(String why) {
        heard.add("dead: " + why);
    }
}
