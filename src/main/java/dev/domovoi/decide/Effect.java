package dev.domovoi.decide;

/// What is to be done about a step besides publishing its decisions.
public sealed interface Effect {
    /// Carry out the plan, after the state that holds it as running is safely stored.
    record Run(Plan plan) implements Effect {}

    /// Show the incident: it is new, or what is known of it changed.
    record Show(Incident incident) implements Effect {}

    /// Take the incident down: it is resolved.
    record Clear(Incident incident) implements Effect {}
}
