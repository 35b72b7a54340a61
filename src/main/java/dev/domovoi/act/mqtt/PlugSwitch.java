package dev.domovoi.act.mqtt;

import dev.domovoi.act.Actuator;
import dev.domovoi.act.Publisher;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
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
    private final Patience patience;

    public PlugSwitch(
            Publisher publisher,
            Function<Source, Optional<SwitchRecipe>> recipes,
            Confirmations confirmations,
            Duration confirmWithin,
            Duration wattsWithin) {
        this(publisher, recipes, confirmations, confirmWithin, wattsWithin, Patience.REAL);
    }

    /// One that waits by another time.
    public PlugSwitch(
            Publisher publisher,
            Function<Source, Optional<SwitchRecipe>> recipes,
            Confirmations confirmations,
            Duration confirmWithin,
            Duration wattsWithin,
            Patience patience) {
        this.publisher = publisher;
        this.recipes = recipes;
        this.confirmations = confirmations;
        this.confirmWithin = confirmWithin;
        this.wattsWithin = wattsWithin;
        this.patience = patience;
    }

    @Override
    public Outcome perform(Action action) {
        return switch (action) {
            case Action.SwitchOff off -> by(off.target(), recipe -> cut(recipe, recipe.off()));
            case Action.Shed shed -> by(shed.target(), recipe -> cut(recipe, off(recipe, shed)));
            case Action.SwitchOn on -> by(on.target(), this::switchedOn);
            case Action.Quarantine quarantine -> notAPlug(quarantine);
            case Action.Release release -> notAPlug(release);
        };
    }

    private static Outcome notAPlug(Action action) {
        return new Refused("nothing was sent: " + action.target() + " is no plug");
    }

    /// With the plug's own timer, where one is wanted and it has one.
    private static Command off(SwitchRecipe recipe, Action.Shed shed) {
        return shed.backAfter()
                .flatMap(time -> recipe.offFor().map(timer -> timer.command(time)))
                .orElse(recipe.off());
    }

    private Outcome by(Source relay, Function<SwitchRecipe, Outcome> way) {
        return recipes.apply(relay)
                .map(way)
                .orElseGet(() -> new Refused("nothing was sent: no way is known to switch " + relay));
    }

    private Outcome cut(SwitchRecipe recipe, Command off) {
        Optional<Before> before = Before.of(recipe.target(), confirmations);
        String name = recipe.target().device().name();
        return watched(
                recipe,
                before.map(Before::meter),
                talk -> new Cutting(name, talk, before).outcome(off, confirmWithin, wattsWithin));
    }

    private Outcome switchedOn(SwitchRecipe recipe) {
        String name = recipe.target().device().name();
        return watched(
                recipe, Optional.empty(), talk -> new SwitchingOn(name, talk).outcome(recipe.on(), confirmWithin));
    }

    /// What is done to a relay while all that its device says is heard.
    private interface Attempt {
        Outcome by(Talk talk) throws InterruptedException;
    }

    private Outcome watched(SwitchRecipe recipe, Optional<Source> meter, Attempt attempt) {
        try (Watch watch = confirmations.watch(recipe.target().device())) {
            return attempt.by(new Talk(recipe, publisher, watch, patience, meter));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Failed("stopped before " + recipe.target().device().name() + " confirmed", false);
        }
    }
}
