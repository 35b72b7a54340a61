package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;

/// How far an incident's safety cut came: an incident cuts at most once.
public sealed interface Cut {
    /// Nothing was proposed yet, or what was proposed could not be sent.
    record Open() implements Cut {}

    /// It was proposed, and stopped by this guard; a later alarming score proposes it again.
    record Held(Verdict verdict, String guard, String decision) implements Cut {}

    /// A plan was made of it: never again in this incident.
    record Spent(String plan) implements Cut {}

    /// A person forbade it: never in this incident.
    record Denied() implements Cut {}

    /// Whether it may still be proposed.
    default boolean isPossible() {
        return switch (this) {
            case Open open -> true;
            case Held held -> true;
            case Spent spent -> false;
            case Denied denied -> false;
        };
    }
}
