package dev.domovoi.act.mqtt;

import dev.domovoi.act.Publisher;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.util.Optional;

/// One attempt to switch one relay on: the command and the wait for the device's word. What it draws then says nothing,
/// since what hangs on it may be switched off itself.
final class SwitchingOn {
    private final SwitchRecipe recipe;
    private final Publisher publisher;
    private final Watch watch;
    private final String name;

    SwitchingOn(SwitchRecipe recipe, Publisher publisher, Watch watch) {
        this.recipe = recipe;
        this.publisher = publisher;
        this.watch = watch;
        this.name = recipe.target().device().name();
    }

    Outcome outcome(Duration within) throws InterruptedException {
        watch.forget();
        if (!publisher.publish(recipe.on())) {
            return new Refused("nothing was sent to " + name + ": the broker is not connected");
        }
        long half = within.toNanos() / 2;
        boolean isOn = saysOn(half) && !recipe.answersOptimistically();
        if (!isOn) { // silent, or a bridge's guess: only what comes after the question counts
            watch.forget();
            recipe.query().ifPresent(publisher::publish);
            isOn = saysOn(half);
        }
        return isOn
                ? new Done(name + " is on again")
                : new Failed(name + " did not say on within " + within.toSeconds() + " s: look at it", true);
    }

    private boolean saysOn(long withinNanos) throws InterruptedException {
        long end = System.nanoTime() + withinNanos;
        Optional<Observation> said = watch.next(withinNanos);
        while (said.isPresent()) {
            if (said.get() instanceof SwitchState state && state.source().equals(recipe.target()) && state.on()) {
                return true;
            }
            long left = end - System.nanoTime();
            said = left > 0 ? watch.next(left) : Optional.empty();
        }
        return false;
    }
}
