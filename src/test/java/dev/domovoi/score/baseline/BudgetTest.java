package dev.domovoi.score.baseline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The budget holds on normal life: twelve weeks of several made-up streams of each kind.
final class BudgetTest {
    private static final int STREAMS = 4;
    private static final int WEEKS = 12;
    private static final List<LongFunction<LongToDoubleFunction>> KINDS =
            List.of(Streams::independent, Streams::dailyRhythm, Streams::kettle, Streams::freezer);

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void normalLifeAlarmsNoMoreOftenThanTheBudgetAllows(double alarmsPerWeek) {
        for (int kind = 0; kind < KINDS.size(); kind++) {
            int episodes = 0;
            for (long seed = 1; seed <= STREAMS; seed++) {
                LongToDoubleFunction watts = KINDS.get(kind).apply(100 * seed);
                episodes +=
                        Streams.episodes(Streams.run(Streams.scorer(), 0, WEEKS * Streams.WEEK, watts, alarmsPerWeek));
            }
            double perWeek = (double) episodes / (STREAMS * (WEEKS - 1));
            assertTrue(
                    perWeek <= 1.3 * alarmsPerWeek,
                    "kind " + kind + ", seeds 100.." + 100 * STREAMS + ": " + perWeek + " a week at " + alarmsPerWeek);
        }
    }
}
