package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.Score;
import java.util.List;

/// The sentences that decisions are told in.
final class Wording {
    private static final int REASONS_NAMED = 3;

    private Wording() {}

    /// What was found, as a sentence without its full stop.
    static String finding(Score score, String name) {
        return name + ": " + withoutStop(score.why());
    }

    static String acting(String finding) {
        return finding + ". Switching it off.";
    }

    static String holding(String finding, List<Guard> stopping) {
        String reasons = String.join(
                " and ",
                stopping.stream().limit(REASONS_NAMED).map(Guard::because).toList());
        return finding + ". I would switch it off, but " + reasons + ".";
    }

    static String notDone(Action action, String name, String outcome) {
        String what = switch (action) {
            case Action.SwitchOff off -> " could not be switched off safely: ";
            case Action.Shed shed -> " could not be switched off for a while: ";
            case Action.SwitchOn on -> " could not be switched on again: ";
            case Action.Quarantine quarantine -> " could not be kept out of the network: ";
            case Action.Release release -> " could not be let into the network again: ";
        };
        return name + what + withoutStop(outcome) + ".";
    }

    /// What was done just before a stop.
    static String doneUnseen(String name) {
        return name + " was being switched off when I was stopped. It says that it is off, and only you switch it on"
                + " again.";
    }

    /// What is being done, as a sentence.
    static String doing(Action action) {
        return switch (action) {
            case Action.SwitchOff off -> "Switching it off.";
            case Action.Shed shed ->
                "Switching it off for a while."
                        + shed.backAfter()
                                .map(time -> " It comes back by its own timer after " + time.toMinutes()
                                        + " minutes if I am not there to do it.")
                                .orElse("");
            case Action.SwitchOn on -> "Switching it on again.";
            case Action.Quarantine quarantine ->
                "Keeping it out of the network for " + quarantine.lasts().toMinutes() + " minutes.";
            case Action.Release release -> "Letting it into the network again.";
        };
    }

    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
