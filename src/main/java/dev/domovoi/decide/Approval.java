package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import java.time.Instant;
import java.util.List;

/// A question to a person: may this plan of an incident be carried out?
///
/// `parts` are all that the plan would do, `decisions` those that asked; it is answered by the id of any of them, or of
/// the incident. An answer is taken before `until`. Once it `isGiven` it is good for one plan, and no longer than
/// `until`, which then is the later of the deadline and a few minutes after the answer.
public record Approval(String incident, List<String> parts, List<String> decisions, Instant until, boolean isGiven) {
    public Approval {
        parts = List.copyOf(parts);
        decisions = List.copyOf(decisions);
    }

    boolean isOpen(Instant now) {
        return now.isBefore(until);
    }

    public boolean isMeant(String id) {
        return incident.equals(id) || decisions.contains(id);
    }

    /// Whether it lets this be done now.
    boolean covers(Wish wish) {
        return isGiven && isOpen(wish.now()) && incident.equals(wish.incident()) && parts.contains(part(wish));
    }

    /// The word for one part of a plan; how long a client is kept out is a part of it.
    static String part(Wish wish) {
        String lasts = wish.action()
                .filter(Action.Quarantine.class::isInstance)
                .map(Action.Quarantine.class::cast)
                .map(out -> " for " + out.lasts().toMinutes() + " minutes")
                .orElse("");
        return wish.kind() + " " + wish.target() + lasts;
    }

    Approval given(Instant nextUntil) {
        return new Approval(incident, parts, decisions, nextUntil, true);
    }

    /// The same, not to be answered after that.
    Approval notAfter(Instant latest) {
        return until.isAfter(latest) ? new Approval(incident, parts, decisions, latest, isGiven) : this;
    }
}
