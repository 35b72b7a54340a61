package dev.domovoi.act.mqtt;

import dev.domovoi.act.Publisher;
import dev.domovoi.act.mqtt.Watch.Heard;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Availability;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What is said to one relay to switch it, and what it says to that.
///
/// It is told, asked, told once more and asked once more, each after a quarter of the time, until it answers. To
/// tell it twice is safe: a recipe says a state, never a change.
final class Talk {
    private static final int TIMES_TOLD = 2;

    private final SwitchRecipe recipe;
    private final Publisher publisher;
    private final Watch watch;
    private final Patience patience;
    private final Optional<Source> meter;

    /// What the device said last, since the command or since the question that counts.
    private Optional<Boolean> isOn = Optional.empty();

    private Optional<Double> watts = Optional.empty();
    private Optional<Heard.Refused> refusal = Optional.empty();

    /// Watts are heard from the given meter only.
    Talk(SwitchRecipe recipe, Publisher publisher, Watch watch, Patience patience, Optional<Source> meter) {
        this.recipe = recipe;
        this.publisher = publisher;
        this.watch = watch;
        this.patience = patience;
        this.meter = meter;
    }

    /// What came of telling it.
    enum Answer {
        /// Nothing could be sent.
        UNSENT,
        /// It says that it is as it was told to be.
        CONFIRMED,
        /// It says that it will not.
        REFUSED,
        /// It says that it is not.
        CONTRARY,
        SILENT
    }

    Answer tell(Command command, boolean on, Duration within) throws InterruptedException {
        watch.forget();
        if (!publisher.publish(command)) {
            return Answer.UNSENT;
        }
        long half = within.toNanos() / TIMES_TOLD;
        long end = patience.nanos() + half;
        boolean isConfirmed = listened(on, half / 2, end);
        for (int again = 1; again < TIMES_TOLD && !isConfirmed && refusal.isEmpty(); again++) {
            end += half;
            publisher.publish(command); // where that cannot be sent the first may still be obeyed
            isConfirmed = listened(on, half / 2, end);
        }
        if (refusal.isPresent()) {
            return Answer.REFUSED;
        }
        if (isConfirmed) {
            return Answer.CONFIRMED;
        }
        return says(!on) ? Answer.CONTRARY : Answer.SILENT;
    }

    /// A bridge's guess is not believed: the question goes out as soon as the guess is in, and only what comes after
    /// the question counts.
    private boolean listened(boolean on, long unaskedNanos, long end) throws InterruptedException {
        BooleanSupplier hasAnswered = () -> says(on) || isRefused(on);
        boolean isAnswered = happens(hasAnswered, unaskedNanos);
        if (isAnswered && (!recipe.answersOptimistically() || refusal.isPresent())) {
            return says(on);
        }
        if (recipe.answersOptimistically()) {
            watch.forget();
            isOn = Optional.empty();
        }
        ask(recipe.query());
        happens(hasAnswered, end - patience.nanos());
        return says(on);
    }

    boolean says(boolean on) {
        return isOn.equals(Optional.of(on));
    }

    private boolean isRefused(boolean on) {
        refusal = refusal.filter(no -> no.on() == on);
        return refusal.isPresent();
    }

    /// Why it will not.
    String refusal() {
        return refusal.map(Heard.Refused::why).orElse("it gives no reason");
    }

    /// What its meter said since it was told.
    Optional<Double> watts() {
        return watts;
    }

    /// Asks for the watts, and says whether within the time something was so.
    boolean measures(BooleanSupplier condition, long withinNanos) throws InterruptedException {
        ask(recipe.wattsQuery().or(recipe::query));
        return happens(condition, withinNanos);
    }

    /// A question that cannot be sent is no harm: the wait goes on, and ends in words of its own.
    private void ask(Optional<Command> question) {
        question.ifPresent(publisher::publish);
    }

    /// Takes in what the device says until the condition holds, which is checked after each word.
    private boolean happens(BooleanSupplier condition, long withinNanos) throws InterruptedException {
        long end = patience.nanos() + withinNanos;
        Optional<Heard> heard = watch.next(patience, withinNanos);
        while (heard.isPresent()) {
            take(heard.get());
            if (condition.getAsBoolean()) {
                return true;
            }
            long left = end - patience.nanos();
            heard = left > 0 ? watch.next(patience, left) : Optional.empty();
        }
        return false;
    }

    private void take(Heard heard) {
        switch (heard) {
            case Heard.Said(Observation observation) -> take(observation);
            case Heard.Refused no when no.source().equals(recipe.target()) -> refusal = Optional.of(no);
            case Heard.Refused ofAnotherRelay -> {}
        }
    }

    private void take(Observation observation) {
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
        return reading.quantity() == Quantity.POWER && meter.equals(Optional.of(reading.source()));
    }
}
