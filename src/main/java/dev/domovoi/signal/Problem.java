package dev.domovoi.signal;

/// What was wrong with a piece of input: where, what was expected there, and what came. Place and value may be
/// foreign text, so they are made safe to show.
public record Problem(String at, String expected, String got) {
    public Problem {
        at = Text.shortened(at);
        got = Text.shortened(got);
    }

    @Override
    public String toString() {
        return "[" + at + "] expected " + expected + ", got " + got;
    }
}
