package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;
import java.util.List;
import java.util.stream.Stream;

/// How far an incident's safety cut came: an incident cuts at most once.
public sealed interface Cut {
    /// Nothing was proposed yet, or what was proposed could not be sent.
    record Open() implements Cut {}

    /// It was proposed, and stopped by this guard; a later alarming score proposes it again. `decisions` are the ids
    /// of the newest decisions that said so, so that a person can deny by any of them.
    record Held(Verdict verdict, String guard, List<String> decisions) implements Cut {
        static final int MOST_DECISIONS = 32;

        public Held {
            int surplus = Math.max(0, decisions.size() - MOST_DECISIONS);
            decisions = List.copyOf(decisions.subList(surplus, decisions.size()));
        }
    }

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

    /// The same cut, now held by this guard in one more decision.
    default Held heldBy(Verdict verdict, String guard, String decision) {
        List<String> before = this instanceof Held held ? held.decisions() : List.of();
        return new Held(
                verdict,
                guard,
                Stream.concat(before.stream(), Stream.of(decision)).toList());
    }
}
