package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.model.WeightsFile.Events;
import dev.domovoi.score.model.WeightsFile.Member;
import dev.domovoi.score.model.WeightsFile.Precision;
import dev.domovoi.score.model.WeightsFile.Read;
import dev.domovoi.score.model.WeightsFile.Values;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is written is read back; what is damaged, cut off, foreign or of the future is refused in words.
final class WeightsFileTest {
    private static final ValueShape SMALL = new ValueShape(new Size(8, 1, 2, 12, 1000), 10, 3);
    private static final ValueShape OTHER = new ValueShape(new Size(12, 2, 3, 8, 500), 7, 4);

    private final Random random = new Random(9);
    private static final EventShape EVENTS = new EventShape(new Size(8, 1, 2, 12, 1000), 4, 9, 3, 5, 7);
    private final List<Member> members = List.of(member(SMALL), events(), member(OTHER));

    @Test
    void givesBackEveryWeightOfEveryMember() {
        Read.Whole read = assertInstanceOf(
                Read.Whole.class, WeightsFile.decoded("w", WeightsFile.encoded(members, Precision.FLOAT32)));

        assertEquals(3, read.members().size());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(members.get(i).weights(), read.members().get(i).weights());
            switch (members.get(i)) {
                case Values values ->
                    assertEquals(
                            values.shape(),
                            assertInstanceOf(Values.class, read.members().get(i))
                                    .shape());
                case Events events -> {
                    Events back = assertInstanceOf(Events.class, read.members().get(i));
                    assertEquals(events.shape(), back.shape());
                    assertArrayEquals(events.usual(), back.usual());
                }
            }
        }
    }

    @Test
    void keepsOneByteAWeightToHalfAStepOfItsRow() {
        byte[] file = WeightsFile.encoded(members, Precision.INT8);
        Member read = assertInstanceOf(Read.Whole.class, WeightsFile.decoded("w", file))
                .members()
                .getLast();

        float[] expected = members.getLast().weights();
        for (Layout.Tensor tensor : ValueWeights.of(OTHER).layout().tensors()) {
            for (int row = 0; row < tensor.rows(); row++) {
                int at = tensor.at() + row * tensor.columns();
                float most = 0;
                for (int i = at; i < at + tensor.columns(); i++) {
                    most = Math.max(most, Math.abs(expected[i]));
                }
                float off = tensor.isMatrix() ? 0.501f * most / 127 : 0;
                for (int i = at; i < at + tensor.columns(); i++) {
                    assertEquals(expected[i], read.weights()[i], off, tensor.name());
                }
            }
        }
        assertTrue(file.length < WeightsFile.encoded(members, Precision.FLOAT32).length / 2);
    }

    @Test
    void refusesEveryFlippedBitAndEveryCut() {
        byte[] file = WeightsFile.encoded(members, Precision.INT8);
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            assertInstanceOf(Read.Refused.class, WeightsFile.decoded("w", damaged), "byte " + i);
            assertInstanceOf(Read.Refused.class, WeightsFile.decoded("w", Arrays.copyOf(file, i)), "cut at " + i);
        }
    }

    @Test
    void writesNoWeightThatIsNoNumber() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] weights = members.getLast().weights().clone();
            weights[weights.length / 2] = wrong;
            List<Member> some = List.of(new Values(OTHER, weights));
            for (Precision precision : Precision.values()) {
                assertThrows(IllegalArgumentException.class, () -> WeightsFile.encoded(some, precision));
            }
        }
    }

    @Test
    void saysWhatIsWrong() {
        byte[] file = WeightsFile.encoded(members, Precision.FLOAT32);
        byte[] future = file.clone();
        ByteBuffer.wrap(future).putInt(4, 3);
        byte[] damaged = file.clone();
        damaged[50] ^= 1;

        assertTrue(refusal(future).contains("version 3, of another Domovoi"), refusal(future));
        assertTrue(refusal(damaged).contains("it is damaged"), refusal(damaged));
        assertTrue(refusal("not weights at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .contains("something else"));
        assertTrue(refusal(new byte[3]).contains("3 bytes"));
    }

    @Test
    void survivesSizesThatNobodyMeans() {
        dev.domovoi.score.Envelope envelope = new dev.domovoi.score.Envelope(0x44_4D_56_57, 2, "w");
        for (int round = 0; round < 2_000; round++) {
            ByteBuffer body = ByteBuffer.allocate(100);
            body.putInt(0, 1);
            for (int i = 1; i < 13; i++) {
                body.putInt(
                        4 * i,
                        i < 3 ? random.nextInt(3) : random.nextBoolean() ? random.nextInt(5000) : random.nextInt());
            }
            assertInstanceOf(Read.Refused.class, WeightsFile.decoded("w", envelope.sealed(body)));
        }
    }

    private static String refusal(byte[] file) {
        return assertInstanceOf(Read.Refused.class, WeightsFile.decoded("base.weights", file))
                .problem()
                .toString();
    }

    private Member member(ValueShape shape) {
        return new Values(
                shape, Compared.random(random, ValueWeights.of(shape).layout().size(), 0.5));
    }

    private Events events() {
        int size = EventWeights.of(EVENTS).layout().size();
        return new Events(EVENTS, Compared.random(random, size, 0.5), Compared.random(random, EVENTS.usualShares(), 1));
    }
}
