package dev.domovoi.decide;

import dev.domovoi.decide.Event.Scored;
import dev.domovoi.signal.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A rule that wants a device switched off, or is over.
final class RandomRulings {
    private RandomRulings() {}

    static Event.Ruled on(Scored scored, RandomGenerator random) {
        DeviceId device = scored.score().stream().source().device();
        Ruling ruling = new Ruling(
                "too_much",
                device,
                Severity.WARNING,
                List.of(new Ruling.Order(
                        random.nextBoolean() ? new Deed.SwitchOff() : new Deed.Shed(Optional.empty()), device)),
                List.of(),
                random.nextInt(3) > 0,
                scored.score().measuredAt(),
                new Evidence(new TreeMap<>()),
                "too much");
        RuleEvent said = switch (random.nextInt(4)) {
            case 0 -> new RuleEvent.Ended(ruling);
            case 1 -> new RuleEvent.Continued(ruling);
            case 2 -> new RuleEvent.Changed(ruling);
            default -> new RuleEvent.Began(ruling);
        };
        return new Event.Ruled(said, Map.of(device, scored.device()));
    }
}
