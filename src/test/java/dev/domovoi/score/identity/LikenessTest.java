package dev.domovoi.score.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the newest day of a load is like.
final class LikenessTest {
    private static final int DAY = 24 * 60;

    private interface Load {
        double watts(int minute);
    }

    private static float[] days(int count, Load load) {
        float[] minutes = new float[count * DAY];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = (float) load.watts(i);
        }
        return minutes;
    }

    private static float[] then(float[] first, float[] second) {
        float[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static double compressor(int minute, int on, int cycle, double watts) {
        return minute % cycle < on ? watts : 1;
    }

    private static Likeness of(Load load) {
        return Likeness.of(days(8, load));
    }

    @Test
    void aCompressorThatCyclesDayAndNightIsAFridge() {
        assertEquals(Likeness.FRIDGE, of(minute -> compressor(minute, 15, 45, 80)));
        assertEquals(Likeness.FRIDGE, of(minute -> compressor(minute, 9, 22, 60)));
        assertEquals(Likeness.FRIDGE, of(minute -> compressor(minute, 50, 85, 200)));
        Random random = new Random(7);
        double[] lengths = new Random(8).doubles(400, 12, 25).toArray();
        assertEquals(
                Likeness.FRIDGE,
                of(minute -> minute % 45 < lengths[minute / 45] ? 78 + 3 * random.nextGaussian() : 0.5),
                "irregular as real ones");
        assertEquals(
                Likeness.FRIDGE,
                of(minute -> minute % (12 * 60) < 20 ? 180 : compressor(minute, 15, 45, 80)),
                "with a heater that defrosts it");
    }

    @Test
    void aNewOneIsRecognisedAfterADayWhateverHungThereBefore() {
        float[] media = days(7, minute -> minute % DAY > 1_100 ? 90 : 1);
        float[] fridge = days(1, minute -> compressor(minute, 15, 45, 80));
        assertEquals(Likeness.AS_BEFORE, Likeness.of(media));
        assertEquals(Likeness.FRIDGE, Likeness.of(then(media, fridge)));
    }

    @Test
    void whatOnlyLooksALittleLikeItIsNone() {
        assertEquals(Likeness.AS_BEFORE, of(minute -> 80), "it never rests");
        assertEquals(Likeness.AS_BEFORE, of(minute -> compressor(minute, 15, 45, 600)), "a heater by its thermostat");
        assertEquals(Likeness.AS_BEFORE, of(minute -> compressor(minute, 3, 8, 80)), "too fast");
        assertEquals(Likeness.AS_BEFORE, of(minute -> compressor(minute, 90, 240, 80)), "too slow");
        assertEquals(
                Likeness.AS_BEFORE,
                of(minute -> minute % DAY > 8 * 60 ? compressor(minute, 15, 45, 80) : 1),
                "it rests all night");
    }

    @Test
    void anotherLoadIsToldByWhatItDraws() {
        float[] lamp = days(7, minute -> minute % DAY > 1_200 ? 40 : 0);
        float[] heater = days(1, minute -> minute % DAY > 1_200 ? 1_500 : 0);
        assertEquals(Likeness.FAR_ABOVE, Likeness.of(then(lamp, heater)));
        float[] heaters = days(7, minute -> minute % DAY > 1_200 ? 1_500 : 0);
        assertEquals(Likeness.FAR_BELOW, Likeness.of(then(heaters, days(1, minute -> minute % DAY > 1_200 ? 40 : 0))));
        assertEquals(Likeness.AS_BEFORE, Likeness.of(then(lamp, days(1, minute -> minute % DAY > 1_200 ? 70 : 0))));
    }

    @Test
    void aSingleUnusualDayBeforeDoesNotMakeTheUsualOneStrange() {
        float[] usual = days(5, minute -> minute % DAY > 1_200 ? 40 : 0);
        float[] stuck = days(1, minute -> 900);
        assertEquals(
                Likeness.AS_BEFORE,
                Likeness.of(then(then(usual, stuck), days(1, minute -> minute % DAY > 1_200 ? 40 : 0))));
    }

    @Test
    void withTooLittleKnownNothingIsSaid() {
        assertEquals(Likeness.UNKNOWN, Likeness.of(new float[0]));
        float[] silent = days(8, minute -> Float.NaN);
        assertEquals(Likeness.UNKNOWN, Likeness.of(silent));
        float[] young = Arrays.copyOf(days(1, minute -> compressor(minute, 15, 45, 80)), 17 * 60);
        assertEquals(Likeness.UNKNOWN, Likeness.of(young));
        float[] lamp = days(2, minute -> minute % DAY > 1_200 ? 40 : 0);
        assertEquals(Likeness.UNKNOWN, Likeness.of(lamp), "of too few days before");
    }

    @Test
    void aGapCutsACycleAndIsNoRest() {
        float[] fridge = days(8, minute -> minute % 240 < 20 ? Float.NaN : compressor(minute, 15, 45, 80));
        assertEquals(Likeness.FRIDGE, Likeness.of(fridge));
        Signature signature = Signature.of(fridge).orElseThrow();
        assertTrue(signature.duty() > 0.3 && signature.duty() < 0.4, signature::toString);
        assertEquals(45, signature.cycleMinutes());
    }
}
