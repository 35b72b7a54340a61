package dev.domovoi.act.notify;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What people are told of an incident: what happened to it, and how it stands now.
///
/// `before` is the severity that a changed incident had.
public record Notice(
        String incident,
        Event event,
        String device,
        String name,
        String kind,
        Severity severity,
        Optional<Severity> before,
        Instant openedAt,
        Instant at,
        String why) {

    /// What happened to the incident.
    public enum Event {
        OPENED,
        CHANGED,
        /// Something is to be done about it that a person has to approve.
        ASKED,
        RESOLVED,
        /// Nothing: it is still open, for those that forget what is not repeated.
        STILL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How much it matters, from the least to the most.
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isResolved() {
        return event == Event.RESOLVED;
    }

    /// One line for a screen that shows little.
    public String title() {
        return switch (event) {
            case OPENED, STILL -> name + ": " + spoken();
            case CHANGED -> name + ": " + spoken() + " is now " + severity.word();
            case ASKED -> name + ": " + spoken() + " needs your approval";
            case RESOLVED -> name + ": " + spoken() + " is over";
        };
    }

    private String spoken() {
        return kind.replace('_', ' ');
    }
}
