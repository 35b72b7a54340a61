package dev.domovoi.score.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the newest day of a load is like, beside the seven days before.
public enum Likeness {
    /// Too little is known of it.
    UNKNOWN,
    /// It may well be the load that it was.
    AS_BEFORE,
    /// It cycles as a fridge or freezer does, in the newest day or over the whole week.
    FRIDGE,
    /// It draws less than a third of what it drew on the usual day before.
    FAR_BELOW,
    /// It draws more than three times that.
    FAR_ABOVE;

    /// How many minutes of the past are looked at, the newest day included.
    public static final int MINUTES = 8 * 24 * 60;

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    /// A day that was unusual does not count for long: the usual day is the one in the middle of at least these.
    private static final int LEAST_DAYS = 3;

    private static final int LEAST_WORK_MINUTES = 30;

    /// Of the newest minutes of a load, the oldest first, NaN where nothing is known.
    public static Likeness of(float[] minutes) {
        float[] all = Arrays.copyOfRange(minutes, Math.max(0, minutes.length - MINUTES), minutes.length);
        Optional<Signature> newest = Signature.of(newest(all, all.length, DAY));
        Optional<Signature> week = Signature.of(newest(all, all.length, WEEK));
        boolean isFridge = newest.filter(Signature::isLikeAFridge).isPresent()
                || week.filter(Signature::isLikeAFridge).isPresent();
        if (isFridge) {
            return FRIDGE;
        }
        if (newest.isEmpty()) {
            return UNKNOWN;
        }
        return usualDay(all).map(usual -> compared(newest.get(), usual)).orElse(UNKNOWN);
    }

    private static Likeness compared(Signature newest, Signature usual) {
        return newest.isFarBelow(usual) ? FAR_BELOW : newest.isFarAbove(usual) ? FAR_ABOVE : AS_BEFORE;
    }

    /// The day in the middle, by what it drew at work, of those before the newest on which it worked at all.
    private static Optional<Signature> usualDay(float[] all) {
        List<Signature> days = new ArrayList<>();
        for (int end = all.length - DAY; end > 0; end -= DAY) {
            Signature.of(newest(all, end, DAY))
                    .filter(day -> day.workMinutes() >= LEAST_WORK_MINUTES)
                    .ifPresent(days::add);
        }
        days.sort(Comparator.comparingDouble(Signature::topWatts));
        return days.size() < LEAST_DAYS ? Optional.empty() : Optional.of(days.get(days.size() / 2));
    }

    private static float[] newest(float[] all, int end, int count) {
        return Arrays.copyOfRange(all, Math.max(0, end - count), end);
    }
}
