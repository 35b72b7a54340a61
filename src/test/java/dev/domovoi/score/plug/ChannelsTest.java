package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Each channel alone, fed with cells of ten seconds that a made-up plug gives.
final class ChannelsTest {
    private static final int CELL = 10;
    private static final long MINUTES_A_DAY = 1440;

    private long minute;

    /// Feeds so many minutes; what the channel said last.
    private double feed(Channel channel, long minutes, LongToDoubleFunction watts) {
        double value = 0;
        for (long end = minute + minutes; minute < end; minute++) {
            double sum = 0;
            double levels = 0;
            boolean isOn = false;
            for (long second = 60 * minute; second < 60 * minute + 60; second += CELL) {
                double now = watts.applyAsDouble(second);
                isOn = now > 20;
                sum += now / 6;
                levels += Step.level(now) / 6;
                channel.step(new Step(second, CELL, now, Step.level(now), 0, isOn, false, false, false, Levels.NONE));
            }
            value = channel.minute(
                    new Minute(minute, sum, levels, (int) (minute % MINUTES_A_DAY), true, isOn, 1, isOn ? 1 : 0));
        }
        return value;
    }

    @Test
    void switchingCountsTheStartsInItsWindow() {
        Channel fine = new Switching("fine", new Tail(1, 1, 2, 1), 15, Minute::fineStarts);
        assertEquals(Math.log1p(10), feed(fine, 10, second -> 0), 1e-6);
        assertEquals(Math.log1p(15), feed(fine, 10, second -> 0), 1e-6);
        assertEquals("has changed its state 15 times in 15 min; the most here so far was 15", fine.words());
        minute += 14;
        assertEquals(Math.log1p(1), feed(fine, 1, second -> 0), 1e-6);
    }

    @Test
    void meanPowerIsTheLevelOfTheMeanAndSilentWhileMostIsUnknown() {
        Channel mean = new MeanPower("mean_1h", new Tail(1, 1, 2, 1), 60);
        assertEquals(0, feed(mean, 29, second -> 100));
        assertEquals(Step.level(100), feed(mean, 31, second -> 100), 1e-6);
        assertEquals(Step.level(150), feed(mean, 30, second -> 200), 1e-6);
    }

    @Test
    void novelLevelIsFarFromWhatWasHeldAndLearnsItAnHourLate() {
        Channel novel = new NovelLevel("novel_level_2m", new Tail(1, 1, 2, 1), 2);
        assertEquals(0, feed(novel, 100, second -> 10));
        double bins = Math.log1p((Step.level(20) - Step.level(10)) / 0.02);
        assertEquals(bins, feed(novel, 2, second -> 20), 0.05);
        assertEquals(bins, feed(novel, 58, second -> 20), 0.05);
        assertTrue(novel.words().startsWith("has been around 20 W for 2 min; the nearest it ever held was "));
        assertEquals(0, feed(novel, 10, second -> 20));
    }

    @Test
    void novelPlateauSeesAShortSteadyStateAtANewLevelAndNotARamp() {
        Channel novel = new NovelPlateau(CELL);
        LongToDoubleFunction kettle = second -> second % 3600 < 120 ? 2000 : 1;
        assertEquals(0, feed(novel, 300, kettle));
        assertEquals(0, feed(novel, 1, second -> 100 + 40 * (second % 60)));
        double weak = feed(novel, 1, second -> 1200);
        assertEquals(Math.log1p((Step.level(2000) - Step.level(1200)) / 0.02), weak, 0.1);
        assertTrue(novel.words().startsWith("was steady at 1,200 W; the nearest it ever was steady at was 2,0"));
    }

    @Test
    void frozenIsTheRunOfOneFigureAgainstTheLongestNearIt() {
        Channel frozen = new Frozen();
        LongToDoubleFunction alive = second -> 60 + second / CELL % 3 * 0.1;
        assertEquals(0, feed(frozen, 300, alive), 1e-6);
        assertEquals(Math.log((59 * 60 + 50 + 60) / 60.0), feed(frozen, 60, second -> 63), 1e-6);
        assertEquals("has told the very same 63 W for 60 min; the longest here so far was 0 s", frozen.words());
        assertEquals(0, feed(frozen, 60, second -> 0));
    }

    @Test
    void plateauAllowsNoiseAndSpeaksOnlyInItsOwnState() {
        Channel on = new Plateau(true);
        Channel off = new Plateau(false);
        LongToDoubleFunction cycles = second -> second % 3600 < 1200 ? 85 + second / CELL % 5 : 1;
        assertEquals(0, feed(on, 600, cycles));
        minute = 0;
        feed(off, 600, cycles);
        minute = 600;
        double stuck = feed(on, 60, second -> 85 + second / CELL % 5);
        assertEquals(Math.log((3600 + 60) / (1200 + 60.0)), stuck, 0.03);
        minute = 600;
        assertEquals(0, feed(off, 60, second -> 85));
    }

    @Test
    void aPlateauCannotMakeItselfNormalWithinTwoHours() {
        Channel on = new Plateau(true);
        feed(on, 600, second -> second % 3600 < 1200 ? 85 : 1);
        double early = feed(on, 60, second -> 85);
        double later = feed(on, 58, second -> 85);
        double after = feed(on, 600, second -> 85);
        assertTrue(early > 1 && later > early && after < 0.4, early + ", " + later + ", " + after);
    }

    @Test
    void oddHourIsRareWhereItWasNeverOnAndNothingWhileOff() {
        OddHour now = new OddHour();
        OddHours sum = new OddHours(now);
        LongToDoubleFunction evening = second -> second / 3600 % 24 >= 18 && second / 3600 % 24 < 22 ? 90 : 0;
        feed(now, 10 * MINUTES_A_DAY, evening);
        assertEquals(0, feed(now, 180, second -> 0));
        double atNight = feed(now, 10, second -> 90);
        assertTrue(atNight > 3, "at night " + atNight);
        assertEquals("is on at an hour when it was on in 0 of the last 10 days", now.words());
        minute = 11 * MINUTES_A_DAY + 20 * 60;
        assertTrue(feed(now, 10, second -> 90) < 0.3);
        double six = 0;
        for (int i = 0; i < 20; i++) {
            six = sum.minute(new Minute(minute + i, 90, 3.6, 1200, true, true, 0, 0));
        }
        assertEquals(Math.log1p(20 * now.newest()), six, 1e-6);
    }

    @Test
    void everyChannelHasItsOwnNameAndWritesAsMuchAsItSays() {
        List<Channel> all = Channels.of(new Panel.Power(), CELL, Plugs.ROME);
        assertEquals(all.size(), all.stream().map(Channel::name).distinct().count());
        for (Channel channel : all) {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(channel.stateBytes());
            channel.save(buffer);
            assertEquals(0, buffer.remaining(), channel.name());
        }
    }
}
