package dev.domovoi.app.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a backup says of itself: when it was made, by which schema, and every file in it with its checksum.
record Manifest(int format, Instant madeAt, int storeSchema, boolean hasSecrets, List<Item> files) {
    /// Its name in the backup.
    static final String NAME = "manifest.json";

    /// How the backup is laid out.
    static final int FORMAT = 1;

    private static final JsonFactory JSON = new JsonFactory();

    Manifest {
        files = List.copyOf(files);
    }

    /// One file: where it lies in the state directory, how long it is, and the SHA-256 of what is in it.
    record Item(String path, long bytes, String sha256) {}

    String text() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("format", format);
            json.writeStringField("made_at", madeAt.toString());
            json.writeNumberField("store_schema", storeSchema);
            json.writeBooleanField("secrets", hasSecrets);
            json.writeArrayFieldStart("files");
            for (Item item : files) {
                json.writeStartObject();
                json.writeStringField("path", item.path());
                json.writeNumberField("bytes", item.bytes());
                json.writeStringField("sha256", item.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /// What a later version adds is passed over: whether that version can be restored is for `format` to say.
    static Manifest read(String text) throws IOException {
        Map<String, String> words = new TreeMap<>();
        List<Item> files = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("files") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        files.add(item(words(json)));
                    }
                } else if (value.isScalarValue()) {
                    words.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return new Manifest(
                    (int) number(words, "format"),
                    Instant.parse(word(words, "made_at")),
                    (int) number(words, "store_schema"),
                    Boolean.parseBoolean(word(words, "secrets")),
                    files);
        } catch (DateTimeException | NumberFormatException wrong) {
            throw new IOException(NAME + " cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    private static Map<String, String> words(JsonParser json) throws IOException {
        Map<String, String> words = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken().isScalarValue()) {
                words.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return words;
    }

    private static Item item(Map<String, String> words) throws IOException {
        return new Item(
                word(words, "path"),
                number(words, "bytes"),
                word(words, "sha256").toLowerCase(Locale.ROOT));
    }

    private static String word(Map<String, String> words, String name) throws IOException {
        String word = words.get(name);
        if (word == null) {
            throw new IOException(NAME + " lacks \"" + name + "\"");
        }
        return word;
    }

    private static long number(Map<String, String> words, String name) throws IOException {
        return Long.parseLong(word(words, name));
    }
}
