package dev.domovoi.app.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Several series of one stream.
final class MergeTest {
    @Test
    void thoseThatFollowEachOtherBecomeOne() {
        Samples pods = samples(0, 100);
        for (int i = 200; i < 300; i++) {
            pods.add(i * 60_000L, i);
        }
        Optional<Samples> merged = Merge.of(List.of(pods, samples(100, 200)));
        assertEquals(300, merged.orElseThrow().size());
        assertEquals(60_000, merged.orElseThrow().spacingMillis());
    }

    @Test
    void thoseThatAreToldAtTheSameTimeAreNotMixed() {
        assertEquals(Optional.empty(), Merge.of(List.of(samples(0, 100), samples(0, 100))));
    }

    @Test
    void noneIsNothing() {
        assertTrue(Merge.of(List.of()).orElseThrow().size() == 0);
    }

    private static Samples samples(int from, int to) {
        Samples samples = new Samples();
        for (int i = from; i < to; i++) {
            samples.add(i * 60_000L, i);
        }
        return samples;
    }
}
