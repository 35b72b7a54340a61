package dev.domovoi.act.mqtt;

import dev.domovoi.act.Publisher;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Availability;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One attempt to cut one relay: the command, the wait for the device's word, the wait for its watts.
final class Cutting {
    private final SwitchRecipe recipe;
    private final Publisher publisher;
    private final Watch watch;
    private final Optional<Before> before;
    private final String name;

    /// What the device said last, since the command or since the question that counts.
    private Optional<Boolean> isOn = Optional.empty();

    private Optional<Double> watts = Optional.empty();

    Cutting(SwitchRecipe recipe, Publisher publisher, Watch watch, Optional<Before> before) {
        this.recipe = recipe;
        this.publisher = publisher;
        this.watch = watch;
        this.before = before;
        this.name = recipe.target().device().name();
    }

    Outcome outcome(Duration confirmWithin, Duration wattsWithin) throws InterruptedException {
        watch.forget();
        if (!publisher.publish(recipe.off())) {
            return new Refused("nothing was sent to " + name + ": the broker is not connected");
        }
        if (!confirmed(confirmWithin)) {
            return unconfirmed(confirmWithin);
        }
        if (before.isEmpty()) {
            return new Done(name + " is off; it reports no watts, so only its own word says so");
        }
        return measured(before.get(), wattsWithin);
    }

    /// Asks at half time. A bridge's guess is not believed: the question goes out as soon as the guess is in, and
    /// only what comes after the question counts.
    private boolean confirmed(Duration within) throws InterruptedException {
        long half = within.toNanos() / 2;
        boolean isOff = happens(this::saysOff, half);
        if (isOff && !recipe.answersOptimistically()) {
            return true;
        }
        if (recipe.answersOptimistically()) {
            watch.forget();
            isOn = Optional.empty();
        }
        ask();
        return happens(this::saysOff, half);
    }

    /// Asks at once and at half time, because many a plug reports its watts only when asked or minutes later.
    private Outcome measured(Before drew, Duration within) throws InterruptedException {
        long half = within.toNanos() / 2;
        BooleanSupplier drawsNothing =
                () -> watts.filter(now -> now < drew.offBelowWatts()).isPresent();
        boolean isDark =
                drawsNothing.getAsBoolean() || askedAndSeen(drawsNothing, half) || askedAndSeen(drawsNothing, half);
        if (isDark) {
            return new Done(name + " is off and draws " + shown(watts) + " (it drew " + shown(drew.watts()) + ")");
        }
        if (!saysOff()) {
            return new Failed(name + " said off, then on again: look at it", false);
        }
        if (watts.isPresent()) {
            return new Failed(name + " says off but still draws " + shown(watts) + ": look at it", false);
        }
        return new Done(name + " says off, but no watts came within " + seconds(within) + " to prove it (it drew "
                + shown(drew.watts()) + ")");
    }

    private boolean askedAndSeen(BooleanSupplier condition, long withinNanos) throws InterruptedException {
        ask();
        return happens(condition, withinNanos);
    }

    private Outcome unconfirmed(Duration within) {
        boolean saysOn = isOn.equals(Optional.of(true));
        String word = saysOn ? name + " still says on after " : name + " gave no confirmation within ";
        String power = watts.map(now -> " and draws " + shown(now)).orElse("");
        return new Failed(word + seconds(within) + power + ": look at it", false);
    }

    private boolean saysOff() {
        return isOn.equals(Optional.of(false));
    }

    /// A question that cannot be sent is no harm: the wait goes on, and ends in words of its own.
    private void ask() {
        recipe.query().ifPresent(publisher::publish);
    }

    /// Takes in what the device says until the condition holds, which is checked after each observation.
    private boolean happens(BooleanSupplier condition, long withinNanos) throws InterruptedException {
        long end = System.nanoTime() + withinNanos;
        Optional<Observation> said = watch.next(withinNanos);
        while (said.isPresent()) {
            heard(said.get());
            if (condition.getAsBoolean()) {
                return true;
            }
            long left = end - System.nanoTime();
            said = left > 0 ? watch.next(left) : Optional.empty();
        }
        return false;
    }

    private void heard(Observation observation) {
        switch (observation) {
            case SwitchState state when state.source().equals(recipe.target()) -> isOn = Optional.of(state.on());
            case Reading reading when isPower(reading) -> watts = Optional.of(reading.value());
            case SwitchState ofAnotherRelay -> {}
            case Reading ofSomethingElse -> {}
            case Availability availability -> {}
            case Observation.Status condition -> {}
        }
    }

    private boolean isPower(Reading reading) {
        return reading.quantity() == Quantity.POWER
                && before.filter(drew -> drew.meter().equals(reading.source())).isPresent();
    }

    private static String shown(Optional<Double> watts) {
        return watts.map(Cutting::shown).orElse("an unknown power");
    }

    private static String shown(double watts) {
        return String.format(Locale.ROOT, "%,.0f W", watts);
    }

    private static String seconds(Duration duration) {
        boolean isWhole = duration.toMillis() % 1_000 == 0;
        return isWhole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
