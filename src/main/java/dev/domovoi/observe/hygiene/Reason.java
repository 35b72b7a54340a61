package dev.domovoi.observe.hygiene;

/// Why a reading is not believed.
public enum Reason {
    LIMIT("limit", "nothing measures that"),
    RATING("rating", "no plug of this rating carries that; if it does, declare devices.*.rating"),
    UNIT("unit", "it is a thousand times too large"),
    CONTRADICTION("contradiction", "its current and voltage say otherwise"),
    RELAY_OFF("relay_off", "its relay is off"),
    SPIKE("spike", "it leapt; a second report must confirm it"),
    JUMP("jump", "the total leapt; a second report must confirm it"),
    RESET("reset", "the total fell; a second report must confirm it"),
    DECREASE("decrease", "a total does not creep down: an older message, or a counter that runs backwards"),
    FROZEN("frozen", "the meter has not moved for hours"),
    CLOCK("clock", "it arrived before our own clock was set");

    private final String word;
    private final String explanation;

    Reason(String word, String explanation) {
        this.word = word;
        this.explanation = explanation;
    }

    /// The word for it in metrics.
    public String word() {
        return word;
    }

    /// In words a person would use.
    public String explanation() {
        return explanation;
    }
}
