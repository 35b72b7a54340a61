package dev.domovoi.score.train;

import dev.domovoi.score.token.ValueTokeniser;

/// A made-up stream: its values, how many slots its day has (0 where it has no clock), and the slot of its first
/// value, counted from the start of a week.
@SuppressWarnings("ArrayRecordComponent") // large, made once and never changed
public record Series(double[] values, int slotsPerDay, int firstSlot) {
    /// The slot of a row; that of no clock where there is none.
    public int slot(int row) {
        return slotsPerDay == 0
                ? ValueTokeniser.NO_SLOT
                : (int) ((firstSlot + (long) row) % ((long) ValueTokeniser.WEEK * slotsPerDay));
    }
}
