package dev.domovoi.app.switching;

import java.time.Duration;
import java.util.Optional;

/// What a plug understands of a message. `number` is that of the request, where requests have one.
sealed interface Asked {
    record Set(boolean on, Optional<Duration> backAfter, int number) implements Asked {
        Set(boolean on) {
            this(on, Optional.empty(), 0);
        }
    }

    /// How it is.
    record State(int number) implements Asked {}

    /// What it measures.
    record Watts() implements Asked {}

    record Nothing() implements Asked {}
}
