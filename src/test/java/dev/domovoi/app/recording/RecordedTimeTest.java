package dev.domovoi.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times as the tools write them.
final class RecordedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T05:33:10.310183Z+0100, 2026-11-22T04:33:10.310183Z",
        "2026-11-22T05:33:10.310183+0100, 2026-11-22T04:33:10.310183Z",
        "2026-11-22T05:33:10-02:30, 2026-11-22T08:03:10Z",
        "2026-11-22T05:33:10Z, 2026-11-22T05:33:10Z",
        "2026-11-22T05:33Z, 2026-11-22T05:33:00Z",
        "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999999Z",
        "2026-11-22 05:33:10.5+01:00, 2026-11-22T04:33:10.500Z",
        "2026-11-22 05:33:10 +0100, 2026-11-22T04:33:10Z",
        "1470825369, 2016-08-10T10:36:09Z",
        "1470825369.250, 2016-08-10T10:36:09.250Z",
        "1470825369250, 2016-08-10T10:36:09.250Z"
    })
    void readsThem(String written, Instant meant) {
        assertEquals(Optional.of(meant), RecordedTime.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-11-22T05:33:10",
                "2026-02-30T05:33:10Z",
                "2026-11-22T24:33:10Z",
                "2026-11-22T05:33:10+1900",
                "2026-13-22T05:33:10Z",
                "12",
                "-1470825369"
            })
    void refusesWhatIsNoTimeOrHasNoZone(String written) {
        assertEquals(Optional.empty(), RecordedTime.parse(written));
    }

    @Test
    void theQuickWayAgreesWithTheJdk() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            OffsetDateTime time = Instant.ofEpochSecond(
                            random.nextLong(4_000_000_000L), 1_000L * random.nextInt(1_000_000))
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-840, 841)));
            assertEquals(Optional.of(time.toInstant()), RecordedTime.parse(time.toString()), time.toString());
        }
    }
}
