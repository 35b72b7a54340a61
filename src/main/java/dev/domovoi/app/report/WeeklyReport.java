package dev.domovoi.app.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.app.drill.DrillNight;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Tells the card of the week that was over last: retained, a new one each Monday in the home's zone, and again when a
/// person says what an alarm of it was. Belongs to the home thread.
public final class WeeklyReport {
    private static final JsonFactory JSON = new JsonFactory();

    private final String topic;
    private final WeekCards cards;
    private final Supplier<Optional<DrillNight>> drilled;
    private final Predicate<Instant> wasWatchedBefore;
    private final BiPredicate<String, String> retain;
    private final InstantSource clock;
    private final Consumer<String> narrator;
    private Optional<LocalDate> told = Optional.empty();
    private boolean isDoubted = true;

    /// `wasWatchedBefore`: whether the home was watched at all before an instant; `retain` hands a retained message to
    /// the broker, and answers whether it could.
    public WeeklyReport(
            String prefix,
            WeekCards cards,
            Supplier<Optional<DrillNight>> drilled,
            Predicate<Instant> wasWatchedBefore,
            BiPredicate<String, String> retain,
            InstantSource clock,
            Consumer<String> narrator) {
        this.topic = prefix + "/report/week"; // PREFIX/report is what Home Assistant shows, and changes all the time
        this.cards = cards;
        this.drilled = drilled;
        this.wasWatchedBefore = wasWatchedBefore;
        this.retain = retain;
        this.clock = clock;
        this.narrator = narrator;
    }

    /// What was told may not be so any more, or be forgotten by the broker.
    public void changed() {
        isDoubted = true;
    }

    /// Time has come to a new minute.
    public void minute() {
        Instant now = clock.instant();
        LocalDate running = WeekCards.mondayOf(now, cards.zone());
        boolean isNew = told.filter(running::equals).isEmpty();
        boolean isDue = isNew || isDoubted;
        if (!isDue || !wasWatchedBefore.test(running.atStartOfDay(cards.zone()).toInstant())) {
            return;
        }
        WeekCard card = cards.last(now);
        DrillSight drill = DrillSight.of(drilled.get());
        if (retain.test(topic, text(card, drill, now))) {
            if (isNew && told.isPresent()) {
                List<String> words = new ArrayList<>(card.words());
                words.add(drill.words());
                narrator.accept(String.join(" ", words));
            }
            told = Optional.of(running);
            isDoubted = false;
        }
    }

    private static String text(WeekCard card, DrillSight drill, Instant now) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", now.toString());
            card.write(json);
            drill.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
