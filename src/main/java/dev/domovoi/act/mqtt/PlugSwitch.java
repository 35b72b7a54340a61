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
            case Action.SwitchOff off -> switched(off.target(), false);
            case Action.Shed shed -> switched(shed.target(), false);
            case Action.SwitchOn on -> switched(on.target(), true);
            case Action.Quarantine quarantine -> notAPlug(quarantine);
            case Action.Release release -> notAPlug(release);
        };
    }

    private static Outcome notAPlug(Action action) {
        return new Refused("nothing was sent: " + action.target() + " is no plug");
    }

    private Outcome switched(Source relay, boolean on) {
        return recipes.apply(relay)
                .map(recipe -> switched(recipe, on))
                .orElseGet(() -> new Refused("nothing was sent: no way is known to switch " + relay));
    }

    private Outcome switched(SwitchRecipe recipe, boolean on) {
        try (Watch watch = confirmations.watch(recipe.target().device())) {
            return on
                    ? new SwitchingOn(recipe, publisher, watch).outcome(confirmWithin)
                    : new Cutting(recipe, publisher, watch, Before.of(recipe.target(), confirmations))
                            .outcome(confirmWithin, wattsWithin);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Failed("stopped before " + recipe.target().device().name() + " confirmed", false);
        }
    }
}
