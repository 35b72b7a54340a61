package dev.domovoi.app;

/// Who hears, in sentences, what the agent sees, decides and does.
@FunctionalInterface
public interface Narrator {
    void say(Kind kind, String sentence);

    /// What a sentence is about.
    enum Kind {
        NEWS,
        ALARM,
        ACTION,
        HELD,
        TROUBLE
    }
}
