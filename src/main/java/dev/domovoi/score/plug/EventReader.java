package dev.domovoi.score.plug;

import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.EventWindow;
import dev.domovoi.score.token.Durations;
import dev.domovoi.score.token.EventTokeniser;
import dev.domovoi.score.token.Grain;
import dev.domovoi.score.token.Survival;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Arrays;

/// Reads a plug's states in one grain as events, and says how surprising each is against what was foretold at its
/// start. When the levels are learned anew, the last runs are read again under their new names.
final class EventReader {
    private static final int ON = 1;
    private static final int NOVEL = EventTokeniser.LEVELS - 1;

    /// Of the last runs, as many are shown to the outlook when they are read again.
    private static final int SHOWN = 128;

    private static final double LEAST_CHANCE = 1e-6;
    private static final double LEAST_TAIL = 0.02;
    private static final double LEAST_RATE = 1e-4;

    private final Foresight foresight;
    private final Grain grain;
    private final ZoneId zone;
    private final EventWindow row = new EventWindow(EventShape.usual(), 1);
    private final Runs runs = new Runs();
    private EventTokeniser tokeniser;
    private Outlook outlook;
    private Levels levels = Levels.NONE;
    private boolean isRunning;
    private int level;
    private long startSecond;
    private long endSecond;
    private double power;
    private double onsetNats;
    private double endNats;

    EventReader(Foresight foresight, Grain grain, ZoneId zone) {
        this.foresight = foresight;
        this.grain = grain;
        this.zone = zone;
        this.tokeniser = new EventTokeniser(foresight.usual(), grain, zone);
        this.outlook = outlook();
    }

    private Outlook outlook() {
        return switch (foresight) {
            case Foresight.Counted counted -> new CountedOutlook();
            case Foresight.Learned learned -> new LearnedOutlook(learned);
        };
    }

    void step(Step step) {
        endNats = 0;
        if (!step.levels().areKnown()) {
            return;
        }
        if (step.isAfterGap() && isRunning) {
            end(endSecond, true);
            isRunning = false;
        }
        if (!step.levels().equalTo(levels)) {
            levels = step.levels();
            readAgain(step);
        }
        int now = level(step);
        if (!isRunning) {
            onsetNats = 0;
            begin(step.second(), now, step.level());
        } else if (now != level) {
            surprise(step.second(), now);
            end(step.second(), false);
            begin(step.second(), now, step.level());
        }
        endSecond = step.second() + step.seconds();
        power += step.level() * step.seconds();
    }

    private int level(Step step) {
        return switch (grain) {
            case FINE -> step.fine() == Step.NOVEL ? NOVEL : step.fine();
            case COARSE -> step.isOn() ? ON : 0;
        };
    }

    private int level(double power) {
        return switch (grain) {
            case FINE -> levels.state(power) == Step.NOVEL ? NOVEL : levels.state(power);
            case COARSE -> power > levels.onFrom() ? ON : 0;
        };
    }

    private double centre(int its, double seen) {
        return switch (grain) {
            case FINE -> its == NOVEL ? seen : levels.centres()[its];
            case COARSE ->
                Arrays.stream(levels.centres())
                        .filter(centre -> centre > levels.onFrom() == (its == ON))
                        .average()
                        .orElse(seen);
        };
    }

    private void begin(long second, int its, double seen) {
        isRunning = true;
        level = its;
        startSecond = second;
        power = 0;
        tokeniser.begin(second, its, centre(its, seen));
        show();
    }

    private void show() {
        tokeniser.describe(row, 0);
        row.count = 1;
        outlook.begin(row);
    }

    private void end(long second, boolean isCensored) {
        runs.add(startSecond, second, power / Math.max(1.0, (double) endSecond - startSecond), isCensored);
        tokeniser.end(second, isCensored);
    }

    /// E and O of the recipe: how surprising the end was, and how unlooked-for what begins with it.
    private void surprise(long second, int next) {
        double elapsed = Math.max(1.0, (double) second - startSecond);
        double lasts = Math.exp(-Survival.surpriseNats(outlook.hazards(), elapsed));
        double nextNats = -Math.log(Math.max(LEAST_CHANCE, outlook.chance(Durations.bin(elapsed), next)));
        double rate = Survival.ratePerHour(outlook.hazards(), elapsed);
        endNats = nextNats - Math.log(Math.min(1, 2 * Math.min(lasts, 1 - lasts) + LEAST_TAIL));
        onsetNats = nextNats + Math.max(0, -Math.log(rate + LEAST_RATE));
    }

    /// Tells the last runs by the new levels, those that are one now as one, and then the one that goes on.
    private void readAgain(Step step) {
        tokeniser = new EventTokeniser(foresight.usual(), grain, zone);
        outlook = outlook();
        int run = 0;
        while (run < runs.count()) {
            int last = run;
            int its = level(runs.level(run));
            while (last + 1 < runs.count() && !runs.isCensored(last) && level(runs.level(last + 1)) == its) {
                last++;
            }
            tokeniser.begin(runs.start(run), its, centre(its, runs.level(run)));
            if (run >= runs.count() - SHOWN) {
                show();
            }
            tokeniser.end(runs.end(last), runs.isCensored(last));
            run = last + 1;
        }
        if (isRunning) {
            double powerSoFar = power;
            begin(startSecond, level(step), step.level());
            power = powerSoFar;
        }
    }

    /// How surprising the event was that ended with the newest cell; 0 where none did.
    double endNats() {
        return endNats;
    }

    /// How surprising it is that the event goes on.
    double lastingNats() {
        return isRunning ? Survival.surpriseNats(outlook.hazards(), (double) endSecond - startSecond) : 0;
    }

    /// How unlooked-for it is that this event is there now: its beginning, and its lasting.
    double standingNats() {
        return isRunning ? onsetNats + lastingNats() : 0;
    }

    /// What goes on and since when, as the end of a sentence.
    String words() {
        String what = switch (grain) {
            case FINE -> "at " + (level == NOVEL ? "a new level" : Words.watts(Step.watts(levels.centres()[level])));
            case COARSE -> level == ON ? "on" : "off";
        };
        return what + " for " + Words.seconds((double) endSecond - startSecond);
    }

    int stateBytes() {
        return 1
                + levels.stateBytes()
                + runs.stateBytes()
                + tokeniser.savedBytes()
                + outlook.stateBytes()
                + Integer.BYTES
                + 2 * Long.BYTES
                + 3 * Double.BYTES;
    }

    void save(ByteBuffer to) {
        levels.save(to);
        runs.save(to);
        tokeniser.save(to);
        outlook.save(to);
        to.put((byte) (isRunning ? 1 : 0)).putInt(level).putLong(startSecond).putLong(endSecond);
        to.putDouble(power).putDouble(onsetNats).putDouble(endNats);
    }

    void load(ByteBuffer from) {
        levels = Levels.loaded(from);
        runs.load(from);
        tokeniser.load(from);
        outlook.load(from);
        isRunning = from.get() != 0;
        level = Saved.within(from.getInt(), 0, NOVEL);
        startSecond = from.getLong();
        endSecond = from.getLong();
        power = from.getDouble();
        onsetNats = from.getDouble();
        endNats = from.getDouble();
    }
}
