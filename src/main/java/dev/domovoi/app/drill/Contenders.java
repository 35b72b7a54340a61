package dev.domovoi.app.drill;

import dev.domovoi.app.Streams;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.baseline.Restored;
import dev.domovoi.score.drill.Candidate;
import dev.domovoi.signal.StreamId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The scorers that a stream's alarms may come from, listed by hand; the first has the title before any drill.
public final class Contenders {
    private Contenders() {}

    public static List<Candidate> of(StreamId stream, ZoneId zone) {
        return List.of(new Candidate(
                "hour_of_week",
                Streams.TICK,
                () -> new HourOfWeek(stream, zone, Streams.TICK),
                state -> restored(state, stream, zone)));
    }

    private static Optional<Scorer> restored(byte[] state, StreamId stream, ZoneId zone) {
        return switch (HourOfWeek.restored(state, stream, zone, Streams.TICK)) {
            case Restored.Whole whole -> Optional.of(whole.scorer());
            case Restored.Damaged damaged -> Optional.empty();
        };
    }
}
