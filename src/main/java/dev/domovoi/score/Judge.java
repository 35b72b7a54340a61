package dev.domovoi.score;

import dev.domovoi.signal.Score;
import dev.domovoi.signal.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Judges one stream, tick by tick, each tick before it is learned from. Belongs to one thread.
public interface Judge {
    /// The kinds of evidence it looks at, in the order of [Judgement#evidence].
    List<String> channels();

    /// How surprising the tick is at the given alarm rate (episodes per week for this stream); empty where there is
    /// nothing to compare it with yet. Ticks come in order of time; gaps are allowed.
    Optional<Judgement> judge(Tick tick, double alarmsPerWeek);

    /// The newest judgement in words a person would use; to be asked before the next tick.
    String why(Judgement newest);

    /// A judgement and its words in one.
    default Optional<Score> score(Tick tick, double alarmsPerWeek) {
        return judge(tick, alarmsPerWeek)
                .map(judgement -> new Score(
                        tick.stream(),
                        tick.start(),
                        judgement.value(),
                        judgement.expected(),
                        judgement.tailProbability(),
                        judgement.surpriseNats(),
                        judgement.alarms(),
                        tick.measuredAt(),
                        why(judgement)));
    }

    /// How far the stream is on the way to being judged.
    ReadyState readiness(Instant now);
}
