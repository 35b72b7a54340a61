package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One decision with its reasons: an alarm, an action, or an action that was not taken.
///
/// `subject` is the device's household name; `guard` the first guard that stopped the action; `why` one sentence.
public record Decision(
        String id,
        Instant at,
        String rule,
        String incident,
        String subject,
        Verdict verdict,
        Optional<Action> action,
        Optional<String> guard,
        Evidence evidence,
        String why) {

    /// What was decided.
    public enum Verdict {
        /// People are told.
        ALERT,
        /// The action is carried out.
        ACT,
        /// Only the mode stands in its way.
        WOULD_ACT,
        /// A guard stopped it.
        HELD;

        /// The word for it in contracts and metrics.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
