package dev.domovoi.decide;

import dev.domovoi.signal.Source;

/// What is to be done about a step besides publishing its decisions.
public sealed interface Effect {
    /// Carry out the plan, after the state that holds it as running is safely stored.
    record Run(Plan plan) implements Effect {}

    /// Ask the device how this relay stands: something was under way with it when the agent stopped.
    record Look(Source relay) implements Effect {}

    /// Show the incident: it is new, or what is known of it changed.
    record Show(Incident incident) implements Effect {}

    /// Take the incident down: it is resolved.
    record Clear(Incident incident) implements Effect {}
}
