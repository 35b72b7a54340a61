package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlarmRecordTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    private final AlarmRecord record = new AlarmRecord();

    @Test
    void eachDayCountsItsOwn() {
        record.watched(NOON);
        record.watched(NOON.plusSeconds(60));
        record.alarmed(NOON);
        record.alarmed(NOON.plus(Duration.ofDays(2)));
        record.judged(Optional.empty(), Optional.of(true), NOON.plus(Duration.ofDays(2)));
        assertEquals(
                List.of(new KeptDay(MONDAY, 2, 1, 0, 0), new KeptDay(MONDAY.plusDays(2), 0, 1, 1, 0)), record.days());
    }

    @Test
    void whoChangesTheirMindIsCountedOnce() {
        record.judged(Optional.empty(), Optional.of(true), NOON);
        record.judged(Optional.of(true), Optional.of(false), NOON);
        assertEquals(List.of(new KeptDay(MONDAY, 0, 0, 0, 1)), record.days());
    }

    @Test
    void aClockThatWasSetBackGoesOnWithTheNewestDay() {
        record.watched(NOON);
        record.watched(NOON.minus(Duration.ofDays(9)));
        assertEquals(List.of(new KeptDay(MONDAY, 2, 0, 0, 0)), record.days());
    }

    @Test
    void aRestartGoesOnAndOldDaysAreForgotten(@TempDir Path folder) {
        for (int day = 0; day < 500; day++) {
            record.watched(NOON.plus(Duration.ofDays(day)));
        }
        Instant now = NOON.plus(Duration.ofDays(499));
        assertEquals(AlarmRecord.MOST_DAYS, record.days().size());
        try (Store store = Store.open(folder)) {
            store.alarmDays().keep(record.days(), AlarmRecord.oldest(now));
            record.alarmed(now);
            store.alarmDays().keep(record.newest(), AlarmRecord.oldest(now));
        }
        AlarmRecord again = new AlarmRecord();
        try (Store store = Store.open(folder)) {
            again.goOn(store.alarmDays().all());
            assertEquals(record.days(), again.days());
            store.alarmDays().keep(List.of(), AlarmRecord.oldest(now.plus(Duration.ofDays(390))));
            assertEquals(10, store.alarmDays().all().size());
        }
    }
}
