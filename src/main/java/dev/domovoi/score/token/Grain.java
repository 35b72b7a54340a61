package dev.domovoi.score.token;

/// How finely an appliance's events are told: by all of its levels, or by on and off alone.
public enum Grain {
    FINE(0),
    COARSE(1);

    private final int place;

    Grain(int place) {
        this.place = place;
    }

    /// Its place among the grains, in files too.
    public int place() {
        return place;
    }
}
