package dev.domovoi.app.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a server says is read, or refused with a reason; nothing else comes of it.
final class AnswersTest {
    private static final String MATRIX = """
            {"warnings":["w"],"data":{"resultType":"matrix","result":[
              {"metric":{"device":"a"},"values":[[1772000000.123,"1.5"],[1772000060,"NaN"],[1772000120,"-2e1"]]},
              {"values":[[1772000000,"+Inf"]],"metric":{}}]},"status":"success"}""";

    @Test
    void samplesComeWithTheirOwnTimes() throws IOException {
        List<Samples> series = Answers.data(bytes(MATRIX), Answers::series);
        assertEquals(2, series.size());
        assertEquals(2, series.getFirst().size());
        assertEquals(1_772_000_000_123L, series.getFirst().millis(0));
        assertEquals(-20, series.getFirst().value(1));
        assertEquals(0, series.getLast().size());
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        for (String body : List.of(
                "",
                "null",
                "{}",
                "{\"status\":\"error\",\"data\":[]}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[1,2]]}]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[1e99,\"2\"]]}]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[2,\"2\"],[1,\"2\"]]}]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[1,\"two\"]]}]}}",
                "[".repeat(100_000))) {
            assertThrows(IOException.class, () -> Answers.data(bytes(body), Answers::series), body);
        }
    }

    @Test
    void anErrorIsMadeSafeToShow() throws IOException {
        assertEquals("bad?line", Answers.error(bytes("{\"status\":\"error\",\"error\":\"bad\\nline\"}")));
        assertThrows(IOException.class, () -> Answers.error(bytes("<html>")));
    }

    @Test
    void damageIsReadOrRefusedAndNothingElse() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = bytes(MATRIX);
        int refusals = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                Answers.data(damaged, Answers::series);
            } catch (IOException refused) {
                refusals++;
            } catch (RuntimeException bug) {
                throw new AssertionError("seed " + seed + ": " + new String(damaged, StandardCharsets.UTF_8), bug);
            }
        }
        assertTrue(refusals > 1_000, "only " + refusals + " were refused");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
