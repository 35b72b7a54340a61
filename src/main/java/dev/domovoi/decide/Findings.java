package dev.domovoi.decide;

import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.Evidence.Fact.Amount;
import dev.domovoi.decide.Evidence.Fact.Word;
import dev.domovoi.signal.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// The evidence that a score and its device give.
final class Findings {
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private Findings() {}

    static Evidence of(Score score, DeviceView device, Instant now) {
        SortedMap<String, Fact> facts = new TreeMap<>();
        facts.put("stream", new Word(score.stream().toString()));
        facts.put("unit", new Word(score.stream().quantity().unit()));
        facts.put("value", new Amount(score.value()));
        facts.put("expected_low", new Amount(score.expected().low()));
        facts.put("expected_median", new Amount(score.expected().median()));
        facts.put("expected_high", new Amount(score.expected().high()));
        facts.put("tail_probability", new Amount(score.tailProbability()));
        facts.put("surprise_nats", new Amount(score.surpriseNats()));
        facts.put("measured_at", new Word(score.measuredAt().toString()));
        facts.put("age_seconds", new Amount(seconds(Duration.between(score.measuredAt(), now))));
        facts.put("scorer_says", new Word(score.why()));
        device.role().ifPresent(role -> facts.put("role", new Word(role.word())));
        device.wattsNow().ifPresent(watts -> facts.put("watts_now", new Amount(watts)));
        return new Evidence(facts);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
