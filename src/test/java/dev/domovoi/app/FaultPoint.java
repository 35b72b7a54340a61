package dev.domovoi.app;

/// The steps between a decision to act and its written outcome; a process may end before and after each.
enum FaultPoint {
    BEFORE_INTENT,
    INTENT_WRITTEN,
    BEFORE_COMMAND,
    COMMAND_SENT,
    /// The device has obeyed and said nothing yet.
    OBEYED,
    BEFORE_OUTCOME,
    OUTCOME_WRITTEN;

    /// Whether the command has certainly reached the device.
    boolean isAfterTheDeed() {
        return compareTo(OBEYED) >= 0;
    }

    /// Whether the process ends itself there; otherwise the one who simulates the device kills it.
    boolean isOwnEnd() {
        return this != OBEYED;
    }
}
