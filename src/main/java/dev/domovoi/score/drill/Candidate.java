package dev.domovoi.score.drill;

import dev.domovoi.score.Scorer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A scorer that may be put to the drill on one stream: its name, its tick, a new one, and one that goes on from a
/// state.
public record Candidate(
        String name, Duration tick, Supplier<Scorer> fresh, Function<byte[], Optional<Scorer>> restored) {}
