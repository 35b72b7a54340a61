package dev.domovoi.observe.hygiene;

import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;

/// What is thought of an observation.
public sealed interface Verdict {
    /// Nothing speaks against it.
    record Passed(Observation observation) implements Verdict {}

    /// It may be a fault that people must see, or a meter that lies: shown and told to actions that wait for it, but
    /// neither learned nor a reason to act.
    record Doubted(Reading reading, Reason reason) implements Verdict {}

    /// It is not true, or not yet confirmed: kept from everything.
    record Quarantined(Reading reading, Reason reason) implements Verdict {}
}
