package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.hygiene.Hygiene;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.observe.hygiene.Verdict;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Learns the streams' past from a recording before the agent starts. Nothing in it is decided on.
final class History {
    private static final Duration PROGRESS_EVERY = Duration.ofDays(7);

    private final Streams streams;
    private final Narrator narrator;
    private final Hygiene hygiene;
    private final Decoder decoder;
    private Instant minute = Instant.MIN;
    private Instant told = Instant.MIN;
    private long readings;
    private long known;
    private long doubtful;
    private long rejected;

    /// The recording's own times are taken as they are.
    History(Streams streams, Devices devices, DialectSettings dialects, Narrator narrator) {
        this.streams = streams;
        this.hygiene = new Hygiene(devices::ratingWatts, Instant.MIN);
        this.decoder = new Decoder(Dialects.of(dialects));
        this.narrator = narrator;
    }

    /// Learns all of the recording that is older than `now`.
    void learn(Path recording, Instant now) {
        try (RecordingReader reader = RecordingReader.open(recording)) {
            Optional<RecordedLine> line = reader.next();
            while (line.isPresent()) {
                switch (line.get()) {
                    case RecordedLine.Heard heard -> learn(heard.message(), now);
                    case RecordedLine.Unreadable unreadable -> rejected++;
                }
                line = reader.next();
            }
        } catch (IOException unreadable) {
            throw new ConfigException("--history " + recording, "cannot read it: " + unreadable);
        }
        if (readings + known == 0) {
            throw new ConfigException(
                    "--history " + recording,
                    "holds no live power reading that a dialect knows (" + rejected + " unreadable lines)");
        }
        streams.advance(minute, score -> {});
        narrator.say(
                Kind.NEWS,
                "Learned from " + readings + " power readings up to " + minute
                        + (known == 0 ? "" : "; " + known + " are of streams that know their past from an earlier run")
                        + (doubtful == 0 ? "" : "; " + doubtful + " were not taken for true")
                        + (rejected == 0 ? "." : "; " + rejected + " lines could not be read."));
    }

    private void learn(Message message, Instant now) {
        if (message.at().isAfter(now)) {
            return;
        }
        Instant its = message.at().truncatedTo(ChronoUnit.MINUTES);
        if (its.isAfter(minute)) {
            minute = its;
            streams.advance(minute, score -> {});
            progress();
        }
        if (decoder.decode(message) instanceof Decoder.Result.Known decoded) {
            hygiene.inspect(decoded.understood().observations()).forEach(this::learn);
        }
    }

    private void learn(Verdict verdict) {
        switch (verdict) {
            case Verdict.Passed(Reading reading)
            when reading.quantity() == Quantity.POWER && !reading.retained() -> {
                if (streams.acceptPast(reading)) {
                    readings++;
                } else {
                    known++;
                }
            }
            case Verdict.Passed other -> {}
            case Verdict.Doubted(Reading reading, Reason why) ->
                doubtful += reading.quantity() == Quantity.POWER ? 1 : 0;
            case Verdict.Quarantined(Reading reading, Reason why) ->
                doubtful += reading.quantity() == Quantity.POWER ? 1 : 0;
        }
    }

    private void progress() {
        if (told.equals(Instant.MIN)) {
            told = minute;
        } else if (Duration.between(told, minute).compareTo(PROGRESS_EVERY) >= 0) {
            told = minute;
            narrator.say(
                    Kind.NEWS,
                    "Learning the past: " + minute.truncatedTo(ChronoUnit.DAYS) + ", " + readings
                            + " readings so far.");
        }
    }
}
