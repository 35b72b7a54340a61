package dev.domovoi.decide;

/// Whether the broker lets in who has neither user nor password. Whoever gets in can make up readings and switch plugs.
public enum Door {
    /// Not tried since the start or since the connection was lost.
    UNKNOWN,
    /// It lets anyone in.
    OPEN,
    /// It turned a stranger away.
    CLOSED
}
