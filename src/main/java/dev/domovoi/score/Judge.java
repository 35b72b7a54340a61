package dev.domovoi.score;

import dev.domovoi.score.calibrate.SlotMaxima;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Tick;
import java.time.Duration;
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

    /// The newest judgement, of this tick, with its words; to be asked before the next tick. `newsAt` is when what the
    /// latest news rests on was measured.
    default Score told(Tick tick, Judgement newest, Instant newsAt) {
        return new Score(
                tick.stream(),
                tick.start(),
                newest.value(),
                newest.expected(),
                newest.tailProbability(),
                newest.surpriseNats(),
                newest.alarms(),
                tick.measuredAt(),
                newsAt,
                why(newest));
    }

    /// A judgement and its words in one.
    default Optional<Score> score(Tick tick, double alarmsPerWeek) {
        return judge(tick, alarmsPerWeek).map(judgement -> told(tick, judgement, tick.measuredAt()));
    }

    /// How long nothing has to alarm before the next alarm is another episode.
    default Duration recovery() {
        return SlotMaxima.RECOVERY;
    }

    /// How far the stream is on the way to being judged.
    ReadyState readiness(Instant now);
}
