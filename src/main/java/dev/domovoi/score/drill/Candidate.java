package dev.domovoi.score.drill;

import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// A scorer that a stream's alarms may come from: its name, its tick, a new one, and one that goes on from a state.
public record Candidate(String name, Duration tick, Supplier<Scorer> fresh, Function<byte[], Restored> restored) {}
