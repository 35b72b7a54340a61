package dev.domovoi.score.token;

/// How finely an appliance's events are told: by all of its levels, or by on and off alone.
public enum Grain {
    FINE,
    COARSE
}
