package dev.domovoi.score.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the drill found out about one fault of one stream.
public sealed interface Finding {
    Fault fault();

    /// It was injected at so many places. `medianDelay` is from its beginning to its alarm's, over those that were
    /// caught; `channels` are those that alarmed first, the most frequent first.
    record Tried(Fault fault, int places, int caught, Optional<Duration> medianDelay, List<String> channels)
            implements Finding {
        public Tried {
            if (caught < 0 || caught > places || places < 1) {
                throw new IllegalArgumentException("caught of " + fault + " must be 0.." + places + ", was " + caught);
            }
            channels = List.copyOf(channels);
        }

        public double share() {
            return (double) caught / places;
        }
    }

    record CannotApply(Fault fault, String why) implements Finding {}
}
