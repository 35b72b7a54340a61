package dev.domovoi.score.drill;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which scorer may raise a stream's alarms, and why: the one that catches the most kinds of faults in the drill.
///
/// Scorers are compared at equal false alarms: those beyond what the budget allows cost as much as kinds of faults
/// missed. A challenger has to win clearly in two drills in a row, so that chance does not pass the title to and fro.
public record Champion(String scorer, Optional<String> challenger, int wins, String why) {
    /// What the worth must be larger by, as a share of the kinds of faults.
    static final double MARGIN = 0.05;

    private static final int WINS_NEEDED = 2;
    private static final double COST_PER_FALSE_ALARM = 0.1;
    private static final int FIELDS = 4;

    /// The one that has the title before any drill.
    public static Champion first(String scorer) {
        return new Champion(scorer, Optional.empty(), 0, scorer + ", because no drill has compared it yet");
    }

    /// The champion after a drill of several scorers on one stream; the same where its own drill is missing.
    public Champion after(List<Drilled.Done> drills) {
        Optional<Drilled.Done> own =
                drills.stream().filter(done -> done.scorer().equals(scorer)).findFirst();
        Optional<Drilled.Done> best = drills.stream()
                .filter(done -> !done.scorer().equals(scorer))
                .max(Comparator.comparingDouble(Champion::worth)
                        .thenComparing(Drilled.Done::scorer, Comparator.reverseOrder()));
        return own.map(mine -> best.map(theirs -> against(mine, theirs)).orElseGet(() -> alone(mine)))
                .orElse(this);
    }

    private Champion alone(Drilled.Done own) {
        return new Champion(scorer, Optional.empty(), 0, scorer + ", which " + record(own) + " and has no challenger");
    }

    private Champion against(Drilled.Done own, Drilled.Done other) {
        boolean isBeaten = worth(other) > worth(own) + MARGIN;
        int row = !isBeaten ? 0 : challenger.equals(Optional.of(other.scorer())) ? wins + 1 : 1;
        if (row >= WINS_NEEDED) {
            return new Champion(
                    other.scorer(), Optional.empty(), 0, because(other, own) + ", in " + row + " drills in a row");
        }
        Optional<String> next = isBeaten ? Optional.of(other.scorer()) : Optional.empty();
        String why = isBeaten
                ? scorer + ", though " + other.scorer() + " " + record(other) + " where it " + record(own)
                        + ": once is not enough to take its place"
                : because(own, other);
        return new Champion(scorer, next, row, why);
    }

    private static String because(Drilled.Done winner, Drilled.Done loser) {
        return winner.scorer() + ", because it " + record(winner) + " where " + loser.scorer() + " " + record(loser);
    }

    private static String record(Drilled.Done done) {
        return String.format(
                Locale.ROOT,
                "caught %d of %d injected faults with %d false alarm%s",
                done.caught(),
                done.places(),
                done.falseAlarms(),
                done.falseAlarms() == 1 ? "" : "s");
    }

    /// The mean share caught over the kinds of faults, less what false alarms beyond the budget cost. One is chance.
    static double worth(Drilled.Done done) {
        double share = done.tried().stream()
                .mapToDouble(Finding.Tried::share)
                .average()
                .orElse(0);
        double allowed = Math.max(1, Math.ceil(done.alarmsPerWeek() * done.weeks()));
        return share - COST_PER_FALSE_ALARM * Math.max(0, done.falseAlarms() - allowed);
    }

    /// One line for [#decoded].
    public String encoded() {
        return String.join("\t", scorer, challenger.orElse(""), Integer.toString(wins), why);
    }

    /// What [#encoded] wrote; empty for anything else.
    public static Optional<Champion> decoded(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS || fields[0].isEmpty() || !fields[2].matches("[0-9]")) {
            return Optional.empty();
        }
        Optional<String> challenger = Optional.of(fields[1]).filter(name -> !name.isEmpty());
        return Optional.of(new Champion(fields[0], challenger, Integer.parseInt(fields[2]), fields[3]));
    }
}
