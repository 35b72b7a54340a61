package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.app.Agent;
import dev.domovoi.app.Commands;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Maintenance;
import dev.domovoi.signal.DeviceId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Single windows of maintenance, asked for by people, and all that are open now.
final class MaintenanceAnswers {
    private static final String EVERYTHING = "*";
    private static final Duration LONGEST = Duration.ofDays(Maintenance.OneOff.MOST_DAYS);

    private MaintenanceAnswers() {}

    /// Begins one, or ends it where it is not said for how long.
    static Reply maintain(Question question) throws Question.Malformed {
        Map<String, String> fields = question.fields();
        if (!Set.of("name", "for").containsAll(fields.keySet())) {
            throw new Question.Malformed("The body has a field that is not known here; it takes \"name\" and \"for\".");
        }
        Optional<Duration> length = Optional.ofNullable(fields.get("for")).flatMap(Commands::span);
        boolean isTooLong = length.filter(asked -> asked.compareTo(LONGEST) > 0).isPresent();
        if ((fields.containsKey("for") && length.isEmpty()) || isTooLong) {
            throw new Question.Malformed("for takes minutes or hours, such as \"30m\" or \"2h\", at most "
                    + LONGEST.toHours() + "h; without it the maintenance ends.");
        }
        Agent agent = question.agent();
        Instant now = agent.time().instant();
        if (length.isPresent() && agent.state().maintenance().size() >= Maintenance.OneOff.MOST) {
            return Reply.problem(409, "Conflict", "So many are open already that no more is taken; end some.");
        }
        Instant until = length.map(now::plus).orElse(now);
        return fields.getOrDefault("name", "").equals(EVERYTHING)
                ? Desk.handed(agent, new Event.Maintain(Optional.empty(), until))
                : Meant.by(fields.getOrDefault("name", ""), agent)
                        .then(device -> Desk.handed(agent, new Event.Maintain(Optional.of(device), until)));
    }

    private record Open(String device, Optional<Instant> until) {}

    /// What is being worked on now, for the report; of a recurring window it is not said until when.
    static void write(JsonGenerator json, Agent agent) throws IOException {
        Instant now = agent.time().instant();
        List<Open> open = new ArrayList<>();
        for (Maintenance.OneOff one : agent.state().maintenance()) {
            if (one.until().isAfter(now)) {
                open.add(new Open(name(one.device(), agent), Optional.of(one.until())));
            }
        }
        for (Maintenance.Window window : agent.maintenance().open(now)) {
            Set<String> devices = window.devices().isEmpty() ? Set.of(EVERYTHING) : new TreeSet<>(window.devices());
            devices.forEach(device -> open.add(new Open(device, Optional.empty())));
        }
        JsonText.list(json, "maintenance", open, (object, one) -> {
            object.writeStringField("device", one.device());
            JsonText.text(object, "until", one.until());
        });
    }

    private static String name(Optional<DeviceId> device, Agent agent) {
        return device.map(agent.devices()::householdName).orElse(EVERYTHING);
    }
}
