package dev.domovoi.signal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Something that a client of the network did and that a person may want to know: what, how bad, on which evidence,
/// and in words.
public record Finding(Instant at, String client, Kind kind, Severity severity, List<Fact> evidence, String why) {
    public Finding {
        evidence = List.copyOf(evidence);
    }

    /// The behaviours that have a name.
    public enum Kind {
        VERTICAL_SCAN,
        HORIZONTAL_SCAN,
        BRUTE_FORCE,
        BEACON,
        EXFILTRATION,
        NEW_CLIENT,
        FIRST_CONTACT,
        LATERAL_MOVEMENT,
        UNUSUAL_RESOLVER,
        /// Rare for this client, and nothing of the above: what was learned.
        UNUSUAL_TRAFFIC;

        /// The name in contracts.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Low is worth knowing, medium worth a look, high worth getting up for.
    public enum Severity {
        LOW,
        MEDIUM,
        HIGH;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether somebody is told unasked.
        public boolean alarms() {
            return this != LOW;
        }
    }

    /// One piece of evidence.
    public sealed interface Fact {
        String name();

        record Count(String name, double value) implements Fact {}

        record Word(String name, String value) implements Fact {}
    }
}
