package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.Wiring;
import dev.domovoi.decide.rule.Facts;
import dev.domovoi.signal.DeviceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What hangs on what, from the configuration.
final class Wirings {
    private Wirings() {}

    static Wiring of(Map<String, AgentConfig.Device> declared, Set<String> own) {
        Map<String, Wiring.Thing> things = new TreeMap<>();
        declared.forEach((key, device) ->
                things.put(key, new Wiring.Thing(device.name().orElse(key), device.role(), device.powers())));
        return new Wiring(things, own);
    }

    /// As what it is vital by how it speaks; empty for a plug and for a client.
    static Optional<String> kind(DeviceId device) {
        return switch (Facts.subject(device).scope()) {
            case NODE -> Optional.of("a node");
            case ROUTER -> Optional.of("a router");
            case DEVICE, HOME, CLIENT -> Optional.empty();
        };
    }
}
