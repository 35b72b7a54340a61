package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.Score;
import java.time.Instant;
import java.util.Optional;

/// An action that the evidence calls for, with all that the guards need to judge it.
record Proposal(
        HomeState state, Policy policy, String incident, Score score, DeviceView device, Action action, Instant now) {
    Wish wish() {
        return new Wish(
                state,
                policy,
                incident,
                score.measuredAt(),
                device,
                action.kind(),
                action.target(),
                Optional.of(action),
                true,
                now);
    }
}
