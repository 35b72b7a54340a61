package dev.domovoi.app.web;

import dev.domovoi.app.Agent;
import dev.domovoi.signal.DeviceId;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The devices and clients that a person may have meant by a name: only what is meant beyond doubt is gone on with.
record Meant(Set<DeviceId> devices) {
    static Meant by(String said, Agent agent) throws Question.Malformed {
        String name = said.strip();
        if (name.isEmpty() || name.length() > DeviceId.MAX_NAME_CHARS) {
            throw new Question.Malformed("name takes the name of one device or client, such as \"fridge\" or a MAC.");
        }
        return new Meant(agent.named(name));
    }

    Reply then(Function<DeviceId, Reply> answer) {
        if (devices.isEmpty()) {
            return Reply.problem(404, "Not Found", "Nothing is kept about a device or client of this name.");
        }
        if (devices.size() > 1) {
            String all = devices.stream().limit(10).map(DeviceId::toString).collect(Collectors.joining(", "));
            return Reply.problem(409, "Conflict", "Several have this name; say which: " + all + ".");
        }
        return answer.apply(devices.iterator().next());
    }
}
