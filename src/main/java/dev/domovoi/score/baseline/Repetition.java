package dev.domovoi.score.baseline;

import dev.domovoi.score.Judge;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A judge that does not repeat itself: its anomaly is passed on only where it beats what was passed on before, which
/// fades away within days. Alarms and probabilities stay as they are.
public final class Repetition implements Judge {
    private static final double FADES_SECONDS = Duration.ofHours(25).toSeconds();

    private final Judge judge;
    private double record;
    private Instant newest = Instant.MIN;

    public Repetition(Judge judge) {
        this.judge = judge;
    }

    @Override
    public List<String> channels() {
        return judge.channels();
    }

    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        if (!newest.equals(Instant.MIN) && tick.start().isAfter(newest)) {
            double seconds = Duration.between(newest, tick.start()).toMillis() / 1000.0;
            record *= Math.exp(-seconds / FADES_SECONDS);
        }
        newest = tick.start();
        return judge.judge(tick, alarmsPerWeek).map(this::withoutRepetition);
    }

    private Judgement withoutRepetition(Judgement judged) {
        boolean isNews = judged.anomaly() > record;
        record = Math.max(record, judged.anomaly());
        return new Judgement(
                judged.isReady(),
                judged.value(),
                judged.expected(),
                isNews ? judged.anomaly() : 0,
                judged.tailProbability(),
                judged.alarms(),
                judged.channel(),
                judged.evidence());
    }

    @Override
    public String why(Judgement newest) {
        return judge.why(newest);
    }

    @Override
    public Duration recovery() {
        return judge.recovery();
    }

    @Override
    public ReadyState readiness(Instant now) {
        return judge.readiness(now);
    }
}
