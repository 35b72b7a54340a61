package dev.domovoi.app;

import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.StreamId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What is not believed, told once for each series and reason: a meter that lies lies again and again.
final class Disbelief {
    private static final int MOST_TOLD = 200;

    private final Set<Told> told = new HashSet<>();

    private record Told(StreamId stream, Reason reason) {}

    /// The sentence, where it is news.
    Optional<String> first(Reading reading, Reason reason) {
        StreamId stream = new StreamId(reading.source(), reading.quantity());
        boolean isNews = told.size() < MOST_TOLD && told.add(new Told(stream, reason));
        return isNews
                ? Optional.of(stream + " "
                        + String.format(Locale.ROOT, "%,.6g", reading.value())
                        + (reading.quantity().unit().isEmpty()
                                ? ""
                                : " " + reading.quantity().unit())
                        + ", because " + reason.explanation() + ".")
                : Optional.empty();
    }
}
