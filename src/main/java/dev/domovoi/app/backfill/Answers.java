package dev.domovoi.app.backfill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.domovoi.signal.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the answers of Prometheus's HTTP API, of which only the bytes are known to be few.
final class Answers {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_STRING = 100_000;
    private static final long MAX_SECONDS = 1L << 33;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private Answers() {}

    /// Reads what is below `data`; the parser stands on its first token and is to be left on its last.
    @FunctionalInterface
    interface Data<T> {
        T read(JsonParser json) throws IOException;
    }

    /// The data of a successful answer; throws IOException where it is none.
    static <T> T data(byte[] body, Data<T> data) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
            List<T> found = new ArrayList<>();
            boolean isSuccess = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                JsonToken value = json.nextToken();
                if (member.equals("data") && found.isEmpty()) {
                    found.add(data.read(json));
                } else if (member.equals("status")) {
                    isSuccess = "success".equals(json.getText());
                    json.skipChildren();
                } else if (value.isStructStart()) {
                    json.skipChildren();
                }
            }
            expect(json.currentToken(), JsonToken.END_OBJECT, "the end of the object");
            if (found.isEmpty() || !isSuccess) {
                throw new IOException("no data in it");
            }
            return found.getFirst();
        }
    }

    /// What the server says went wrong; throws IOException where it says nothing.
    static String error(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isError = json.currentName().equals("error");
                JsonToken value = json.nextToken();
                if (isError && value == JsonToken.VALUE_STRING) {
                    return shown(json.getText());
                }
                json.skipChildren();
            }
            throw new IOException("no error in it");
        }
    }

    /// Longer than [Text#shortened] would have it: the server's reasons end with what matters.
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int from = 0; from < Math.min(text.length(), 240); from += 60) {
            shown.append(Text.shortened(text.substring(from, Math.min(text.length(), from + 60))));
        }
        return shown.toString();
    }

    /// A list of texts.
    static List<String> texts(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "a list");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING, "a text");
            texts.add(json.getText());
        }
        return texts;
    }

    /// The series of a query's result, a vector's with one sample each.
    static List<Samples> series(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
        List<Samples> series = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isResult = json.currentName().equals("result");
            json.nextToken();
            if (isResult) {
                expect(json.currentToken(), JsonToken.START_ARRAY, "a list of series");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    series.add(oneSeries(json));
                }
            } else {
                json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT, "the end of the object");
        return series;
    }

    private static Samples oneSeries(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "a series");
        Samples samples = new Samples();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "value" -> addSample(json, samples);
                case "values" -> {
                    expect(json.currentToken(), JsonToken.START_ARRAY, "a list of samples");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        addSample(json, samples);
                    }
                }
                default -> json.skipChildren();
            }
        }
        expect(json.currentToken(), JsonToken.END_OBJECT, "the end of the series");
        return samples;
    }

    /// A time in seconds and a number as text; one that is no number of this world is left out.
    private static void addSample(JsonParser json, Samples samples) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "a sample");
        JsonToken time = json.nextToken();
        if (time == null || !time.isNumeric()) {
            throw new IOException("expected a time, got " + time);
        }
        double seconds = json.getDoubleValue();
        expect(json.nextToken(), JsonToken.VALUE_STRING, "a number as text");
        double value = number(json.getText());
        expect(json.nextToken(), JsonToken.END_ARRAY, "the end of the sample");
        if (!(Math.abs(seconds) < MAX_SECONDS)) {
            throw new IOException("expected a time in seconds, got " + seconds);
        }
        if (Double.isFinite(value) && !samples.add(Math.round(seconds * 1000), value)) {
            throw new IOException("its samples are not in order of time");
        }
    }

    private static double number(String text) throws IOException {
        try {
            return switch (text) {
                case "+Inf", "-Inf" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException none) {
            throw new IOException("expected a number, got \"" + Text.shortened(text) + '"', none);
        }
    }

    private static void expect(@org.jspecify.annotations.Nullable JsonToken got, JsonToken expected, String what)
            throws IOException {
        if (got != expected) {
            throw new IOException("expected " + what + ", got " + got);
        }
    }
}
