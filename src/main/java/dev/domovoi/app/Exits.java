package dev.domovoi.app;

import dev.domovoi.act.Publisher;
import java.util.function.UnaryOperator;

/// Where what was decided leaves the process: into the ledger, and as a command to a device. Tests put themselves
/// there,
/// to end the process at any step.
record Exits(UnaryOperator<Ledger> ledger, UnaryOperator<Publisher> commands) {
    /// As they are.
    static final Exits PLAIN = new Exits(UnaryOperator.identity(), UnaryOperator.identity());
}
