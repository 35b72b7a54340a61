package dev.domovoi.observe.liveness;

/// Whether anything is heard of a device at present.
public enum Liveness {
    /// It reports as often as it usually does.
    LIVE,
    /// It is alive as far as anybody knows, and has nothing to say.
    QUIET,
    /// It is away: its last will or its bridge says so, or it has been silent for longer than it ever is.
    LOST
}
