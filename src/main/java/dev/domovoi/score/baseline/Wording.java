package dev.domovoi.score.baseline;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.calibrate.SlotMaxima;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Scores in words a person would say.
public final class Wording {
    private static final double SLOTS_PER_WEEK = (double) Duration.ofDays(7).toMinutes() / SlotMaxima.SLOT.toMinutes();
    private static final double WEEKS_PER_YEAR = 52;
    private static final double WHOLE_FROM = 10;
    private static final int MOST_YEARS = 20;
    private static final int SPELLED_SLOTS = 512;

    /// Asked for at every step of every stream that is not ready yet.
    private static final List<String> DAYS =
            IntStream.range(0, SPELLED_SLOTS).mapToObj(Wording::spelled).toList();

    private Wording() {}

    static String why(Quantity quantity, double mean, Score.Expected expected, double probability) {
        String unit = quantity.unit().isEmpty() ? "" : " " + quantity.unit();
        String low = number(expected.low());
        String high = number(expected.high());
        String usual = low.equals(high) ? low : low + " to " + high;
        return number(mean) + unit + " on average over the last hour; at this hour " + usual + unit
                + " is usual; that is " + rarity(probability) + " for this " + thing(quantity);
    }

    /// The judged value, how it was taken, and between what it usually lies.
    static String between(Quantity quantity, String taken, Judgement judged) {
        String unit = quantity.unit().isEmpty() ? "" : " " + quantity.unit();
        return number(judged.value()) + unit + " " + taken + "; "
                + number(judged.expected().low()) + " to "
                + number(judged.expected().high()) + unit
                + " is usual; that is " + rarity(judged.tailProbability()) + " for this " + thing(quantity);
    }

    private static String thing(Quantity quantity) {
        return quantity == Quantity.POWER ? "plug" : "series";
    }

    /// How often a slot of normal life holds something this rare.
    public static String rarity(double probability) {
        double timesPerWeek = probability * SLOTS_PER_WEEK;
        double weeks = 1 / timesPerWeek;
        if (timesPerWeek >= SLOTS_PER_WEEK / 2) {
            return "nothing unusual";
        }
        if (timesPerWeek >= 1.5) {
            return "about " + Math.round(timesPerWeek) + " times a week";
        }
        if (weeks < 1.5) {
            return "about once a week";
        }
        if (weeks < WEEKS_PER_YEAR) {
            return "about once in " + Math.round(weeks) + " weeks";
        }
        long years = Math.round(weeks / WEEKS_PER_YEAR);
        return years > MOST_YEARS
                ? "less than once in " + MOST_YEARS + " years"
                : "about once in " + (years == 1 ? "a year" : years + " years");
    }

    /// Whole from 10 on, else with one decimal unless that is zero.
    private static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        boolean whole = Math.abs(value) >= WHOLE_FROM || rounded == Math.rint(rounded);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", rounded == 0 ? 0.0 : value);
    }

    /// So many calibration slots as days.
    public static String days(int slots) {
        return slots >= 0 && slots < DAYS.size() ? DAYS.get(slots) : spelled(slots);
    }

    private static String spelled(int slots) {
        double days = slots / (SLOTS_PER_WEEK / 7);
        return number(days) + (days == 1 ? " day" : " days");
    }
}
