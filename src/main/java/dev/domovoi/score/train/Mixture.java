package dev.domovoi.score.train;

import java.util.List;

/// What made-up streams are like: how many rows they have, of which numbers of slots a day one is drawn, and which
/// share of them knows days of the week.
public record Mixture(int rows, List<Integer> slotsPerDay, double byWeekday) {
    private static final int FEWEST_ROWS = 64;

    public Mixture {
        slotsPerDay = List.copyOf(slotsPerDay);
        if (rows < FEWEST_ROWS || slotsPerDay.isEmpty() || slotsPerDay.stream().anyMatch(slots -> slots < 1)) {
            throw new IllegalArgumentException("streams must have " + FEWEST_ROWS
                    + " rows or more and 1 slot a day or more, were " + rows + " and " + slotsPerDay);
        }
    }

    /// One to twelve weeks, most of them in slots of five minutes.
    public static Mixture days() {
        return new Mixture(2048, List.of(24, 48, 96, 144, 288, 288, 288), 0.3);
    }
}
