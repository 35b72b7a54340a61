package dev.domovoi.act.mqtt;

import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Duration;

/// One attempt to switch one relay on: the command and the wait for the device's word. What it draws then says nothing,
/// since what hangs on it may be switched off itself.
final class SwitchingOn {
    private final String name;
    private final Talk talk;

    SwitchingOn(String name, Talk talk) {
        this.name = name;
        this.talk = talk;
    }

    Outcome outcome(Command on, Duration within) throws InterruptedException {
        return switch (talk.tell(on, true, within)) {
            case UNSENT -> new Refused("nothing was sent to " + name + ": the broker is not connected");
            case REFUSED -> new Refused(name + " refused to switch on: " + talk.refusal());
            case CONTRARY ->
                new Failed(
                        name + " was told twice to switch on and still says off after " + Cutting.seconds(within)
                                + ": look at it",
                        true);
            case SILENT ->
                new Failed(
                        name + " gave no confirmation within " + Cutting.seconds(within)
                                + ", told twice: it may be on or still off, look at it",
                        true);
            case CONFIRMED -> new Done(name + " is on again");
        };
    }
}
