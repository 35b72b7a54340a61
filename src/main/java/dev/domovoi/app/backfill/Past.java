package dev.domovoi.app.backfill;

import dev.domovoi.app.Streams;
import dev.domovoi.observe.hygiene.Hygiene;
import dev.domovoi.observe.hygiene.Verdict;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.score.ReadyState;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What one stream has learned of its past so far, beside the live streams and through the same steps.
///
/// A sample stands for the time until the next one. Where that is late, it stands for the usual pause, and what follows
/// is a gap: no value is made up for it.
final class Past {
    /// A pause as long as this is no gap yet, however often the samples usually come.
    private static final long LEAST_GAP_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final double PAUSES_TO_A_GAP = 2.5;

    /// A gap that people are told of.
    private static final Duration LONG = Duration.ofHours(1);

    private final StreamId stream;
    private final Field unit;
    private final Streams streams;
    private final Hygiene hygiene;
    private long usualPause;
    private long first;
    private long last;
    private long samples;
    private long doubtful;
    private int longGaps;
    private Span longest = new Span(Instant.EPOCH, Instant.EPOCH);
    private Instant minute = Instant.MIN;

    /// `streams` and `hygiene` are its own, and know nothing yet.
    Past(StreamId stream, Field unit, Streams streams, Hygiene hygiene) {
        this.stream = stream;
        this.unit = unit;
        this.streams = streams;
        this.hygiene = hygiene;
    }

    record Span(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /// What came of it: the state to go on with, how far that is, and on what it rests.
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, handed on and never compared
    record Learned(
            byte[] state, ReadyState ready, Span span, long samples, long doubtful, int longGaps, Span longestGap) {}

    /// Takes samples that are later than all before; those of the overlap are known already.
    void learn(Samples chunk) {
        long pause = chunk.spacingMillis();
        usualPause = pause > 0 ? pause : usualPause;
        for (int i = 0; i < chunk.size(); i++) {
            if (samples + doubtful == 0 || chunk.millis(i) > last) {
                learn(chunk.millis(i), unit.inOwnUnit(chunk.value(i)));
            }
        }
    }

    private void learn(long at, double watts) {
        if (samples + doubtful == 0) {
            first = at;
        } else if (at - last > longestPause()) {
            gap(last, at);
        }
        last = at;
        Instant its = Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.MINUTES);
        if (its.isAfter(minute)) {
            minute = its;
            streams.advance(its, score -> {});
        }
        Reading reading = new Reading(stream.source(), Quantity.POWER, watts, Instant.ofEpochMilli(at), false);
        for (Verdict verdict : hygiene.inspect(List.of(reading))) {
            if (verdict instanceof Verdict.Passed(Reading passed)) {
                streams.acceptPast(passed);
                samples++;
            } else if (!(verdict instanceof Verdict.Passed)) {
                doubtful++;
            }
        }
    }

    private long longestPause() {
        return Math.max(LEAST_GAP_MILLIS, (long) (PAUSES_TO_A_GAP * usualPause));
    }

    private void gap(long from, long to) {
        end(Math.min(to, from + usualPause));
        Span gap = new Span(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
        if (gap.length().compareTo(LONG) >= 0) {
            longGaps++;
        }
        if (gap.length().compareTo(longest.length()) > 0) {
            longest = gap;
        }
    }

    private void end(long at) {
        streams.advance(Instant.ofEpochMilli(at), score -> {});
        streams.interrupt();
    }

    /// Ends it; empty where nothing was learned.
    Optional<Learned> learned(Instant now) {
        end(Math.min(now.toEpochMilli(), last + usualPause));
        return streams.progress(now).stream()
                .filter(progress -> progress.stream().equals(stream))
                .findFirst()
                .map(progress -> new Learned(
                        streams.states().getOrDefault(stream.toString(), new byte[0]),
                        progress.ready(),
                        new Span(Instant.ofEpochMilli(first), Instant.ofEpochMilli(last)),
                        samples,
                        doubtful,
                        longGaps,
                        longest));
    }
}
