package dev.domovoi.score.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judge;
import dev.domovoi.score.Judgement;
import dev.domovoi.signal.Tick;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every scorer without a saved state is held to.
final class ChallengersTest {
    private static final long FAULT = 4 * Streams.WEEK + 2 * Streams.DAY;

    static List<Supplier<Judge>> challengers() {
        return List.of(
                () -> new Range(Streams.PLUG, Streams.MINUTE),
                () -> new Level(Streams.PLUG, Streams.MINUTE),
                () -> new Forest(Streams.PLUG, Streams.MINUTE));
    }

    private static long begun(Judge judge, long from, long to, LongToDoubleFunction watts, double perWeek) {
        long begun = 0;
        long onUntil = Long.MIN_VALUE;
        for (long minute = from; minute < to; minute++) {
            Optional<Judgement> judged = judge.judge(Streams.tick(minute, watts.applyAsDouble(minute)), perWeek);
            if (judged.isPresent() && judged.get().alarms()) {
                begun += minute > onUntil ? 1 : 0;
                onUntil = minute + 60;
            }
        }
        return begun;
    }

    @ParameterizedTest
    @MethodSource("challengers")
    void normalLifeStaysWithinTheBudget(Supplier<Judge> challenger) {
        long begun = 0;
        for (long seed = 1; seed <= 3; seed++) {
            begun += begun(challenger.get(), 0, 9 * Streams.WEEK, Streams.dailyRhythm(seed), 1);
        }
        assertTrue(begun <= 1.3 * 3 * 8, begun + " alarms in 24 weeks at one a week");
    }

    @ParameterizedTest
    @MethodSource("challengers")
    void findsAnOvenThatHeatsAllDay(Supplier<Judge> challenger) {
        Judge judge = challenger.get();
        assertEquals(0, begun(judge, 0, Streams.WEEK / 2, Streams.freezer(2), 1));
        begun(judge, Streams.WEEK / 2, FAULT, Streams.freezer(2), 0.1);
        assertTrue(judge.readiness(Streams.START).isReady());
        assertTrue(begun(judge, FAULT, FAULT + 300, minute -> 2000, 0.1) >= 1);
        Judgement newest = judge.judge(Streams.tick(FAULT + 300, 2000), 0.1).orElseThrow();
        String why = judge.why(newest);
        assertTrue(why.contains(" W is usual; that is "), why);
    }

    @Test
    void whatWasSaidIsNotRepeated() {
        Judge judge = new Repetition(new Range(Streams.PLUG, Streams.MINUTE));
        begun(judge, 0, 100, minute -> minute % 2, 1);
        assertTrue(anomaly(judge, 100, 50) > 0);
        assertEquals(0, anomaly(judge, 101, 50));
        assertEquals(0, anomaly(judge, 102, 60));
        assertTrue(anomaly(judge, 103, 5000) > 0);
        assertFalse(judge.readiness(Streams.START).isReady());
    }

    private static double anomaly(Judge judge, long minute, double watts) {
        Tick tick = Streams.tick(minute, watts);
        return judge.judge(tick, 1).orElseThrow().anomaly();
    }
}
