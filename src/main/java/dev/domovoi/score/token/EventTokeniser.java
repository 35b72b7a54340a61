package dev.domovoi.score.token;

import dev.domovoi.score.model.EventWindow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// One stream's events as what the model of events reads: what is known when an event begins, from the stream's past
/// alone, and what the table of counts says of it.
///
/// Belongs to one thread. Constant memory, [#bytes]; an event costs at most the 400 durations that its level has
/// kept.
public final class EventTokeniser {
    /// Levels of an appliance, the last for one never seen before.
    public static final int LEVELS = 8;

    /// Numbers that describe an event.
    public static final int REALS = 16;

    /// The first of them that tell the level's own past, and how many.
    public static final int OWN_PAST = 0;

    public static final int OWN_PASTS = 4;

    /// The first of them that tell how much power the level takes, and how many.
    public static final int CENTRE = 4;

    public static final int CENTRES = 2;

    /// What the numbers of the own past are for a level that has none.
    private static final float[] NO_PAST = {0, 1.5f, -0.5f, 0};

    private static final int DAY_SECONDS = 86_400;
    private static final int HOUR_SECONDS = 3_600;
    private static final int NIGHT_ENDS_HOUR = 6;
    private static final double LONGEST_STEPS = 30;

    private final UsualDurations usual;
    private final Grain grain;
    private final ZoneId zone;
    private final DurationTable table = new DurationTable();
    private final NextTable nexts = new NextTable();
    private final LevelPast[] pasts = new LevelPast[LEVELS];
    private long startSecond;
    private int level;
    private double centre;
    private double highest;
    private int previous = Durations.BINS;
    private double previousSteps;
    private boolean isAfterGap = true;

    public EventTokeniser(UsualDurations usual, Grain grain, ZoneId zone) {
        this.usual = usual;
        this.grain = grain;
        this.zone = zone;
        for (int i = 0; i < LEVELS; i++) {
            pasts[i] = new LevelPast();
        }
    }

    /// An event begins; its power is that of its level, or what was seen where the level is new.
    public void begin(long second, int itsLevel, double itsCentre) {
        if (!isAfterGap) {
            nexts.learn(level, itsLevel);
        }
        startSecond = second;
        level = itsLevel;
        centre = itsCentre;
        highest = Math.max(highest, itsCentre);
    }

    /// The event that goes on has ended, or a gap cut it off.
    public void end(long second, boolean isCensored) {
        long seconds = Math.max(1, second - startSecond);
        previous = Durations.bin((double) seconds);
        previousSteps = steps(seconds);
        table.learn(level, secondOfDay(), previous, isCensored);
        pasts[level].learn(previousSteps, isCensored, second);
        isAfterGap = isCensored;
    }

    /// Writes all that is known of the event that has just begun to one row of the window.
    public void describe(EventWindow into, int row) {
        into.level[row] = level;
        into.previous[row] = previous;
        int second = secondOfDay();
        table.hazards(usual, grain, level, second, into.tableHazards, row * Durations.BINS);
        nexts.levels(level, into.tableLevels, row * LEVELS);
        for (int bin = 0; bin < Durations.BINS; bin++) {
            long at = second + (long) Durations.middle(bin);
            into.hours[row * Durations.BINS + bin] = (byte) (at % DAY_SECONDS / HOUR_SECONDS);
        }
        reals(into.reals, row * REALS, second);
    }

    private void reals(float[] reals, int at, int second) {
        pasts[level].describe(reals, at + OWN_PAST);
        reals[at + CENTRE] = (float) ((centre - 3) / 2);
        reals[at + CENTRE + 1] = (float) ((centre - highest) / 2);
        reals[at + 6] = previous == Durations.BINS ? 0 : scaled(previousSteps);
        reals[at + 7] = pasts[level].away(startSecond);
        reals[at + 8] = isAfterGap ? 1 : 0;
        double turn = 2 * Math.PI * second / DAY_SECONDS;
        reals[at + 9] = (float) Math.sin(turn);
        reals[at + 10] = (float) Math.cos(turn);
        reals[at + 11] = (float) Math.sin(2 * turn);
        reals[at + 12] = (float) Math.cos(2 * turn);
        reals[at + 13] = isWeekend() ? 1 : 0;
        reals[at + 14] = grain == Grain.COARSE ? 1 : 0;
        reals[at + 15] = second < NIGHT_ENDS_HOUR * HOUR_SECONDS ? 1 : 0;
    }

