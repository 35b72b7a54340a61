package dev.domovoi.app;

import dev.domovoi.app.recording.RecordingWriter;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// Nine days of two Tasmota plugs, long enough to be judged by: a heater that warms every morning, and a freezer
/// whose compressor comes and goes.
final class PastHome {
    static final Instant END = Instant.parse("2026-03-10T12:00:00Z");

    private static final Instant START = END.minus(Duration.ofDays(9));
    private static final Duration EVERY = Duration.ofMinutes(4);

    private PastHome() {}

    static int heaterWatts(Instant at) {
        int hour = at.atOffset(ZoneOffset.UTC).getHour();
        return hour == 6 || hour == 7 ? 800 : 2;
    }

    static int freezerWatts(Instant at) {
        return Math.floorMod(at.getEpochSecond() / 60, 40) < 16 ? 90 : 1;
    }

    static String sensor(int watts) {
        return "{\"Time\":\"2026-03-10T12:00:00\",\"ENERGY\":{\"Total\":12.5,\"Power\":" + watts
                + ",\"Voltage\":231,\"Current\":" + watts / 231.0 + "}}";
    }

    /// Writes it as a recording.
    static Path recording(Path folder) throws IOException {
        Path file = folder.resolve("past.jsonl");
        if (Files.exists(file)) {
            return file; // somebody may be reading it
        }
        try (OutputStream output = Files.newOutputStream(file);
                RecordingWriter writer = new RecordingWriter(output)) {
            for (Instant at = START; at.isBefore(END); at = at.plus(EVERY)) {
                writer.write(said("heater", heaterWatts(at), at));
                writer.write(said("freezer", freezerWatts(at), at));
            }
        }
        return file;
    }

    private static Message said(String plug, int watts, Instant at) {
        return new Message(at, "tele/" + plug + "/SENSOR", sensor(watts).getBytes(StandardCharsets.UTF_8), false);
    }
}
