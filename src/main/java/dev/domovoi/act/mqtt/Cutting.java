package dev.domovoi.act.mqtt;

import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One attempt to cut one relay: the command, the wait for the device's word, the wait for its watts.
final class Cutting {
    private final String name;
    private final Talk talk;
    private final Optional<Before> before;

    Cutting(String name, Talk talk, Optional<Before> before) {
        this.name = name;
        this.talk = talk;
        this.before = before;
    }

    Outcome outcome(Command off, Duration confirmWithin, Duration wattsWithin) throws InterruptedException {
        return switch (talk.tell(off, false, confirmWithin)) {
            case UNSENT -> new Refused("nothing was sent to " + name + ": the broker is not connected");
            case REFUSED -> new Refused(name + " refused to switch off: " + talk.refusal());
            case CONTRARY ->
                new Failed(
                        name + " was told twice to switch off and still says on after " + seconds(confirmWithin)
                                + power() + ": look at it",
                        true);
            case SILENT ->
                new Failed(
                        name + " gave no confirmation within " + seconds(confirmWithin) + ", told twice" + power()
                                + ": it may be off or still on, look at it",
                        false);
            case CONFIRMED ->
                before.isPresent()
                        ? measured(before.get(), wattsWithin)
                        : new Done(name + " is off; it reports no watts, so only its own word says so");
        };
    }

    /// Asks at once and at half time, because many a plug reports its watts only when asked or minutes later.
    private Outcome measured(Before drew, Duration within) throws InterruptedException {
        long half = within.toNanos() / 2;
        BooleanSupplier drawsNothing =
                () -> talk.watts().filter(now -> now < drew.offBelowWatts()).isPresent();
        boolean isDark =
                drawsNothing.getAsBoolean() || talk.measures(drawsNothing, half) || talk.measures(drawsNothing, half);
        String watts = talk.watts().map(Cutting::shown).orElse("an unknown power");
        if (isDark) {
            String fell = drew.isDark() ? "" : " (it drew " + shown(drew.watts()) + ")";
            return new Done(name + " is off and draws " + watts + fell);
        }
        if (!talk.says(false)) {
            return new Failed(name + " said off, then on again: look at it", false);
        }
        if (talk.watts().isPresent()) {
            return new Failed(name + " says off but still draws " + watts + ": look at it", false);
        }
        return new Done(name + " says off, but no watts came within " + seconds(within) + " to prove it (it drew "
                + shown(drew.watts()) + ")");
    }

    private String power() {
        return talk.watts().map(now -> " and draws " + shown(now)).orElse("");
    }

    private static String shown(double watts) {
        return String.format(Locale.ROOT, "%,.0f W", watts);
    }

    static String seconds(Duration duration) {
        boolean isWhole = duration.toMillis() % 1_000 == 0;
        return isWhole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
