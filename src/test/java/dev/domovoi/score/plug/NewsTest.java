package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class NewsTest {
    private static final long NOW = 1_750_000_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private final News news = new News();

    @Test
    void whatIsNotWorthTellingIsNoNews() {
        assertEquals(0, news.of(NOW, 2.7));
        assertEquals(2.9, news.of(NOW + MINUTE, 2.9));
    }

    @Test
    void forHalfAnHourItIsToldEachTimeThatItGrows() {
        assertEquals(3, news.of(NOW, 3));
        assertEquals(3.1, news.of(NOW + MINUTE, 3.1));
        assertEquals(0, news.of(NOW + 2 * MINUTE, 3.1));
        assertEquals(0, news.of(NOW + 3 * MINUTE, 2.9));
        assertEquals(3.2, news.of(NOW + 29 * MINUTE, 3.2));
        assertEquals(0, news.of(NOW + 30 * MINUTE, 3.9));
    }

    @Test
    void laterOnlyWhatClearlyExceedsItIsNewsAndMayGrowAgain() {
        news.of(NOW, 4);
        assertEquals(0, news.of(NOW + HOUR, 4.9));
        assertEquals(5.1, news.of(NOW + HOUR + MINUTE, 5.1));
        assertEquals(5.2, news.of(NOW + HOUR + 2 * MINUTE, 5.2));
    }

    @Test
    void itIsForgottenOnceNothingWorthTellingHasComeForHours() {
        news.of(NOW, 6);
        for (long second = NOW; second < NOW + 8 * HOUR; second += HOUR) {
            assertEquals(0, news.of(second, 3));
        }
        assertEquals(0, news.of(NOW + 9 * HOUR, 1.5));
        assertEquals(0, news.of(NOW + 10 * HOUR, 1.5));
        assertEquals(3, news.of(NOW + 11 * HOUR + 1, 3));
    }

    @Test
    void aClockThatIsSetBackBeginsAnew() {
        news.of(NOW, 6);
        news.forget();
        assertEquals(3, news.of(NOW - 24 * HOUR, 3));
        assertEquals(0, news.of(NOW - 23 * HOUR, 3.1));
    }

    @Test
    void goesOnFromWhatItSaved() {
        news.of(NOW, 3);
        ByteBuffer saved = ByteBuffer.allocate(News.STATE_BYTES);
        news.save(saved);
        assertEquals(0, saved.remaining());
        News restored = new News();
        restored.load(saved.flip());
        assertEquals(3.1, restored.of(NOW + 29 * MINUTE, 3.1));
        assertEquals(0, restored.of(NOW + 31 * MINUTE, 3.2));
    }
}
