package dev.domovoi.score.drill;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.Scorer;
import dev.domovoi.signal.Tick;
import java.util.Optional;

/// Gives a scorer the ticks of a trace, coarser ones as means where it wants them, and notices when an alarm begins.
final class Feeder {
    /// An alarm begins where none was on for this long.
    private static final int APART_SECONDS = 1800;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Scorer scorer;
    private final Trace trace;
    private final int each;
    private final double alarmsPerWeek;
    private final int apart;
    private long alarmedAt;

    Feeder(Scorer scorer, Trace trace, int each, double alarmsPerWeek, long alarmedAt) {
        this.scorer = scorer;
        this.trace = trace;
        this.each = each;
        this.alarmsPerWeek = alarmsPerWeek;
        this.apart = trace.ticks(APART_SECONDS);
        this.alarmedAt = alarmedAt;
    }

    static Feeder fresh(Scorer scorer, Trace trace, int each, double alarmsPerWeek) {
        return new Feeder(scorer, trace, each, alarmsPerWeek, NEVER);
    }

    /// Goes on with a copy of what was learned.
    Feeder from(Scorer copy) {
        return new Feeder(copy, trace, each, alarmsPerWeek, alarmedAt);
    }

    /// The channel of an alarm that begins with this step of `each` ticks; the values are those from `first` on.
    Optional<String> step(int tick, float[] values, int first) {
        double sum = 0;
        int known = 0;
        for (int i = tick; i < tick + each; i++) {
            float value = i >= first && i - first < values.length ? values[i - first] : trace.values()[i];
            if (!Float.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        if (2 * known < each) {
            return Optional.empty();
        }
        Tick made = new Tick(trace.stream(), trace.at(tick), sum / known, trace.at(tick + each));
        Optional<Judgement> alarm = scorer.judge(made, alarmsPerWeek).filter(Judgement::alarms);
        boolean begins = alarm.isPresent() && tick - alarmedAt > apart;
        if (alarm.isPresent()) {
            alarmedAt = tick;
        }
        return begins ? alarm.map(judgement -> scorer.channels().get(judgement.channel())) : Optional.empty();
    }

    Scorer scorer() {
        return scorer;
    }
}
