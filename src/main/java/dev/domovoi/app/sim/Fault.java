package dev.domovoi.app.sim;

/// A way in which an appliance of the demo breaks.
public enum Fault {
    /// Its last level while on is held for good.
    STUCK_ON,
    /// It draws nothing any more.
    STOPPED_CYCLING
}
