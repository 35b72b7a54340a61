package dev.domovoi.score.model;

/// The shape of a model: all that its weights depend on.
public sealed interface Shape permits ValueShape, EventShape {
    /// The trunk's sizes.
    Size size();

    /// Where each tensor lies.
    Layout layout();
}
