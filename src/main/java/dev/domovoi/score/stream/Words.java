package dev.domovoi.score.stream;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.baseline.Wording;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A judgement in words a person would say.
final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final double WHOLE_FROM = 1000;
    private static final double UNREADABLE_FROM = 1e15;
    private static final double UNREADABLE_BELOW = 1e-6;
    private static final double USUAL = 0.5;
    private static final int DIGITS = 3;

    private Words() {}

    static String why(Quantity quantity, Judgement judgement, Range range, Blocks blocks, Clock clock) {
        String unit = quantity.unit().isEmpty() ? "" : " " + quantity.unit();
        String finding = switch (judgement.channel()) {
            case StreamScorer.RANGE -> "all before was within " + span(range.lowBefore(), range.highBefore()) + unit;
            case StreamScorer.COURSE -> "the last dozen values strayed from what was expected of them";
            case StreamScorer.FORECAST ->
                "the mean of the last dozen values is " + number(blocks.mean()) + unit + ", where "
                        + span(blocks.outlook().expected()) + unit + " was expected";
            case StreamScorer.LEVEL ->
                "the mean of the last dozen values, " + number(blocks.mean()) + unit + ", is far from the usual level";
            default -> "the last three dozen values are unlike any before";
        };
        String came = number(judgement.value()) + unit + ", expected " + span(judgement.expected()) + unit + "; ";
        if (!judgement.isReady()) {
            return came + finding + "; how rare that is cannot be said yet" + looked(judgement, blocks, clock);
        }
        String rarity = Wording.rarity(judgement.tailProbability()) + " for this series";
        return judgement.tailProbability() >= USUAL
                ? came + rarity
                : came + finding + "; that is " + rarity + looked(judgement, blocks, clock);
    }

    private static String span(Score.Expected expected) {
        return span(expected.low(), expected.high());
    }

    private static String span(double low, double high) {
        String from = number(low);
        String to = number(high);
        return from.equals(to) ? from : from + " to " + to;
    }

    /// Three digits, or all before the point while a person can read them.
    static String number(double value) {
        if (Math.abs(value) >= UNREADABLE_FROM || (value != 0 && Math.abs(value) < UNREADABLE_BELOW)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (Math.abs(value) >= WHOLE_FROM) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /// Which two earlier blocks the forecast of the newest one looked at most, itself and the last one aside.
    private static String looked(Judgement judgement, Blocks blocks, Clock clock) {
        float[] shares = blocks.outlook().looked();
        int most = -1;
        int second = -1;
        for (int age = 1; age < Math.min(shares.length, blocks.remembered() - 1); age++) {
            if (most < 0 || shares[age] > shares[most]) {
                second = most;
                most = age;
            } else if (second < 0 || shares[age] > shares[second]) {
                second = age;
            }
        }
        boolean isAsked = judgement.channel() == StreamScorer.FORECAST || judgement.channel() == StreamScorer.PATTERN;
        if (!isAsked || second < 0) {
            return "";
        }
        // of what was known when the newest block was predicted, age 0 is the block before it
        ZonedDateTime newest = clock.local(blocks.start(0));
        ZonedDateTime one = clock.local(blocks.start(Math.max(most, second) + 1));
        ZonedDateTime other = clock.local(blocks.start(Math.min(most, second) + 1));
        return "; the forecast went by what came at " + moments(one, other, newest.toLocalDate());
    }

    private static String moments(ZonedDateTime one, ZonedDateTime other, LocalDate today) {
        String first = TIME.format(one);
        String last = TIME.format(other) + day(other.toLocalDate(), today);
        return one.toLocalDate().equals(other.toLocalDate())
                ? first + " and " + last
                : first + day(one.toLocalDate(), today) + " and at " + last;
    }

    private static String day(LocalDate date, LocalDate today) {
        if (date.equals(today)) {
            return " the same day";
        }
        return date.plusDays(1).equals(today) ? " the day before" : " on " + DAY.format(date);
    }
}
