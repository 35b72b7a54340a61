package dev.domovoi.score.token;

import java.nio.ByteBuffer;
import java.util.Optional;

/// One stream's values as tokens with features: the token says how far the value is from the stream's usual, in 96
/// bins that are fine near the centre; the features say how it moves and what the clock usually brings next: that of
/// the day, and where weeks are known too, that of the week after it.
///
/// Features, each within 4 of 0: 0 where the value is, 1 the step since the last; 2 to 6 of the slot of the day to
/// come: its mean, its last value, its spread, how often it was visited, and how its mean differs from this slot's; 7
/// how much the stream moves; 8 to 10 of the slot of the week to come: mean, spread, visits. Values must be finite.
///
/// Belongs to one thread. Constant memory, [#bytes].
public final class ValueTokeniser {
    /// Bins that a value is sorted into.
    public static final int BINS = 96;

    /// Features beside each token.
    public static final int FEATURES = 8;

    /// Features where weeks are known too; the first of them are the same.
    public static final int WEEKLY_FEATURES = 11;

    /// Days that make a week.
    public static final int WEEK = 7;

    /// The slot of a row whose time of day is not known.
    public static final int NO_SLOT = -1;

    /// Bins reach from minus this to this, in squashed distances.
    public static final double EDGE = 9;

    private static final double FEATURE_EDGE = 4;
    private static final double SLOWEST_MOTION = 1.0 / 20;

    private final Normaliser normaliser;
    private final ClockProfile day;
    private final Optional<ClockProfile> week;
    private final int slots;
    private long rows;
    private double previous;
    private double newestSquashed;
    private double step;
    private int newestSlot = NO_SLOT;
    private double motion;

    /// With so many slots a day (0 for a stream without a clock), remembering about so many values.
    public ValueTokeniser(int slotsPerDay, double memory, boolean knowsWeeks) {
        this.normaliser = new Normaliser(memory);
        this.day = new ClockProfile(slotsPerDay);
        this.week = knowsWeeks ? Optional.of(new ClockProfile(WEEK * slotsPerDay)) : Optional.empty();
        this.slots = slotsPerDay;
    }

    /// Features that each token has.
    public int features() {
        return week.isPresent() ? WEEKLY_FEATURES : FEATURES;
    }

    /// The token of `x`, which must be finite; its features go to `features`. `slot` is the time of this row, counted
    /// in slots from the start of the week, `next` that of the one to come, each [#NO_SLOT] where it is not known.
    public int token(double x, int slot, int next, float[] features) {
        int token = token(x, slot);
        features(next, features);
        return token;
    }

    /// The value's token alone, for a row whose next one is not known yet.
    public int token(double x, int slot) {
        double z = normaliser.distance(x);
        double y = Math.clamp(squashed(z), -EDGE, EDGE);
        if (rows > 0) {
            motion += Math.max(1.0 / rows, SLOWEST_MOTION) * (Math.abs(z - previous) - motion);
        }
        if (isSlot(slot)) {
            day.learn(slot % slots, x);
            week.ifPresent(profile -> profile.learn(slot, x));
        }
        newestSlot = slot;
        step = y - newestSquashed;
        rows++;
        previous = z;
        newestSquashed = y;
        return bin(y);
    }

    /// The features of the newest token, once the time of the row after it is known.
    public void features(int next, float[] features) {
        features[0] = feature(newestSquashed / 4);
        features[1] = feature(step / 2);
        dayFeatures(newestSlot, next, features);
        features[7] = feature(Math.log(motion + 0.02) / 2);
        week.ifPresent(profile -> weekFeatures(profile, next, features));
    }

    /// The newest value's distance from the centre, squashed and within the bins' edges.
    public double newestSquashed() {
        return newestSquashed;
    }

    /// The value that would have been at this squashed distance when the newest one came.
    public double value(double squashed) {
        return normaliser.usedCentre() + normaliser.usedScale() * Math.sinh(squashed / 1.6) / 2;
    }

    private void dayFeatures(int slot, int next, float[] features) {
        int then = isSlot(next) ? next % slots : NO_SLOT;
        boolean isKnown = then != NO_SLOT && day.visits(then) > 0;
        features[2] = isKnown ? usual(day, then) : 0;
        features[3] = isKnown ? feature(fromCentre(day.last(then)) / 4) : 0;
        features[4] = isKnown ? spread(day, then) : 0;
        features[5] = isKnown ? Math.min(day.visits(then), 8) / 8f : 0;
        features[6] = isKnown && isSlot(slot)
                ? feature((fromCentre(day.mean(then)) - fromCentre(day.mean(slot % slots))) / 4)
                : 0;
    }

    private void weekFeatures(ClockProfile profile, int next, float[] features) {
        boolean isKnown = isSlot(next) && profile.visits(next) > 0;
        features[8] = isKnown ? usual(profile, next) : 0;
        features[9] = isKnown ? spread(profile, next) : 0;
        features[10] = isKnown ? Math.min(profile.visits(next), 4) / 4f : 0;
    }

    private float usual(ClockProfile profile, int slot) {
        return feature(fromCentre(profile.mean(slot)) / 4);
    }

    private float spread(ClockProfile profile, int slot) {
        return profile.visits(slot) > 1
                ? feature(Math.log(profile.deviation(slot) / normaliser.usedScale() + 0.02) / 2)
                : 0;
    }

    private boolean isSlot(int slot) {
        return slot >= 0 && slot < WEEK * slots;
    }

    private double fromCentre(double x) {
        return squashed((x - normaliser.usedCentre()) / normaliser.usedScale());
    }

    private static float feature(double value) {
        return (float) Math.clamp(value, -FEATURE_EDGE, FEATURE_EDGE);
    }

    /// `1.6 asinh(2 z)`: about linear near 0, logarithmic far out.
    private static double squashed(double z) {
        double a = Math.abs(2 * z);
        return Math.copySign(1.6 * Math.log1p(a + (Math.sqrt(a * a + 1) - 1)), z);
    }

    private static int bin(double y) {
        return Math.clamp((long) Math.floor((y + EDGE) / (2 * EDGE) * BINS), 0, BINS - 1);
    }

    /// How much memory it takes, its few small fields aside.
    public long bytes() {
        return slots * (week.isPresent() ? 1L + WEEK : 1) * (3 * Double.BYTES + Integer.BYTES);
    }

    /// Bytes that [#save] writes.
    public int stateBytes() {
        return Normaliser.STATE_BYTES
                + day.stateBytes()
                + week.map(ClockProfile::stateBytes).orElse(0)
                + Long.BYTES
                + 4 * Double.BYTES
                + Integer.BYTES;
    }

    /// Writes all it has learned, to the bit.
    public void save(ByteBuffer out) {
        normaliser.save(out);
        day.save(out);
        week.ifPresent(profile -> profile.save(out));
        out.putLong(rows).putDouble(previous).putDouble(newestSquashed).putDouble(step);
        out.putDouble(motion).putInt(newestSlot);
    }

    /// Takes over what [#save] of one with the same slots wrote.
    public void load(ByteBuffer in) {
        normaliser.load(in);
        day.load(in);
        week.ifPresent(profile -> profile.load(in));
        rows = in.getLong();
        previous = in.getDouble();
        newestSquashed = in.getDouble();
        step = in.getDouble();
        motion = in.getDouble();
        newestSlot = in.getInt();
    }
}
