package dev.domovoi.score.drill;

import java.util.Locale;

/// A way in which an appliance or its meter goes wrong, as the drill injects it.
public enum Fault {
    STUCK_ON("stays on for hours after an ordinary use"),
    LEFT_ON("is on from one o'clock through the night"),
    LONG_CYCLES("each of its cycles takes about twice as long"),
    DEAD("draws nothing any more for hours"),
    DRIFT_UP("draws more and more while on, by a quarter to a half within a day"),
    FROZEN("its meter repeats one value for hours while it idles"),
    FROZEN_ON("its meter repeats one value for hours, taken while it was on"),
    FROZEN_LONG("its meter repeats one value for half a day and longer"),
    FLAPPING("switches on and off every minute or so"),
    STANDBY_CREEP("draws 4 to 9 W more than it used to"),
    WEAK_ELEMENT("heats at half to two thirds of its power for one use"),
    REPEAT_CYCLE("repeats one cycle five to eight times"),
    NIGHT_USE("is used at three at night"),
    SWAP("behaves like another appliance of the home");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /// The name in tables and JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What an appliance with it does, as the rest of a sentence.
    public String words() {
        return words;
    }
}
