package dev.domovoi.app.notify;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.decide.Approval;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What happened to incidents between two states of deciding. What a restart restored stands in both, and is no news.
final class Changes {
    private Changes() {}

    static List<Notice> between(HomeState before, HomeState after, Function<DeviceId, String> label, Instant now) {
        if (before.incidents().equals(after.incidents()) && before.approvals().equals(after.approvals())) {
            return List.of();
        }
        Map<String, Incident> known = byId(before);
        Map<String, Incident> left = byId(after);
        List<Notice> notices = new ArrayList<>();
        for (Incident incident : after.incidents()) {
            Incident old = known.get(incident.id());
            if (old == null) {
                notices.add(opened(incident, label, now));
            } else if (old.severity() != incident.severity()) {
                notices.add(notice(incident, Event.CHANGED, Optional.of(old.severity()), label, now));
            }
        }
        after.approvals().stream()
                .filter(approval -> isAsked(approval, before))
                .flatMap(approval -> Optional.ofNullable(left.get(approval.incident()))
                        .map(incident -> asked(approval, incident, label, now))
                        .stream())
                .forEach(notices::add);
        before.incidents().stream()
                .filter(incident -> !left.containsKey(incident.id()))
                .map(gone -> notice(gone, Event.RESOLVED, Optional.empty(), label, now))
                .forEach(notices::add);
        return notices;
    }

    private static boolean isAsked(Approval approval, HomeState before) {
        return !approval.isGiven()
                && before.approvals().stream().noneMatch(old -> old.decisions().equals(approval.decisions()));
    }

    /// It also says why the incident is there: its own notice may not have been delivered before.
    private static Notice asked(Approval approval, Incident incident, Function<DeviceId, String> label, Instant now) {
        Notice plain = notice(incident, Event.ASKED, Optional.empty(), label, now);
        String question = " May I: " + String.join(", ", approval.parts()) + "? Approve "
                + approval.decisions().getFirst() + " before " + approval.until() + ".";
        return new Notice(
                plain.incident(),
                plain.event(),
                plain.device(),
                plain.name(),
                plain.kind(),
                plain.severity(),
                plain.before(),
                plain.openedAt(),
                plain.at(),
                plain.why() + question);
    }

    static Notice opened(Incident incident, Function<DeviceId, String> label, Instant now) {
        return notice(incident, Event.OPENED, Optional.empty(), label, now);
    }

    static Notice still(Incident incident, Function<DeviceId, String> label, Instant now) {
        return notice(incident, Event.STILL, Optional.empty(), label, now);
    }

    private static Map<String, Incident> byId(HomeState state) {
        return state.incidents().stream().collect(Collectors.toMap(Incident::id, incident -> incident));
    }

    private static Notice notice(
            Incident incident, Event event, Optional<Severity> before, Function<DeviceId, String> label, Instant now) {
        return new Notice(
                incident.id(),
                event,
                label.apply(incident.device()),
                incident.name(),
                incident.kind(),
                severity(incident.severity()),
                before.map(Changes::severity),
                incident.openedAt(),
                now,
                incident.why());
    }

    private static Notice.Severity severity(Severity severity) {
        return switch (severity) {
            case INFO -> Notice.Severity.INFO;
            case WARNING -> Notice.Severity.WARNING;
            case CRITICAL -> Notice.Severity.CRITICAL;
        };
    }
}
