package dev.domovoi.act.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.act.mqtt.SimulatedPlug.Answer;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlugSwitchTest {
    private static final Answer SILENCE = plug -> {};
    private static final Answer OFF_AND_DARK = plug -> {
        plug.draws(0);
        plug.says(false);
    };
    private static final SwitchRecipe PLAIN = SimulatedPlug.recipe(false, false);
    private static final SwitchRecipe ASKABLE = SimulatedPlug.recipe(true, false);
    private static final SwitchRecipe OPTIMISTIC = SimulatedPlug.recipe(true, true);

    @Test
    void isDoneWhenThePlugSaysOffAndTheWattsFell() {
        SimulatedPlug plug = drawing(2_870, OFF_AND_DARK, SILENCE);
        assertEquals(new Done("kettle is off and draws 0 W (it drew 2,870 W)"), cut(plug, PLAIN));
        assertEquals(List.of("off"), plug.sent);
    }

    @Test
    void asksForTheWattsWhereTheyDoNotComeByThemselves() {
        SimulatedPlug plug = drawing(2_870, plug1 -> plug1.says(false), plug1 -> plug1.draws(1));
        assertEquals(new Done("kettle is off and draws 1 W (it drew 2,870 W)"), cut(plug, ASKABLE));
        assertEquals(List.of("off", "ask"), plug.sent);
    }

    @Test
    void aLateConfirmationCountsWhenItIsAskedFor() {
        SimulatedPlug plug = drawing(2_870, SILENCE, OFF_AND_DARK);
        assertInstanceOf(Done.class, cut(plug, ASKABLE));
        assertEquals(List.of("off", "ask"), plug.sent);
    }

    @Test
    void aPlugThatReportsNoWattsSaysSo() {
        SimulatedPlug plug = new SimulatedPlug(plug1 -> plug1.says(false), SILENCE);
        assertEquals(new Done("kettle is off; it reports no watts, so only its own word says so"), cut(plug, PLAIN));
    }

    @Test
    void wattsThatNeverComeAreNotClaimed() {
        SimulatedPlug plug = drawing(2_870, plug1 -> plug1.says(false), SILENCE);
        assertEquals(
                new Done("kettle says off, but no watts came within 60 ms to prove it (it drew 2,870 W)"),
                cut(plug, PLAIN));
    }

    @Test
    void failsWhenItSaysOffButStillDraws() {
        SimulatedPlug plug = drawing(2_870, plug1 -> plug1.says(false), plug1 -> plug1.draws(2_850));
        assertEquals(new Failed("kettle says off but still draws 2,850 W: look at it", false), cut(plug, ASKABLE));
    }

    @Test
    void failsWhenThePlugRefuses() {
        SimulatedPlug plug = drawing(2_870, plug1 -> plug1.says(true), SILENCE);
        assertEquals(
                new Failed("kettle was told twice to switch off and still says on after 60 ms: look at it", true),
                cut(plug, PLAIN));
    }

    @Test
    void failsWhenNothingConfirms() {
        SimulatedPlug plug = drawing(2_870, SILENCE, SILENCE);
        assertEquals(
                new Failed(
                        "kettle gave no confirmation within 60 ms, told twice: it may be off or still on, look at it",
                        false),
                cut(plug, ASKABLE));
        assertEquals(List.of("off", "ask", "off", "ask"), plug.sent);
    }

    @Test
    void aRetainedStateConfirmsNothing() {
        SimulatedPlug plug = drawing(2_870, plug1 -> plug1.saysRetained(false), SILENCE);
        assertInstanceOf(Failed.class, cut(plug, PLAIN));
    }

    @Test
    void anotherRelaysStateConfirmsNothing() {
        Source other = new Source(SimulatedPlug.WHOLE.device(), "2");
        SimulatedPlug plug = drawing(
                2_870,
                plug1 -> plug1.confirmations.observed(new SwitchState(other, false, Instant.EPOCH, false)),
                SILENCE);
        assertInstanceOf(Failed.class, cut(plug, PLAIN));
    }

    @Test
    void whatWasSaidBeforeTheCommandConfirmsNothing() {
        SimulatedPlug plug = drawing(2_870, SILENCE, SILENCE);
        plug.says(false);
        assertInstanceOf(Failed.class, cut(plug, PLAIN));
    }

    @Test
    void aBridgesGuessIsNotBelievedUntilItWasAsked() {
        SimulatedPlug guessing = drawing(2_870, OFF_AND_DARK, SILENCE);
        assertInstanceOf(Failed.class, cut(guessing, OPTIMISTIC));
        SimulatedPlug wrong = drawing(2_870, OFF_AND_DARK, plug -> plug.says(true));
        assertInstanceOf(Failed.class, cut(wrong, OPTIMISTIC));
        SimulatedPlug right = drawing(2_870, plug -> plug.says(false), OFF_AND_DARK);
        assertInstanceOf(Done.class, cut(right, OPTIMISTIC));
        assertEquals(List.of("off", "ask"), right.sent);
    }

    @Test
    void refusesWhatHasNoRecipeAndWhatCannotBeSent() {
        Confirmations confirmations = new Confirmations();
        Duration within = Duration.ofMillis(60);
        PlugSwitch lost = new PlugSwitch(command -> false, any -> Optional.of(PLAIN), confirmations, within, within);
        assertEquals(
                new Refused("nothing was sent to kettle: the broker is not connected"),
                lost.perform(new Action.SwitchOff(SimulatedPlug.RELAY)));
        PlugSwitch ignorant = new PlugSwitch(command -> true, any -> Optional.empty(), confirmations, within, within);
        Source unknown = Source.whole(new DeviceId("tasmota", "ghost"));
        assertInstanceOf(Refused.class, ignorant.perform(new Action.SwitchOff(unknown)));
    }

    private static SimulatedPlug drawing(double watts, Answer whenCut, Answer whenAsked) {
        SimulatedPlug plug = new SimulatedPlug(whenCut, whenAsked);
        plug.draws(watts);
        return plug;
    }

    private static Outcome cut(SimulatedPlug plug, SwitchRecipe recipe) {
        Duration within = Duration.ofMillis(60);
        PlugSwitch plugs = new PlugSwitch(plug, source -> Optional.of(recipe), plug.confirmations, within, within);
        return plugs.perform(new Action.SwitchOff(recipe.target()));
    }
}
