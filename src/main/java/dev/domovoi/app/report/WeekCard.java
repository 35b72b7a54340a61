package dev.domovoi.app.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What came of one week, which begins on a Monday in the home's zone.
///
/// `rules` counts incidents that spend nothing of the budget: of rules, and of behaviours that have a name. `plans` are
/// by how far they came, `held` by the guard that stopped the action first. `isOver`: nothing but what people say of it
/// can change it any more.
public record WeekCard(
        LocalDate monday,
        boolean isOver,
        double budgetPerWeek,
        Alarms alarms,
        long rules,
        SortedMap<String, Long> plans,
        SortedMap<String, Long> held,
        long wouldAct) {

    /// Alarms of what was learned, and what people said of them.
    public record Alarms(long all, long confirmed, long calledFalse) {
        long unjudged() {
            return all - confirmed - calledFalse;
        }
    }

    public WeekCard {
        plans = new TreeMap<>(plans);
        held = new TreeMap<>(held);
    }

    /// Writes its members into an object that is begun.
    public void write(JsonGenerator json) throws IOException {
        json.writeStringField("from", monday.toString());
        json.writeStringField("to", monday.plusDays(6).toString());
        json.writeBooleanField("over", isOver);
        json.writeNumberField("alarm_budget_per_week", budgetPerWeek);
        json.writeNumberField("alarms", alarms.all());
        json.writeNumberField("confirmed", alarms.confirmed());
        json.writeNumberField("called_false", alarms.calledFalse());
        json.writeNumberField("unjudged", alarms.unjudged());
        json.writeNumberField("rule_incidents", rules);
        counts(json, "plans", plans);
        counts(json, "held", held);
        json.writeNumberField("would_act", wouldAct);
        json.writeArrayFieldStart("words");
        for (String sentence : words()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /// The same as a person would say it.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(String.format(
                Locale.ROOT,
                "%s week of Monday %s: %s, of which %d confirmed, %d called false and %d not judged; the budget is %s"
                        + " a week.",
                isOver ? "The" : "So far in the",
                monday,
                counted(alarms.all(), "alarm"),
                alarms.confirmed(),
                alarms.calledFalse(),
                alarms.unjudged(),
                budgetPerWeek == Math.rint(budgetPerWeek)
                        ? String.valueOf((long) budgetPerWeek)
                        : String.valueOf(budgetPerWeek)));
        if (rules > 0) {
            words.add("Rules and known behaviours opened " + counted(rules, "incident") + ".");
        }
        words.add(plans.isEmpty() ? "Nothing was done." : "Actions: " + list(plans) + ".");
        if (!held.isEmpty()) {
            words.add("Held back, by guard: " + list(held) + ".");
        }
        if (wouldAct > 0) {
            words.add("Only the mode stood in the way of " + counted(wouldAct, "action") + ".");
        }
        return words;
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String list(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
