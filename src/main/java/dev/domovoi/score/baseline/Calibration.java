package dev.domovoi.score.baseline;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.calibrate.SlotMaxima;
import dev.domovoi.signal.Score;
import java.time.Duration;
import java.time.Instant;

/// Judges one series of evidence by its own slot maxima: what the challengers of a single channel share.
final class Calibration {
    private final SlotMaxima maxima;
    private final double[] evidence = new double[1];
    private Instant newest = Instant.MIN;

    Calibration(Duration tick, double leastScale) {
        maxima = new SlotMaxima(tick, leastScale);
    }

    Judgement judged(Instant at, double value, Score.Expected expected, double seen, double alarmsPerWeek) {
        if (at.isBefore(newest)) {
            maxima.abandonSlot();
        }
        newest = at;
        maxima.advance(at);
        SlotMaxima.Verdict verdict = maxima.judge(at, seen, alarmsPerWeek);
        evidence[0] = seen;
        boolean isReady = maxima.isReady();
        return new Judgement(
                isReady,
                value,
                expected,
                Math.max(0, seen),
                isReady ? verdict.tailProbability() : 1,
                verdict.exceeds(),
                0,
                evidence);
    }

    ReadyState readiness(Instant now) {
        int known = Math.min(maxima.slots(), SlotMaxima.READY_SLOTS);
        int missing = SlotMaxima.READY_SLOTS - known;
        return missing == 0
                ? new ReadyState(1, "calibrated on " + Wording.days(maxima.slots()) + " of its own history", now)
                : new ReadyState(
                        (double) known / SlotMaxima.READY_SLOTS,
                        "has learned " + Wording.days(known) + " of the " + Wording.days(SlotMaxima.READY_SLOTS)
                                + " it needs",
                        now.plus(SlotMaxima.SLOT.multipliedBy(missing)));
    }
}
