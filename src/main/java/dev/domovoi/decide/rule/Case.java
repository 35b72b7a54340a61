package dev.domovoi.decide.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far one rule has come with one thing, while that is more than nothing.
final class Case {
    static final long UNSET = Long.MIN_VALUE;

    /// Since when each `for` of the rule has held.
    final long[] timers;

    boolean isOn;
    boolean isCorroborated;
    long beganAt = UNSET;
    long saidAt = UNSET;
    /// When it was last known whether it is over.
    long knownAt = UNSET;
    /// What was shed, the newest last, and what it drew then.
    final List<Rung> rungs = new ArrayList<>();

    long steppedAt = UNSET;
    long easySince = UNSET;

    /// One device of a ladder.
    record Rung(Known device, double watts) {}

    static long[] unset(int timers) {
        long[] unset = new long[timers];
        Arrays.fill(unset, UNSET);
        return unset;
    }

    Case(long[] timers) {
        this.timers = timers.clone();
    }

    boolean isResting(long now, long cooldownMillis) {
        return beganAt != UNSET && now - beganAt < cooldownMillis;
    }

    boolean isIdle(long now, long cooldownMillis) {
        return !isOn && !isResting(now, cooldownMillis) && !isWaiting(timers);
    }

    /// Whether any `for` has begun to hold.
    static boolean isWaiting(long[] timers) {
        for (long since : timers) {
            if (since != UNSET) {
                return true;
            }
        }
        return false;
    }

    /// Goes on where the case of an earlier set of rules was; every `for` starts again.
    void takeOver(Case before) {
        isOn = before.isOn;
        isCorroborated = before.isCorroborated;
        beganAt = before.beganAt;
        saidAt = before.saidAt;
        knownAt = before.knownAt;
        rungs.addAll(before.rungs);
        steppedAt = before.steppedAt;
    }

    void forget(Known gone) {
        rungs.removeIf(rung -> rung.device() == gone);
    }

    /// A hold: every `for` starts again. No time may lie in the future of a clock that was set back.
    void interrupt(long now) {
        Arrays.fill(timers, UNSET);
        easySince = UNSET;
        beganAt = Math.min(beganAt, now);
        saidAt = Math.min(saidAt, now);
        knownAt = isOn ? now : UNSET;
        steppedAt = Math.min(steppedAt, now);
    }
}
