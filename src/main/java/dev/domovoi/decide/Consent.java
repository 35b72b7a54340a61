package dev.domovoi.decide;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What is done only after a person has approved it, and how long that may take.
///
/// What cannot be undone always needs it: what is switched off for good, and what is switched off and on again. Not so
/// the cut of what heats or turns, which is for safety: nobody may be there to answer while it overheats. What is only
/// taken for a while comes back by itself. Of the kinds in `also` all need it, safety cuts among them.
public record Consent(boolean isAsked, Set<String> also, Duration within) {
    /// By default within ten minutes, and for no more than what cannot be undone.
    public static final Consent USUAL = new Consent(true, Set.of(), Duration.ofMinutes(10));

    public Consent {
        also = Set.copyOf(also);
        if (!within.isPositive() || within.compareTo(Policy.LONGEST) > 0) {
            throw new IllegalArgumentException("approval must be within a day, was " + within);
        }
    }

    boolean isNeededFor(String kind, DeviceView device) {
        return isAsked && (also.contains(kind) || !isReversible(kind, device.role()));
    }

    private static boolean isReversible(String kind, Optional<Role> role) {
        return switch (kind) {
            case "off" -> role.filter(Role::heatsOrTurns).isPresent();
            case "power_cycle" -> false;
            default -> true;
        };
    }
}
