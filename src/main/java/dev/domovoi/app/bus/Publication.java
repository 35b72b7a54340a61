package dev.domovoi.app.bus;

/// What became of handing a message to the bus.
public sealed interface Publication {
    /// It is on its way. That the broker or a device has it is known only from what comes back.
    record Queued() implements Publication {}

    /// There is no broker to hand it to; nothing was kept.
    record NotConnected() implements Publication {}

    /// Too much is waiting for the broker's acknowledgement; try again later.
    record Full(String why) implements Publication {}

    /// No broker would take this topic or payload.
    record Invalid(String why) implements Publication {}
}