    /// Reads a stream from its beginning, and writes its events from `first` on, as many as there is room for, with
    /// what came of each. For training; what stands in a row is the same as if the stream had been followed live.
    public void read(List<Event> events, int first, EventWindow into) {
        into.count = 0;
        for (int i = 0; i < events.size() && into.count < into.level.length; i++) {
            Event event = events.get(i);
            begin(event.startSecond(), event.level(), event.centre());
            if (i >= first) {
                int row = into.count++;
                describe(into, row);
                into.bin[row] = Durations.bin((double) event.seconds());
                into.isCensored[row] = event.isCensored();
                boolean isFollowed = !event.isCensored() && i + 1 < events.size();
                into.next[row] = isFollowed ? events.get(i + 1).level() : EventWindow.NONE;
            }
            end(event.endSecond(), event.isCensored());
        }
    }

    /// Takes what a row says of the level's own past out of it.
    public static void forgetOwnPast(EventWindow window, int row) {
        System.arraycopy(NO_PAST, 0, window.reals, row * REALS + OWN_PAST, OWN_PASTS);
    }

    private int secondOfDay() {
        return Math.toIntExact(Math.floorMod(localSecond(), (long) DAY_SECONDS));
    }

    /// Day 0 of the epoch was a Thursday.
    private boolean isWeekend() {
        return Math.floorMod(Math.floorDiv(localSecond(), (long) DAY_SECONDS) + 3, 7L) >= 5;
    }

    private long localSecond() {
        return startSecond
                + zone.getRules().getOffset(Instant.ofEpochSecond(startSecond)).getTotalSeconds();
    }

    /// A duration in steps of half as much again, from 20 s on.
    static double steps(long seconds) {
        return Math.clamp(Math.log(Math.max(1, seconds) / 20.0) / Math.log(1.5), -1, LONGEST_STEPS);
    }

    static float scaled(double steps) {
        return (float) (steps / 10 - 0.5);
    }

    /// How much memory it takes, its few small fields aside.
    public int bytes() {
        return table.bytes() + nexts.bytes() + LEVELS * LevelPast.SAVED_BYTES;
    }

    /// How many bytes [#save] writes.
    public int savedBytes() {
        return table.savedBytes()
                + nexts.bytes()
                + LEVELS * LevelPast.SAVED_BYTES
                + Long.BYTES
                + 3 * Integer.BYTES
                + 3 * Double.BYTES;
    }

    /// Writes all of it, to the bit.
    public void save(ByteBuffer out) {
        table.save(out);
        nexts.save(out);
        for (LevelPast past : pasts) {
            past.save(out);
        }
        out.putLong(startSecond);
        out.putInt(level).putInt(previous).putInt(isAfterGap ? 1 : 0);
        out.putDouble(centre).putDouble(highest).putDouble(previousSteps);
    }

    /// Goes on from what [#save] wrote.
    ///
    /// @throws IllegalArgumentException if it holds what no stream leaves
    /// @throws java.nio.BufferUnderflowException if it is cut off
    public void load(ByteBuffer in) {
        table.load(in);
        nexts.load(in);
        Arrays.stream(pasts).forEach(past -> past.load(in));
        startSecond = in.getLong();
        level = within(in.getInt(), 0, LEVELS - 1);
        previous = within(in.getInt(), 0, Durations.BINS);
        isAfterGap = within(in.getInt(), 0, 1) == 1;
        centre = within(in.getDouble(), Integer.MAX_VALUE);
        highest = within(in.getDouble(), Integer.MAX_VALUE);
        previousSteps = within(in.getDouble(), LONGEST_STEPS);
    }

    static int within(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("a state of events with " + value + " for " + least + ".." + most);
        }
        return value;
    }

    static double within(double value, double most) {
        if (!(Math.abs(value) <= most)) {
            throw new IllegalArgumentException("a state of events with " + value + " for at most " + most);
        }
        return value;
    }
}
