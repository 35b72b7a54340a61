package dev.domovoi.score.plug;

/// Checks on what comes out of a saved state.
final class Saved {
    private Saved() {}

    /// The number, if it is in the range; else an IllegalArgumentException.
    static int within(int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException("a saved number must be " + least + ".." + most + ", was " + number);
        }
        return number;
    }
}
