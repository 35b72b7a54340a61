package dev.domovoi.app.flows;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Recorded traffic, in about the order of its time.
interface Source extends AutoCloseable {
    /// When the next of it begins; empty at the end.
    Optional<Instant> time();

    /// Hands the next of it on.
    void take(Ordered ordered);

    @Override
    void close() throws IOException;
}
