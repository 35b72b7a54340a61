package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// How often the plug was on near each time of the local day: in slots of ten minutes, the days seen and the days on
/// within 40 minutes of it.
final class DayHabit {
    private static final int SLOT_MINUTES = 10;
    private static final int SLOTS = 144;
    private static final int NEAR = 4;
    private static final int SPAN = 2 * NEAR + 1;
    private static final int MOST_DAYS = 60;
    private static final double PRIOR_DAYS = 2;
    private static final double LEAST_SHARE = 0.002;
    private static final double MOST_SHARE = 0.95;

    /// Share of on-time by hour of the day over the mean of the day, among many plugs: people sleep at night.
    private static final double[] SHAPE = {
        0.79, 0.43, 0.30, 0.25, 0.25, 0.28, 0.32, 0.43, 0.73, 0.97, 1.01, 1.12,
        1.35, 1.40, 1.30, 1.31, 1.63, 1.87, 1.53, 1.26, 1.37, 1.66, 1.78, 1.38
    };

    private final float[] days = new float[SLOTS];
    private final float[] daysOn = new float[SLOTS];
    private final boolean[] lately = new boolean[SPAN];
    private int run;
    private int slot = -1;

    /// -ln of the chance to be on at this minute of the day.
    double rarity(int minuteOfDay) {
        int at = minuteOfDay / SLOT_MINUTES;
        double prior = Math.clamp(share() * SHAPE[minuteOfDay / 60], LEAST_SHARE, MOST_SHARE);
        return -Math.log((daysOn[at] + PRIOR_DAYS * prior) / (days[at] + PRIOR_DAYS));
    }

    /// In how many of the days it was on near this minute of the day.
    String words(int minuteOfDay) {
        int at = minuteOfDay / SLOT_MINUTES;
        return Math.round(daysOn[at]) + " of the last " + Math.round(days[at]) + " days";
    }

    private double share() {
        double sum = 0;
        int known = 0;
        for (int at = 0; at < SLOTS; at++) {
            if (days[at] > 0) {
                sum += daysOn[at] / days[at];
                known++;
            }
        }
        return known == 0 ? 1 : sum / known;
    }

    void add(int minuteOfDay, boolean isOn) {
        int now = minuteOfDay / SLOT_MINUTES;
        if (now != slot) {
            move(now);
        }
        lately[SPAN - 1] |= isOn;
    }

    private void move(int now) {
        boolean follows = slot >= 0 && now == (slot + 1) % SLOTS;
        if (!follows) {
            run = 0;
            Arrays.fill(lately, false);
        }
        if (run == SPAN) {
            learn(Math.floorMod(slot - NEAR, SLOTS));
        }
        System.arraycopy(lately, 1, lately, 0, SPAN - 1);
        lately[SPAN - 1] = false;
        run = Math.min(run + 1, SPAN);
        slot = now;
    }

    private void learn(int middle) {
        boolean wasOn = false;
        for (boolean on : lately) {
            wasOn |= on;
        }
        float keep = days[middle] >= MOST_DAYS ? 1 - 1f / MOST_DAYS : 1;
        days[middle] = keep * days[middle] + 1;
        daysOn[middle] = keep * daysOn[middle] + (wasOn ? 1 : 0);
    }

    static int stateBytes() {
        return 2 * Float.BYTES * SLOTS + SPAN + 2 * Integer.BYTES;
    }

    void save(ByteBuffer to) {
        for (int i = 0; i < SLOTS; i++) {
            to.putFloat(days[i]).putFloat(daysOn[i]);
        }
        for (boolean on : lately) {
            to.put((byte) (on ? 1 : 0));
        }
        to.putInt(run).putInt(slot);
    }

    void load(ByteBuffer from) {
        for (int i = 0; i < SLOTS; i++) {
            days[i] = from.getFloat();
            daysOn[i] = from.getFloat();
        }
        for (int i = 0; i < SPAN; i++) {
            lately[i] = from.get() != 0;
        }
        run = Saved.within(from.getInt(), 0, SPAN);
        slot = Saved.within(from.getInt(), -1, SLOTS - 1);
    }
}
