package dev.domovoi.decide;

import java.util.Optional;

/// What each guard has to say, for those who explain a decision later.
public final class Reasons {
    private Reasons() {}

    /// Why the guard of that name stops an action, as the end of a sentence; empty for a name that is no guard's.
    public static Optional<String> because(String guard) {
        return Guards.IN_ORDER.stream()
                .filter(one -> one.name().equals(guard))
                .map(Guard::because)
                .findFirst();
    }
}
