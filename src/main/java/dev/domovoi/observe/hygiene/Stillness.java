package dev.domovoi.observe.hygiene;

/// Whether a meter has frozen: reports come in, but none of its numbers moves any more, although one of them should.
///
/// A voltage should, and so should a power above zero that is told finely, where a voltage or a total stands still with
/// it: a heater that is stuck on draws the same for hours too, and must not be taken for a meter that is stuck. A
/// number
/// that rests on coarse steps, or that never moved, says nothing; and one that moves clears all others.
final class Stillness {
    static final long HOURS_MILLIS = 3 * 3_600_000L;

    /// A load moves by a hundredth within hours, because the mains do.
    private static final double LEAST_STEPS = 100;

    final Run power = new Run();
    final Run volts = new Run();
    final Run amperes = new Run();
    final Run total = new Run();

    /// Whether its meter is known well enough to be judged.
    boolean isJudged() {
        return power.isKnownToMove() || volts.isKnownToMove();
    }

    boolean isFrozen(long now) {
        boolean powerShouldMove = power.isOverdue() && power.value() != 0 && power.steps() >= LEAST_STEPS;
        boolean voltsShouldMove = volts.isOverdue() && volts.value() >= Physics.MAINS_FROM_VOLTS;
        boolean hasWitness = volts.isTold() || total.isTold();
        return ((powerShouldMove && hasWitness) || voltsShouldMove)
                && power.isStill(now)
                && volts.isStill(now)
                && amperes.isStill(now)
                && total.isStill(now);
    }
}
