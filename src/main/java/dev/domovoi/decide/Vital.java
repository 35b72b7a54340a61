package dev.domovoi.decide;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the home, or the agent itself, cannot do without: nothing that feeds it is ever acted on.
public enum Vital {
    ROUTER("the router"),
    ACCESS_POINT("the access point"),
    DNS("the DNS server"),
    BROKER("the broker"),
    STORAGE("the storage"),
    CONTROL_PLANE("the control plane"),
    AGENT("the machine that I run on");

    private final String phrase;

    Vital(String phrase) {
        this.phrase = phrase;
    }

    /// The word for it in configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As people read it in a sentence.
    String phrase() {
        return phrase;
    }

    /// The one of that word, empty where there is none.
    public static Optional<Vital> of(String word) {
        return Arrays.stream(values())
                .filter(vital -> vital.word().equals(word))
                .findFirst();
    }

    /// All words, in order.
    public static List<String> words() {
        return Arrays.stream(values()).map(Vital::word).toList();
    }
}
