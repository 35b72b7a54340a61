package dev.domovoi.decide;

import dev.domovoi.signal.Source;

/// A relay that was cut for safety and has not been seen on since: only a person switches it on again.
public record Latch(Source relay, String plan) {}
