package dev.domovoi.app.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domovoi.app.drill.DrillNight;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the newest drill says would be caught and missed, in short.
record DrillSight(Optional<Instant> at, long caught, long places, List<String> missed) {
    private static final JsonFactory JSON = new JsonFactory();

    /// How the drill begins what it says of faults that it never caught.
    private static final String CANNOT_SEE = "It cannot see: ";

    /// Streams of which it is said what would be missed.
    private static final int MOST = 20;

    static DrillSight of(Optional<DrillNight> night) {
        long caught = 0;
        long places = 0;
        List<String> missed = new ArrayList<>();
        for (String line : night.map(DrillNight::lines).orElse(List.of())) {
            Found found = new Found();
            found.read(line);
            caught += found.caught;
            places += found.places;
            if (!found.missed.isEmpty() && missed.size() < MOST) {
                missed.add(found.stream + ": " + found.missed);
            }
        }
        return new DrillSight(night.map(DrillNight::at), caught, places, missed);
    }

    private static final class Found {
        private String stream = "";
        private String missed = "";
        private long caught;
        private long places;

        /// The night's lines are JSON objects; they were checked when they were read from the disk.
        private void read(String line) {
            try (JsonParser json = JSON.createParser(line)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    take(name, json);
                }
            } catch (IOException damaged) {
                System.getLogger(DrillSight.class.getName())
                        .log(System.Logger.Level.DEBUG, "a line of the drill says nothing: {0}", damaged.getMessage());
            }
        }

        private void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "stream" -> stream = json.getValueAsString("");
                case "caught" -> caught = json.getValueAsLong();
                case "places" -> places = json.getValueAsLong();
                case "says" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        String sentence = json.getText();
                        missed = sentence.startsWith(CANNOT_SEE) ? sentence.substring(CANNOT_SEE.length()) : missed;
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("drill");
        if (at.isPresent()) {
            json.writeStringField("ran_at", at.get().toString());
        } else {
            json.writeNullField("ran_at");
        }
        json.writeNumberField("caught", caught);
        json.writeNumberField("places", places);
        json.writeArrayFieldStart("would_miss");
        for (String stream : missed) {
            json.writeString(stream);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    String words() {
        return at.isEmpty()
                ? "No drill has run yet, so it is not known what would be missed."
                : "In the newest drill " + caught + " of " + places
                        + " injected faults were caught; what would be missed: "
                        + (missed.isEmpty() ? "none of the kinds that were tried." : String.join(" ", missed));
    }
}
