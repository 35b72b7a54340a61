package dev.domovoi.decide.rule;

import java.util.Locale;

/// What kind of thing a rule is about.
public enum Scope {
    HOME,
    DEVICE,
    ROUTER,
    NODE,
    CLIENT;

    /// The word for one of them.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The word for several of them, by which a rule file selects; the home is selected by selecting nothing.
    public String plural() {
        return word() + "s";
    }
}
