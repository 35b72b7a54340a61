package dev.domovoi.score;

import dev.domovoi.signal.Score;
import dev.domovoi.signal.Tick;
import java.util.Optional;

/// Judges one stream, tick by tick, each tick before it is learned from.
public interface Scorer {
    /// How surprising the tick is at the given alarm rate (episodes per week for this stream); empty while the stream
    /// is too young to judge. Ticks come in order of time; gaps are allowed.
    Optional<Score> score(Tick tick, double alarmsPerWeek);
}
