package dev.domovoi.app.backfill;

import dev.domovoi.app.backfill.Catalogue.Found;
import dev.domovoi.app.config.AgentConfig.Exported;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One stream's past on its way here, piece by piece from the oldest. After an outage it goes on where it was.
///
/// It asks for a range of samples and not for a value at each step: only so does every value come with its own time,
/// and none is repeated over a gap.
final class Fetch {
    private static final Duration PIECE = Duration.ofDays(1);
    private static final Duration SMALLEST_PIECE = Duration.ofMinutes(30);

    /// As close to the present as it comes.
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final StreamId stream;
    private final Duration depth;
    private final Function<Field, Past> beginning;
    private final InstantSource time;
    private final Deque<Exported> sources;
    private final List<String> reasons = new ArrayList<>();
    private Optional<Piecewise> underWay = Optional.empty();

    /// `depth` is how far back it reaches, `beginning` makes a past that knows nothing.
    Fetch(
            StreamId stream,
            List<Exported> sources,
            Duration depth,
            Function<Field, Past> beginning,
            InstantSource time) {
        this.stream = stream;
        this.sources = new ArrayDeque<>(sources);
        this.depth = depth;
        this.beginning = beginning;
        this.time = time;
    }

    sealed interface Outcome {
        record Done(Selector selector, Past.Learned learned) implements Outcome {}

        /// There is nothing to be had, for one reason for each place that was asked.
        record Nothing(List<String> reasons) implements Outcome {}

        record Away(String why) implements Outcome {}
    }

    StreamId stream() {
        return stream;
    }

    Outcome go(PrometheusClient client, Catalogue catalogue) throws InterruptedException {
        while (!sources.isEmpty()) {
            Optional<Outcome> outcome = underWay.isPresent() ? next(client, underWay.get()) : find(catalogue);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new Outcome.Nothing(List.copyOf(reasons));
    }

    private Optional<Outcome> find(Catalogue catalogue) throws InterruptedException {
        switch (catalogue.find(sources.element(), stream.source())) {
            case Reply.Got<Found>(Found.At at) ->
                underWay = Optional.of(new Piecewise(
                        at.selector(),
                        beginning.apply(at.unit()),
                        time.instant().minus(depth)));
            case Reply.Got<Found>(Found.Nowhere nowhere) -> giveUp(nowhere.why());
            case Reply.Refused<Found>(String why) -> giveUp(sources.element().selector() + ": " + why);
            case Reply.TooMuch<Found>(String why) -> giveUp(sources.element().selector() + ": " + why);
            case Reply.Away<Found>(String why) -> {
                return Optional.of(new Outcome.Away(why));
            }
        }
        return Optional.empty();
    }

    private void giveUp(String why) {
        sources.remove();
        underWay = Optional.empty();
        reasons.add(why);
    }

    private Optional<Outcome> next(PrometheusClient client, Piecewise pieces) throws InterruptedException {
        Instant now = time.instant();
        if (Duration.between(pieces.from, now).compareTo(CLOSE) < 0) {
            Optional<Past.Learned> learned = pieces.past.learned(now);
            if (learned.isEmpty()) {
                giveUp(pieces.selector + " has no samples of the last " + depth.toDays() + " days that can be used");
            }
            return learned.map(known -> new Outcome.Done(pieces.selector, known));
        }
        Instant whole = pieces.from.plus(pieces.length);
        Instant end = whole.isAfter(now) ? now : whole;
        long seconds = Math.max(1, Duration.between(pieces.from, end).toSeconds());
        switch (client.query(pieces.selector + "[" + seconds + "s]", pieces.from.plusSeconds(seconds))) {
            case Reply.Got<List<Samples>>(List<Samples> series) -> take(pieces, series, seconds);
            case Reply.Refused<List<Samples>>(String why) -> giveUp(pieces.selector + ": " + why);
            case Reply.TooMuch<List<Samples>>(String why) -> smaller(pieces, why);
            case Reply.Away<List<Samples>>(String why) -> {
                return Optional.of(new Outcome.Away(why));
            }
        }
        return Optional.empty();
    }

    private void take(Piecewise pieces, List<Samples> series, long seconds) {
        Optional<Samples> merged = Merge.of(series);
        if (merged.isEmpty()) {
            giveUp(pieces.selector + " is " + series.size()
                    + " series side by side; name it in prometheus.series with a condition that leaves one");
            return;
        }
        pieces.past.learn(merged.get());
        pieces.from = pieces.from.plusSeconds(seconds);
    }

    private void smaller(Piecewise pieces, String why) {
        pieces.length = pieces.length.dividedBy(2);
        if (pieces.length.compareTo(SMALLEST_PIECE) < 0) {
            giveUp(pieces.selector + ": " + why + ", even for less than an hour");
        }
    }

    private static final class Piecewise {
        private final Selector selector;
        private final Past past;
        private Instant from;
        private Duration length = PIECE;

        Piecewise(Selector selector, Past past, Instant from) {
            this.selector = selector;
            this.past = past;
            this.from = Instant.ofEpochSecond(from.getEpochSecond());
        }
    }
}
