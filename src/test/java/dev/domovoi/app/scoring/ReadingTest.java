package dev.domovoi.app.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Records, times and ticks as they are read from a file.
final class ReadingTest {
    @TempDir
    Path folder;

    private List<CsvRecord> records(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), text, StandardCharsets.UTF_8);
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader reader = new CsvReader(file)) {
            for (Optional<CsvRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    @Test
    void readsQuotedFieldsLineEndsOfBothKindsAndSkipsBlankLines() throws IOException {
        List<CsvRecord> records = records("\ufefftimestamp,value\r\n\r\n1,\"a,\"\"b\"\"\nc\"\n\n 2 , x\n3,é");
        assertEquals(
                List.of(1L, 3L, 6L, 7L), records.stream().map(CsvRecord::line).toList());
        assertEquals(List.of("timestamp", "value"), records.get(0).fields());
        assertEquals(List.of("1", "a,\"b\"\nc"), records.get(1).fields());
        assertEquals(List.of(" 2 ", " x"), records.get(2).fields());
        assertEquals("é", CsvRecord.decoded(records.get(3).fields().get(1)));
    }

    @Test
    void anOpenQuoteDoesNotSwallowTheFile() {
        String open = "a,b\n1,\"" + "2\n".repeat(CsvReader.MAX_RECORD_BYTES);
        IOException refused = assertThrows(IOException.class, () -> records(open));
        assertTrue(String.valueOf(refused.getMessage()).contains("line 2 begins a record"), refused.getMessage());
    }

    @Test
    void whateverTheBytesReadingEnds() throws IOException {
        byte[] alphabet = "\"\n\r,1\u00e9:-.".getBytes(StandardCharsets.ISO_8859_1);
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(400)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            Path file = Files.write(folder.resolve("a.csv"), bytes);
            Timestamps times = new Timestamps(ZoneId.of("UTC"));
            try (CsvReader reader = new CsvReader(file)) {
                for (Optional<CsvRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Row row = Row.read(next.get(), new Columns(0, 1, 3), times);
                    assertTrue(row.fields() > 0, "seed " + seed);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T10:00:00Z, 2026-07-01T10:00:00Z",
        "2026-07-01 10:00:00, 2026-07-01T08:00:00Z",
        "2026-07-01T10:00, 2026-07-01T08:00:00Z",
        "2026-07-01T10:00:00.250+01:00, 2026-07-01T09:00:00.250Z",
        "2026-07-01 10:00:00+0530, 2026-07-01T04:30:00Z",
        "2026-07-01T10:00:00-03, 2026-07-01T13:00:00Z",
        "2026-07-01, 2026-06-30T22:00:00Z",
        "1782900000, 2026-07-01T10:00:00Z",
        "1782900000.5, 2026-07-01T10:00:00.500Z",
        "-1, 1969-12-31T23:59:59Z"
    })
    void readsTimesInAllUsualForms(String text, String meant) {
        assertEquals(Optional.of(Instant.parse(meant)), new Timestamps(ZoneId.of("Europe/Rome")).parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "soon", "2026-13-01", "2026-02-30 10:00:00", "2026-07-01 25:00:00", "2026-07-01x10:00:00",
                "2026-07-01T10:00:00+99", "1782900000000", "1e9", "NaN", "2026-07-01T", "2026-07-0110:00:00"
            })
    void refusesWhatIsNoTime(String text) {
        assertEquals(Optional.empty(), new Timestamps(ZoneId.of("Europe/Rome")).parse(text));
    }

    @Test
    void theHourThatTheClockShowsTwiceIsLivedTwice() {
        Timestamps rome = new Timestamps(ZoneId.of("Europe/Rome"));
        List<Instant> read =
                List.of("2026-10-25 02:00:00", "2026-10-25 02:30:00", "2026-10-25 02:00:00", "2026-10-25 02:30:00")
                        .stream()
                        .map(text -> rome.parse(text).orElseThrow())
                        .toList();
        assertEquals(
                List.of(
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z")),
                read);
    }

    private static List<Instant> every(long millis, int rows) {
        return LongStream.range(0, rows)
                .mapToObj(row -> Instant.ofEpochMilli(millis * row))
                .toList();
    }

    @Test
    void theTickIsTheRowsOwnUnlessALongerOneIsWished() {
        Optional<Duration> none = Optional.empty();
        Optional<Duration> minute = Optional.of(Duration.ofMinutes(1));
        assertEquals(new Spacing(Duration.ofSeconds(10), false), Spacing.of(every(10_000, 100), none));
        assertEquals(new Spacing(Duration.ofSeconds(10), false), Spacing.of(every(10_200, 100), none));
        assertEquals(new Spacing(Duration.ofSeconds(1), true), Spacing.of(every(100, 100), none));
        assertEquals(new Spacing(Duration.ofMinutes(1), true), Spacing.of(every(10_000, 100), minute));
        assertEquals(new Spacing(Duration.ofMinutes(1), false), Spacing.of(every(58_000, 100), minute));
        assertEquals(new Spacing(Duration.ofMinutes(5), false), Spacing.of(every(300_000, 100), minute));
        assertEquals(new Spacing(Duration.ofMinutes(1), false), Spacing.of(every(1, 1), none));
        assertEquals(new Spacing(Duration.ofDays(1), false), Spacing.of(every(7 * 86_400_000L, 5), none));
    }
}
