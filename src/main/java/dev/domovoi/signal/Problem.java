package dev.domovoi.signal;

/// What was wrong with a piece of input: where, what was expected there, and what came.
public record Problem(String at, String expected, String got) {
    public Problem {
        got = Text.shortened(got);
    }

    @Override
    public String toString() {
        return "[" + at + "] expected " + expected + ", got " + got;
    }
}
