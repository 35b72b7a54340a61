package dev.domovoi.app.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The home's past as messages.
final class SimulatedHomeTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Rome");
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(2));

    private static List<Message> past(long seed) {
        List<Message> messages = new ArrayList<>();
        long told = SimulatedHome.of(ZONE, seed).tellPast(FROM, TO, messages::add, share -> {});
        assertEquals(messages.size(), told);
        return messages;
    }

    @Test
    void theSameSeedTellsTheSamePast() {
        assertEquals(past(7), past(7));
        assertFalse(past(7).equals(past(8)));
    }

    @Test
    void thePastIsInOrderAndWithinItsTime() {
        Instant last = FROM;
        for (Message message : past(7)) {
            assertFalse(message.at().isBefore(last), message + " at " + message.at());
            assertTrue(message.at().isBefore(TO));
            last = message.at();
        }
    }

    @Test
    void eachPlugIsHeardAtLeastEveryFiveMinutesWithWhatItsApplianceDraws() {
        SimulatedHome home = SimulatedHome.of(ZONE, 7);
        Listening listening = new Listening();
        home.tellPast(FROM, TO, listening::hear, share -> {});
        assertEquals(home.plugs().keySet(), listening.recipes.keySet());
        home.plugs().forEach((name, plug) -> assertEquals(plug.watts(), listening.reading(name, Quantity.POWER), 0.06));
        List<Instant> kettle = past(7).stream()
                .filter(message -> message.topic().equals("kettle/events/rpc"))
                .map(Message::at)
                .collect(Collectors.toList());
        for (int i = 1; i < kettle.size(); i++) {
            assertFalse(kettle.get(i).isAfter(kettle.get(i - 1).plus(Duration.ofMinutes(5))));
        }
    }

    @Test
    void progressEndsAtOneAndAnEmptyPastIsRefused() {
        List<Double> shares = new ArrayList<>();
        SimulatedHome.of(ZONE, 7).tellPast(FROM, FROM.plusSeconds(90), message -> {}, shares::add);
        assertEquals(List.of(60 / 90.0, 1.0), shares);
        assertThrows(
                IllegalArgumentException.class,
                () -> SimulatedHome.of(ZONE, 7).tellPast(FROM, FROM, message -> {}, share -> {}));
    }

    @Test
    void aWrittenPastReadsBackAsItWasToldAndIsTheSameFileAgain(@TempDir Path directory) throws IOException {
        Path first = directory.resolve("first.gz");
        Path second = directory.resolve("second.gz");
        long written = SimulatedHome.of(ZONE, 7).writePast(first, FROM, TO, share -> {});
        SimulatedHome.of(ZONE, 7).writePast(second, FROM, TO, share -> {});
        assertEquals(-1, Files.mismatch(first, second));
        List<Message> told = past(7);
        assertEquals(told.size(), written);
        try (RecordingReader recording = RecordingReader.open(first)) {
            for (Message message : told) {
                assertEquals(message, heard(recording.next().orElseThrow()));
            }
            assertTrue(recording.next().isEmpty());
        }
    }

    private static Message heard(RecordedLine line) {
        return switch (line) {
            case RecordedLine.Heard heard -> heard.message();
            case RecordedLine.Unreadable unreadable -> throw new AssertionError(unreadable);
        };
    }
}
