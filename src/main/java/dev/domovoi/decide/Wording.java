package dev.domovoi.decide;

import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import java.util.List;
import java.util.Locale;

/// The sentences that decisions are told in.
final class Wording {
    private static final int REASONS_NAMED = 3;

    private Wording() {}

    /// What was found, as a sentence without its full stop.
    static String finding(Score score, String name) {
        boolean isUsual = score.value() >= score.expected().low()
                && score.value() <= score.expected().high();
        if (isUsual) {
            return name + " behaves unusually: " + withoutStop(score.why());
        }
        Quantity quantity = score.stream().quantity();
        String amount = amount(score.value()) + unit(quantity);
        String came = quantity == Quantity.POWER
                ? " has drawn " + amount + " on average for the last hour"
                : " has had " + quantity.word().replace('_', ' ') + " " + amount + " on average for the last hour";
        String low = amount(score.expected().low());
        String high = amount(score.expected().high());
        String usual = (low.equals(high) ? low : low + " to " + high) + unit(quantity);
        return name + came + " where " + usual + " is usual at this time";
    }

    static String acting(String finding) {
        return finding + ": switching it off.";
    }

    static String holding(String finding, List<Guard> stopping) {
        String reasons = String.join(
                " and ",
                stopping.stream().limit(REASONS_NAMED).map(Guard::because).toList());
        return finding + ": I would switch it off, but " + reasons + ".";
    }

    static String notCut(String name, String outcome) {
        return name + " could not be switched off safely: " + withoutStop(outcome) + ".";
    }

    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /// Whole numbers from 10 on, one decimal below.
    static String amount(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) < 9.95 ? "%.1f" : "%,.0f", value);
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return plain.equals("-0") ? "0" : plain;
    }

    private static String unit(Quantity quantity) {
        return quantity.unit().isEmpty() ? "" : " " + quantity.unit();
    }
}
