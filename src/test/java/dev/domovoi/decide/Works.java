package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A second, simpler bookkeeping of who works on what until when.
final class Works {
    private final Map<Optional<DeviceId>, Instant> until = new HashMap<>();

    /// For up to twenty minutes, or no longer.
    Event.Maintain begins(Optional<DeviceId> device, Instant now, Random random) {
        until.put(device, now.plusSeconds(random.nextInt(4) == 0 ? 0 : random.nextInt(1_200)));
        return new Event.Maintain(device, until.get(device));
    }

    private boolean isWorkedOn(DeviceId device, Instant now) {
        Instant whole = until.getOrDefault(Optional.empty(), Instant.MIN);
        return now.isBefore(whole) || now.isBefore(until.getOrDefault(Optional.of(device), Instant.MIN));
    }

    /// Nothing is told of it or done to it, unless a person wants all back.
    void check(Event event, Step step, Instant now, String at) {
        Optional<DeviceId> about = switch (event) {
            case Event.Scored scored ->
                Optional.of(scored.score().stream().source().device());
            case Event.Ruled ruled -> Optional.of(ruled.said().ruling().subject());
            default -> Optional.empty();
        };
        if (about.filter(device -> isWorkedOn(device, now)).isPresent()) {
            assertEquals(List.of(), step.decisions(), at);
        }
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Run run && !(event instanceof Event.ReleaseAll)) {
                assertFalse(isWorkedOn(run.plan().action().target().device(), now), at);
            }
        }
    }
}
