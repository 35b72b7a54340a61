package dev.domovoi.signal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How one relay of a device is switched: where to publish, what to say for on, off and "how are you?".
///
/// The device confirms by a fresh [Observation.SwitchState] of `target`, never by the broker's acknowledgement.
/// `wattsQuery` asks for the watts where `query` does not bring them. `offFor` is there where the device has a
/// timer of its own that switches it on again. `answersOptimistically` is set where a state may be the bridge's
/// own guess, so that the device must be asked after the command and only what comes after the question counts.
///
/// On and off are said as a state, never as a change, so that saying it twice does no harm.
public record SwitchRecipe(
        Source target,
        Command on,
        Command off,
        Optional<Command> query,
        Optional<Command> wattsQuery,
        Optional<OffFor> offFor,
        boolean answersOptimistically) {

    public SwitchRecipe {
        if (isChange(on.payload()) || isChange(off.payload())) {
            throw new IllegalArgumentException(
                    "on and off of " + target + " must each say a state, are " + on + " and " + off);
        }
    }

    /// A relay without a timer of its own, which tells its watts when it is asked for its state, or never.
    public SwitchRecipe(
            Source target, Command on, Command off, Optional<Command> query, boolean answersOptimistically) {
        this(target, on, off, query, Optional.empty(), Optional.empty(), answersOptimistically);
    }

    /// Whether a command only turns a relay over, so that told twice it would undo itself.
    public static boolean isChange(String payload) {
        String word = payload.toLowerCase(Locale.ROOT).replace(" ", "");
        return word.equals("toggle") || word.contains(":\"toggle\"");
    }

    /// The same, with the question that brings its watts.
    public SwitchRecipe askedForWattsBy(Command question) {
        return new SwitchRecipe(target, on, off, query, Optional.of(question), offFor, answersOptimistically);
    }

    /// The same, with a timer of its own.
    public SwitchRecipe with(OffFor timer) {
        return new SwitchRecipe(target, on, off, query, wattsQuery, Optional.of(timer), answersOptimistically);
    }

    /// One message to publish, never retained, at QoS 1.
    public record Command(String topic, String payload) {}

    /// Off now, and on again by the device's own timer: whole seconds stand between the two parts of the payload.
    /// Any later command of either kind ends the timer.
    public record OffFor(String topic, String before, String after) {
        public Command command(Duration time) {
            return new Command(topic, before + Math.max(1, time.toSeconds()) + after);
        }
    }
}
