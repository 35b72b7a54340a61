package dev.domovoi.app.backfill;

/// What became of a question to the server.
sealed interface Reply<T> {
    record Got<T>(T value) implements Reply<T> {}

    /// The server understood it and says no; asked again it would say no again.
    record Refused<T>(String why) implements Reply<T> {}

    /// The answer is larger than we take or than the server gives; for a shorter time it may be small enough.
    record TooMuch<T>(String why) implements Reply<T> {}

    /// No answer that can be used; later there may be one.
    record Away<T>(String why) implements Reply<T> {}
}
