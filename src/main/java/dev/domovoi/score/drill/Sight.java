package dev.domovoi.score.drill;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a drill says of a stream, in sentences: what would be caught, what would be missed, and what was not tried.
public final class Sight {
    private static final double MOSTLY = 0.75;

    private Sight() {}

    /// One sentence after the other; those with nothing to say are left out.
    public static List<String> sentences(Drilled.Done done) {
        return List.of(
                        said("It would catch", done, MOSTLY, 2, true),
                        said("It would catch some, but not rely on it", done, 1e-9, MOSTLY, true),
                        said("It cannot see", done, -1, 1e-9, false),
                        untried(done),
                        falseAlarms(done))
                .stream()
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String said(String what, Drilled.Done done, double from, double below, boolean countsShown) {
        String list = done.tried().stream()
                .filter(tried -> tried.share() >= from && tried.share() < below)
                .map(tried -> tried.fault().word() + (countsShown ? " " + count(tried) : ""))
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : what + ": " + list + ".";
    }

    private static String count(Finding.Tried tried) {
        String delay = tried.medianDelay()
                .map(after -> after.toMinutes() < 120
                        ? " after " + Math.max(1, after.toMinutes()) + " min"
                        : String.format(Locale.ROOT, " after %.0f h", after.toMinutes() / 60.0))
                .orElse("");
        return "(" + tried.caught() + " of " + tried.places() + delay + ")";
    }

    private static String untried(Drilled.Done done) {
        String list = done.findings().stream()
                .filter(Finding.CannotApply.class::isInstance)
                .map(Finding.CannotApply.class::cast)
                .collect(Collectors.groupingBy(
                        Finding.CannotApply::why,
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(not -> not.fault().word(), Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .collect(Collectors.joining("; "));
        return list.isEmpty() ? "" : "Not tried: " + list + ".";
    }

    private static String falseAlarms(Drilled.Done done) {
        return String.format(
                Locale.ROOT,
                "Untouched, the same %.1f weeks raised %d alarm%s; its share of the budget is %s.",
                done.weeks(),
                done.falseAlarms(),
                done.falseAlarms() == 1 ? "" : "s",
                share(done.alarmsPerWeek()));
    }

    private static String share(double perWeek) {
        return perWeek >= 1
                ? String.format(Locale.ROOT, "%.1f a week", perWeek)
                : perWeek <= 0 ? "none" : String.format(Locale.ROOT, "one in %.1f weeks", 1 / perWeek);
    }
}
