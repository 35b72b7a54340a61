package dev.domovoi.signal;

import java.time.Instant;

/// One thing a message said about one device. A retained one is context, never a measurement: its age is unknown.
public sealed interface Observation {
    Source source();

    /// When it arrived.
    Instant at();

    boolean retained();

    /// A number in the quantity's own unit.
    record Reading(Source source, Quantity quantity, double value, Instant at, boolean retained)
            implements Observation {
        public Reading {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(quantity.word() + " of " + source + " must be finite, was " + value);
            }
        }
    }

    /// A relay that is on or off.
    record SwitchState(Source source, boolean on, Instant at, boolean retained) implements Observation {}

    /// What the device's last will or its bridge says: reachable or not.
    record Availability(Source source, boolean online, Instant at, boolean retained) implements Observation {}

    /// Whether a condition of it holds.
    record Status(Source source, Condition condition, boolean holds, Instant at, boolean retained)
            implements Observation {}
}
