package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which kind of evidence an alarm is explained by.
final class EvidenceTest {
    private static final long MINUTE = 60;

    @Test
    void theStrongestIsThatOfTheNewestMinuteAlsoWhereAnotherWasStrongerBefore() {
        Evidence evidence = new Evidence(List.of(new Silent(), new Silent(), new Silent()), new Fusion(2, 1, 2));
        long second = MINUTE * 60 * 24 * 365;
        for (int minute = 0; minute < 60 * 24 * 6; minute++) {
            second = weigh(evidence, second, 1, 1, 1);
        }
        second = weigh(evidence, second, 0, 0, 9);
        assertEquals(2, evidence.strongest());
        weigh(evidence, second, 5, 1, 0);
        assertEquals(0, evidence.strongest());
    }

    private static long weigh(Evidence evidence, long second, double... values) {
        evidence.advance(second);
        evidence.weigh(second, values, 1);
        return second + MINUTE;
    }

    /// Its values come from the test.
    private static final class Silent implements Channel {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public Tail tail() {
            return new Tail(0.1, 2, 2, 0.7);
        }

        @Override
        public double minute(Minute minute) {
            return 0;
        }

        @Override
        public String words() {
            return "says nothing";
        }

        @Override
        public int stateBytes() {
            return 0;
        }

        @Override
        public void save(ByteBuffer to) {}

        @Override
        public void load(ByteBuffer from) {}
    }
}
