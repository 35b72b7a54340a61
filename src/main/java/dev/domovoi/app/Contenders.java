package dev.domovoi.app;

import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.drill.Candidate;
import dev.domovoi.score.plug.PlugScorer;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// The scorers that a stream's alarms may come from, listed by hand; the first has the title before any drill.
public final class Contenders {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Contenders() {}

    public static List<Candidate> of(StreamId stream, ZoneId zone) {
        return List.of(
                new Candidate(
                        "plug",
                        Streams.TICK,
                        () -> new PlugScorer(stream, zone, Streams.TICK),
                        state -> PlugScorer.restored(state, stream, zone, Streams.TICK)),
                new Candidate(
                        "hour_of_week",
                        MINUTE,
                        () -> new HourOfWeek(stream, zone, MINUTE),
                        state -> HourOfWeek.restored(state, stream, zone, MINUTE)));
    }
}
