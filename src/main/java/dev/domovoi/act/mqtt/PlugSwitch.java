package dev.domovoi.act.mqtt;

import dev.domovoi.act.Actuator;
import dev.domovoi.act.Publisher;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Switches any relay that has a recipe, and waits for the device's own word and for its watts.
///
/// It takes up to `confirmWithin` for the word and up to `wattsWithin` more for the watts.
public final class PlugSwitch implements Actuator {
    private final Publisher publisher;
    private final Function<Source, Optional<SwitchRecipe>> recipes;
    private final Confirmations confirmations;
    private final Duration confirmWithin;
    private final Duration wattsWithin;

    public PlugSwitch(
            Publisher publisher,
            Function<Source, Optional<SwitchRecipe>> recipes,
            Confirmations confirmations,
            Duration confirmWithin,
            Duration wattsWithin) {
        this.publisher = publisher;
        this.recipes = recipes;
        this.confirmations = confirmations;
        this.confirmWithin = confirmWithin;
        this.wattsWithin = wattsWithin;
    }

    @Override
    public Outcome perform(Action action) {
        return switch (action) {
            case Action.SwitchOff off ->
                recipes.apply(off.target())
                        .map(this::cut)
                        .orElseGet(() -> new Refused("nothing was sent: no way is known to switch " + off.target()));
        };
    }

    private Outcome cut(SwitchRecipe recipe) {
        try (Watch watch = confirmations.watch(recipe.target().device())) {
            return new Cutting(recipe, publisher, watch, Before.of(recipe.target(), confirmations))
                    .outcome(confirmWithin, wattsWithin);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Failed("stopped before " + recipe.target().device().name() + " confirmed", false);
        }
    }
}
