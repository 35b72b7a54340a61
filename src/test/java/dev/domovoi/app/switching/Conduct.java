package dev.domovoi.app.switching;

/// How a plug behaves when it is told to switch.
enum Conduct {
    OBEYS,
    /// It stays as it is, and says so in its own way.
    REFUSES,
    /// It obeys, and answers, twelve seconds later.
    LATE,
    /// It hears nothing and says nothing.
    NEVER,
    /// Its relay says off, and its load goes on drawing.
    KEEPS_DRAWING
}
