package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.token.UsualDurations;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Panels with channels of events, by counts and by a network of weights drawn by lot.
final class PanelTest {
    private static final int TICK = 60;
    private static final int MOST_STATE_BYTES = 256 * 1024;

    static List<Panel> panels() {
        Foresight counts = new Foresight.Counted(UsualDurations.even());
        return List.of(
                new Panel.PowerAndEvents(counts),
                new Panel.PowerAndEvents(network(1)),
                new Panel.EventsOnly(counts),
                new Panel.EventsOnly(network(1)));
    }

    private static Foresight network(long seed) {
        EventShape shape = EventShape.usual();
        Random random = new Random(seed);
        float[] weights = new float[shape.layout().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.1 * random.nextGaussian());
        }
        float[] usual = UsualDurations.even().shares();
        return Foresight.learned(Kernels.best(), new WeightsFile.Events(shape, weights, usual));
    }

    private static PlugScorer scorer(Panel panel) {
        return new PlugScorer(Plugs.PLUG, Plugs.ROME, Duration.ofSeconds(TICK), panel);
    }

    private static Restored restored(byte[] state, Panel panel) {
        return PlugScorer.restored(state, Plugs.PLUG, Plugs.ROME, Duration.ofSeconds(TICK), panel);
    }

    private static List<Judgement> run(Scorer scorer, long from, long to) {
        return Plugs.run(scorer, from, to, TICK, Plugs.freezer(3), 1);
    }

    private static void assertSame(List<Judgement> expected, List<Judgement> actual) {
        assertFalse(expected.isEmpty());
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).evidence(), actual.get(i).evidence(), "judgement " + i);
            assertEquals(expected.get(i).anomaly(), actual.get(i).anomaly(), "judgement " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void goesOnExactlyAfterARestartInAStateOfBoundedSize(Panel panel) {
        PlugScorer scorer = scorer(panel);
        long middle = 5 * Plugs.DAY + 3210;
        run(scorer, 0, middle);
        byte[] state = scorer.state();
        assertTrue(state.length < MOST_STATE_BYTES, "state of " + state.length + " bytes");
        Restored.Whole again = assertInstanceOf(Restored.Whole.class, restored(state, panel));
        assertArrayEquals(state, again.scorer().state());
        long end = 7 * Plugs.DAY + Plugs.HOUR;
        assertSame(run(scorer, middle, end), run(again.scorer(), middle, end));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void neverLooksAhead(Panel panel) {
        List<Judgement> whole = run(scorer(panel), 0, 6 * Plugs.DAY);
        Random random = new Random(7);
        for (int i = 0; i < 2; i++) {
            long end = 2 * Plugs.DAY + random.nextLong(4 * Plugs.DAY) / TICK * TICK;
            List<Judgement> cut = run(scorer(panel), 0, end);
            assertSame(whole.subList(0, cut.size()), cut);
        }
    }

    @Test
    void refusesTheStateOfAnotherPanelOrOfOtherWeights() {
        PlugScorer scorer = scorer(new Panel.EventsOnly(network(1)));
        run(scorer, 0, 26 * Plugs.HOUR);
        byte[] state = scorer.state();
        assertInstanceOf(Restored.Whole.class, restored(state, new Panel.EventsOnly(network(1))));
        assertInstanceOf(Restored.Damaged.class, restored(state, new Panel.EventsOnly(network(2))));
        assertInstanceOf(Restored.Damaged.class, restored(state, new Panel.PowerAndEvents(network(1))));
        assertInstanceOf(Restored.Damaged.class, restored(state, new Panel.Power()));
    }

    @Test
    void streamsOfOneThreadMayShareANetwork() {
        Panel shared = new Panel.EventsOnly(network(1));
        PlugScorer one = scorer(shared);
        PlugScorer other = scorer(shared);
        long end = 4 * Plugs.DAY;
        for (long from = 0; from < end; from += Plugs.HOUR) {
            Plugs.run(other, from, from + Plugs.HOUR, TICK, Plugs.television(1), 1);
            run(one, from, from + Plugs.HOUR);
        }
        PlugScorer alone = scorer(new Panel.EventsOnly(network(1)));
        run(alone, 0, end);
        assertSame(run(alone, end, end + Plugs.HOUR), run(one, end, end + Plugs.HOUR));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void findsAFreezerThatDoesNotRunAnyMore(Panel panel) {
        PlugScorer scorer = scorer(panel);
        run(scorer, 0, 9 * Plugs.DAY);
        List<Judgement> dead = Plugs.run(scorer, 9 * Plugs.DAY, 9 * Plugs.DAY + 6 * Plugs.HOUR, TICK, s -> 1.1, 1);
        assertTrue(dead.stream().anyMatch(Judgement::alarms));
        Judgement last = dead.getLast();
        String why = scorer.why(last);
        assertTrue(why.contains("; at this hour "), why);
    }
}
