package dev.domovoi.app.replay;

import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Incident;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was decided in a replay, counted by rule and week, so that a rule can be judged before it is enabled.
public final class ReplayTally {
    /// One that never ends a year's recording of alarms early; what comes after is counted in the last week.
    private static final int MOST_ROWS = 5_000;

    private static final double DAYS_A_WEEK = 7;
    private static final int RULE_CHARS = 40;
    private static final String FORM = "%-11s %-" + RULE_CHARS + "s %9s %6s %5s %9s %5s%n";

    private final ZoneId zone;
    private final SortedMap<LocalDate, SortedMap<String, Row>> weeks = new TreeMap<>();
    private int rows;

    /// Counts of one rule in one week.
    private static final class Row {
        private long incidents;
        private long alerts;
        private long acted;
        private long wouldAct;
        private long held;
        private final Map<String, Long> guards = new TreeMap<>();

        void add(Row other) {
            incidents += other.incidents;
            alerts += other.alerts;
            acted += other.acted;
            wouldAct += other.wouldAct;
            held += other.held;
            other.guards.forEach((guard, times) -> guards.merge(guard, times, Long::sum));
        }
    }

    /// Weeks begin on Mondays in the home's zone.
    public ReplayTally(ZoneId zone) {
        this.zone = zone;
    }

    public void opened(Incident incident, Instant now) {
        row(incident.kind(), now).incidents++;
    }

    public void decided(Decision decision) {
        Row row = row(decision.rule(), decision.at());
        switch (decision.verdict()) {
            case ALERT -> row.alerts++;
            case ACT -> row.acted++;
            case WOULD_ACT -> row.wouldAct++;
            case HELD -> row.held++;
        }
        decision.evidence().guards().forEach(guard -> row.guards.merge(guard, 1L, Long::sum));
    }

    private Row row(String rule, Instant at) {
        LocalDate monday = LocalDate.ofInstant(at, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate week = rows < MOST_ROWS || weeks.isEmpty() ? monday : weeks.lastKey();
        return weeks.computeIfAbsent(week, first -> new TreeMap<>()).computeIfAbsent(rule, first -> {
            rows++;
            return new Row();
        });
    }

    /// The table, and which guards would have stopped what; `asked` are the rules that were in force.
    public List<String> lines(Collection<String> asked, Duration length) {
        List<String> lines = new ArrayList<>();
        SortedMap<String, Row> all = new TreeMap<>();
        lines.add(line("week of", "rule", "incidents", "alerts", "acted", "would act", "held"));
        weeks.forEach((week, rules) -> rules.forEach((rule, row) -> {
            lines.add(line(week.toString(), rule, row));
            all.computeIfAbsent(rule, first -> new Row()).add(row);
        }));
        if (weeks.isEmpty()) {
            lines.add("Nothing was decided.");
        }
        double totalWeeks =
                length.toMillis() / (DAYS_A_WEEK * Duration.ofDays(1).toMillis());
        all.forEach((rule, row) -> lines.add(sentence(rule, row, totalWeeks)));
        TreeSet<String> silent = new TreeSet<>(asked);
        silent.removeAll(all.keySet());
        if (!silent.isEmpty()) {
            lines.add("Nothing to say had: " + String.join(", ", silent) + ".");
        }
        return lines;
    }

    private static String line(String week, String rule, Row row) {
        return line(
                week,
                rule,
                Long.toString(row.incidents),
                Long.toString(row.alerts),
                Long.toString(row.acted),
                Long.toString(row.wouldAct),
                Long.toString(row.held));
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, FORM, columns).stripTrailing();
    }

    /// A recording of less than a week says nothing of how often something comes in one.
    private static String sentence(String rule, Row row, double totalWeeks) {
        String often = totalWeeks < 1
                ? count(row.incidents, "incident")
                : String.format(
                        Locale.ROOT, "%s, %.1f a week", count(row.incidents, "incident"), row.incidents / totalWeeks);
        String guards = row.guards.entrySet().stream()
                .map(guard -> guard.getKey() + " " + guard.getValue())
                .collect(Collectors.joining(", "));
        return rule + ": " + often + (guards.isEmpty() ? "." : "; what would have stopped an action: " + guards + ".");
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
