package dev.domovoi.decide;

import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// What some household permits.
final class RandomPolicy {
    private RandomPolicy() {}

    static Policy of(List<String> devices, Random random) {
        Mode mode = random.nextInt(4) == 0 ? Mode.ADVISE : Mode.ACT;
        List<Allowed> allow = devices.stream()
                .filter(device -> random.nextInt(4) > 0)
                .flatMap(
                        device -> Stream.of("off", "shed").map(action -> new Allowed(action, device, Optional.empty())))
                .toList();
        Set<String> also = random.nextBoolean() ? Set.of() : Set.of("off", "shed");
        return new Policy(
                mode,
                allow,
                random.nextInt(4),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofMinutes(20 + random.nextInt(40)),
                Duration.ofMinutes(2),
                new Consent(random.nextInt(4) > 0, also, Duration.ofMinutes(10)),
                Maintenance.NONE);
    }
}
