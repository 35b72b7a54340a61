package dev.domovoi.app;

import dev.domovoi.observe.tick.Resampler;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.drill.Candidate;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One stream that is learned: its resampler, and the scorers that learn it side by side. One of them speaks: the
/// champion, or while that is too young to judge, the first that is not.
///
/// What is unusual is not learned: what was known before it is put aside, and taken up again when it is over. Only what
/// lasts is learned after all.
final class Learner {
    /// So long it may be unusual, in one incident or in several less than [#BETWEEN] apart, before it is the new
    /// normal.
    static final Duration LASTING = Duration.ofDays(3);

    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final long MINUTE_SECONDS = 60;
    private static final Instant NEVER = Instant.EPOCH;

    private final Resampler resampler;
    private final List<Contender> contenders;
    private Map<String, byte[]> aside = Map.of();
    private Instant unusualSince = NEVER;
    private Instant usualSince = NEVER;

    /// A scorer with what it is fed by, and when its evidence last became clearly stronger.
    private static final class Contender {
        final Candidate candidate;
        final LongerTicks ticks;
        Scorer scorer;
        Instant newsAt = NEVER;

        Contender(Candidate candidate) {
            this.candidate = candidate;
            this.ticks = new LongerTicks(Streams.TICK, candidate.tick());
            this.scorer = candidate.fresh().get();
        }
    }

    private Learner(Resampler resampler, List<Candidate> candidates) {
        this.resampler = resampler;
        this.contenders = candidates.stream().map(Contender::new).toList();
    }

    static Learner fresh(StreamId stream, ZoneId zone) {
        return new Learner(new Resampler(stream, Streams.TICK), Contenders.of(stream, zone));
    }

    /// The same resampler with what another one has learned; what cannot be used of it is told, and learned anew.
    Learner withLearned(byte[] state, StreamId stream, ZoneId zone, Consumer<Problem> damaged) {
        Learner learner = new Learner(resampler, Contenders.of(stream, zone));
        LearnerState saved = LearnerState.read(stream.toString(), state, damaged);
        learner.unusualSince = saved.unusualSince();
        learner.usualSince = saved.usualSince();
        learner.aside = saved.aside();
        learner.take(saved.now(), damaged);
        return learner;
    }

    private void take(Map<String, byte[]> states, Consumer<Problem> damaged) {
        for (Contender contender : contenders) {
            byte[] state = states.get(contender.candidate.name());
            if (state != null) {
                switch (contender.candidate.restored().apply(state)) {
                    case Restored.Whole(Scorer scorer) -> contender.scorer = scorer;
                    case Restored.Damaged(Problem problem) -> damaged.accept(problem);
                }
            }
        }
    }

    byte[] state() {
        return new LearnerState(unusualSince, usualSince, states(), aside).written();
    }

    private Map<String, byte[]> states() {
        Map<String, byte[]> states = new TreeMap<>();
        contenders.forEach(contender -> states.put(contender.candidate.name(), contender.scorer.state()));
        return states;
    }

    Resampler resampler() {
        return resampler;
    }

    /// Lets every scorer judge and learn the tick; once a minute the one that speaks is heard.
    void learn(Tick tick, double alarmsPerWeek, Optional<String> champion, Consumer<Score> judged) {
        Contender speaker = speaker(champion, tick.start());
        for (Contender contender : contenders) {
            contender.ticks.add(tick).ifPresent(longer -> {
                Optional<Judgement> judgement = contender.scorer.judge(longer, alarmsPerWeek);
                judgement.filter(Judgement::isNews).ifPresent(news -> contender.newsAt = longer.measuredAt());
                if (contender == speaker && endsMinute(longer, contender.candidate)) {
                    judgement
                            .filter(Judgement::isReady)
                            .map(ready -> contender.scorer.told(longer, ready, contender.newsAt))
                            .ifPresent(judged);
                }
            });
        }
    }

    private static boolean endsMinute(Tick tick, Candidate candidate) {
        return tick.start().plus(candidate.tick()).getEpochSecond() % MINUTE_SECONDS == 0;
    }

    private Contender speaker(Optional<String> champion, Instant now) {
        Contender first = contenders.stream()
                .filter(contender ->
                        champion.isEmpty() || contender.candidate.name().equals(champion.get()))
                .findFirst()
                .orElseGet(contenders::getFirst);
        return first.scorer.readiness(now).isReady()
                ? first
                : contenders.stream()
                        .filter(contender -> contender.scorer.readiness(now).isReady())
                        .findFirst()
                        .orElse(first);
    }

    /// The name of the scorer that speaks.
    String speaks(Optional<String> champion, Instant now) {
        return speaker(champion, now).candidate.name();
    }

    /// How far the one is that is nearest to judging.
    ReadyState readiness(Instant now) {
        return contenders.stream()
                .map(contender -> contender.scorer.readiness(now))
                .max(Comparator.comparingDouble(ReadyState::ratio))
                .orElseThrow();
    }

    /// It has become unusual: what comes from now on is forgotten again, unless it lasts.
    void setAside(Instant now) {
        if (!aside.isEmpty()) {
            return;
        }
        if (now.isAfter(usualSince.plus(BETWEEN))) {
            unusualSince = now;
        }
        if (!isLasting(now)) {
            aside = states();
        }
    }

    /// It is over: goes on from what was known before, as if nothing had been heard meanwhile.
    void putBack(Instant now, Consumer<Problem> damaged) {
        take(aside, damaged);
        aside = Map.of();
        usualSince = now;
    }

    /// What was unusual is normal now, and learned; whether there was anything to be learned.
    boolean learnAfterAll() {
        boolean wasAside = !aside.isEmpty();
        aside = Map.of();
        return wasAside;
    }

    /// Learns what has lasted; whether there was anything.
    boolean learnsLasting(Instant now) {
        return isLasting(now) && learnAfterAll();
    }

    private boolean isLasting(Instant now) {
        return !unusualSince.equals(NEVER) && !now.isBefore(unusualSince.plus(LASTING));
    }
}
