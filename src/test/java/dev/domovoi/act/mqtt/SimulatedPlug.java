package dev.domovoi.act.mqtt;

import dev.domovoi.act.Publisher;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A plug that answers each command at once, in the way its test has given it.
final class SimulatedPlug implements Publisher {
    static final Source WHOLE = Source.whole(new DeviceId("tasmota", "kettle"));
    static final Source RELAY = new Source(WHOLE.device(), "1");
    private static final Instant AT = Instant.parse("2026-01-10T12:00:00Z");
    private static final Command ON = new Command("cmnd/kettle/POWER", "ON");
    private static final Command OFF = new Command("cmnd/kettle/POWER", "OFF");
    private static final Command ASK = new Command("cmnd/kettle/STATUS", "");

    final Confirmations confirmations = new Confirmations();
    final List<String> sent = new CopyOnWriteArrayList<>();
    private final Runnable whenCut;
    private final Runnable whenAsked;

    SimulatedPlug(Answer whenCut, Answer whenAsked) {
        this.whenCut = () -> whenCut.from(this);
        this.whenAsked = () -> whenAsked.from(this);
    }

    /// What the plug says.
    interface Answer {
        void from(SimulatedPlug plug);
    }

    static SwitchRecipe recipe(boolean canBeAsked, boolean answersOptimistically) {
        Optional<Command> query = canBeAsked ? Optional.of(ASK) : Optional.empty();
        return new SwitchRecipe(RELAY, ON, OFF, query, answersOptimistically);
    }

    @Override
    public boolean publish(Command command) {
        sent.add(command.equals(OFF) ? "off" : "ask");
        (command.equals(OFF) ? whenCut : whenAsked).run();
        return true;
    }

    void says(boolean on) {
        confirmations.observed(new SwitchState(RELAY, on, AT, false));
    }

    void saysRetained(boolean on) {
        confirmations.observed(new SwitchState(RELAY, on, AT, true));
    }

    void draws(double watts) {
        confirmations.observed(new Reading(WHOLE, Quantity.POWER, watts, AT, false));
    }
}
