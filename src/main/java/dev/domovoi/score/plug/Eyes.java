package dev.domovoi.score.plug;

import dev.domovoi.signal.Score;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Turns ticks into what the channels see, and asks them once a minute, at its last cell.
final class Eyes {
    private static final int LEAST_CELL_SECONDS = 10;
    private static final long MINUTE_SECONDS = 60;

    /// A longer gap ends every run.
    private static final long GAP_SECONDS = 300;

    private static final long NEVER = Long.MIN_VALUE;

    private final ZoneId zone;
    private final int tickSeconds;
    private final int cellSeconds;
    private final States states;
    private final List<Channel> channels;
    private final double[] values;

    private long cell = NEVER;
    private double cellSum;
    private int cellTicks;
    private long previous = NEVER;
    private long minute = NEVER;
    private double wattsSum;
    private double levelSum;
    private int minuteCells;
    private int fineStarts;
    private int coarseStarts;
    private boolean isOn;
    private final UsualPower usual = new UsualPower();
    private double watts;
    private Score.Expected expected = new Score.Expected(0, 0, 0);

    Eyes(ZoneId zone, int tickSeconds, List<Channel> channels) {
        this.zone = zone;
        this.tickSeconds = tickSeconds;
        this.cellSeconds = cellSeconds(tickSeconds);
        this.states = new States(cellSeconds);
        this.channels = channels;
        this.values = new double[channels.size()];
    }

    /// Ticks shorter than ten seconds are taken together.
    static int cellSeconds(int tickSeconds) {
        return tickSeconds * Math.ceilDiv(LEAST_CELL_SECONDS, tickSeconds);
    }

    /// What each channel said when it was last asked; the array is this object's own.
    double[] values() {
        return values;
    }

    /// Whether the plug's levels are known, so that there is something to compare with.
    boolean areOpen() {
        return states.areKnown();
    }

    /// How far the levels are learned, 0 to 1.
    double learnedShare() {
        return states.learnedShare();
    }

    /// The mean power of the newest minute.
    double watts() {
        return watts;
    }

    /// What its hour usually brings.
    Score.Expected expected() {
        return expected;
    }

    /// Takes in a tick that comes after all earlier ones; whether it closed a minute, so that the channels were asked.
    boolean see(long second, double watts) {
        boolean asked = false;
        long at = Math.floorDiv(second, cellSeconds);
        if (cell != NEVER && at != cell) {
            asked = closeCell();
        }
        cell = at;
        cellSum += watts;
        cellTicks++;
        if (Math.floorDiv(second + tickSeconds, cellSeconds) != at) {
            asked |= closeCell();
        }
        return asked;
    }

    /// Forgets what is open, for a clock that was set back; what was learned stays.
    void blink() {
        cell = NEVER;
        cellSum = 0;
        cellTicks = 0;
        previous = NEVER;
        startMinute(NEVER);
    }

    private boolean closeCell() {
        long second = cell * cellSeconds;
        double watts = cellSum / cellTicks;
        cell = NEVER;
        cellSum = 0;
        cellTicks = 0;
        boolean asked = false;
        long now = Math.floorDiv(second, MINUTE_SECONDS);
        if (now != minute) {
            asked = minuteCells > 0;
            if (asked) {
                ask();
            }
            startMinute(now);
        }
        add(states.step(second, watts, previous == NEVER || second - previous > GAP_SECONDS));
        previous = second;
        if (Math.floorDiv(second + cellSeconds, MINUTE_SECONDS) != now) {
            ask();
            startMinute(NEVER);
            asked = true;
        }
        return asked;
    }

    private void startMinute(long now) {
        minute = now;
        wattsSum = 0;
        levelSum = 0;
        minuteCells = 0;
        fineStarts = 0;
        coarseStarts = 0;
    }

    private void add(Step step) {
        for (Channel channel : channels) {
            channel.step(step);
        }
        wattsSum += step.watts();
        levelSum += step.level();
        minuteCells++;
        fineStarts += step.fineStarts() ? 1 : 0;
        coarseStarts += step.coarseStarts() ? 1 : 0;
        isOn = step.isOn();
    }

    private void ask() {
        Instant at = Instant.ofEpochSecond(minute * MINUTE_SECONDS);
        long local = at.getEpochSecond() + zone.getRules().getOffset(at).getTotalSeconds();
        int minuteOfDay = (int) Math.floorMod(Math.floorDiv(local, MINUTE_SECONDS), 1440L);
        Minute seen = new Minute(
                minute,
                wattsSum / minuteCells,
                levelSum / minuteCells,
                minuteOfDay,
                states.areKnown(),
                isOn,
                fineStarts,
                coarseStarts);
        for (int i = 0; i < values.length; i++) {
            values[i] = channels.get(i).minute(seen);
        }
        watts = seen.watts();
        expected = usual.expected(minuteOfDay);
        usual.add(seen);
    }

    int stateBytes() {
        int bytes = States.stateBytes()
                + UsualPower.stateBytes()
                + 12 * Long.BYTES
                + 4 * Integer.BYTES
                + 1
                + Double.BYTES * values.length;
        for (Channel channel : channels) {
            bytes += channel.stateBytes();
        }
        return bytes;
    }

    void save(ByteBuffer to) {
        to.putLong(cell).putDouble(cellSum).putInt(cellTicks).putLong(previous).putLong(minute);
        to.putDouble(wattsSum)
                .putDouble(levelSum)
                .putInt(minuteCells)
                .putInt(fineStarts)
                .putInt(coarseStarts);
        to.put((byte) (isOn ? 1 : 0));
        to.putDouble(watts)
                .putDouble(expected.low())
                .putDouble(expected.median())
                .putDouble(expected.high());
        usual.save(to);
        states.save(to);
        for (int i = 0; i < values.length; i++) {
            to.putDouble(values[i]);
            channels.get(i).save(to);
        }
    }

    void load(ByteBuffer from) {
        cell = from.getLong();
        cellSum = from.getDouble();
        cellTicks = from.getInt();
        previous = from.getLong();
        minute = from.getLong();
        wattsSum = from.getDouble();
        levelSum = from.getDouble();
        minuteCells = from.getInt();
        fineStarts = from.getInt();
        coarseStarts = from.getInt();
        isOn = from.get() != 0;
        watts = from.getDouble();
        expected = new Score.Expected(from.getDouble(), from.getDouble(), from.getDouble());
        usual.load(from);
        states.load(from);
        for (int i = 0; i < values.length; i++) {
            values[i] = from.getDouble();
            channels.get(i).load(from);
        }
    }
}
