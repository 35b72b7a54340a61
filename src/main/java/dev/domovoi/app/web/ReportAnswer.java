package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domovoi.app.Agent;
import dev.domovoi.app.Streams;
import dev.domovoi.app.store.Store.KeptDay;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Plan;
import dev.domovoi.score.calibrate.PoissonInterval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The report card: how often it was allowed to be wrong, how often it was, and what it did.
final class ReportAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double LEVEL = 0.9;
    private static final double MINUTES_PER_WEEK = 7 * 24 * 60.0;
    private static final int RECENT_DAYS = 28;

    /// Decisions looked at for what came of them.
    private static final int DECISIONS = 1_000;

    private final Agent agent;
    private final Instant now;

    private ReportAnswer(Agent agent) {
        this.agent = agent;
        this.now = agent.time().instant();
    }

    static Reply report(Question question) {
        return Reply.json(new ReportAnswer(question.agent()).text());
    }

    private String text() {
        List<KeptDecision> decisions = agent.decisions(DECISIONS);
        return JsonText.of(json -> {
            json.writeStringField("at", now.toString());
            json.writeStringField("mode", agent.config().mode().word());
            paused(json);
            json.writeNumberField("alarm_budget_per_week", agent.config().alarmsPerWeek());
            alarms(json);
            streams(json);
            decisions(json, decisions);
            plans(json);
            drill(json);
            JsonText.text(json, "fault", agent.vitals().fault());
        });
    }

    private void paused(JsonGenerator json) throws IOException {
        json.writeBooleanField("paused", agent.state().isPaused(now));
        JsonText.text(
                json,
                "paused_until",
                agent.state().pausedUntil().filter(end -> end.isAfter(now) && !end.equals(Instant.MAX)));
    }

    private void alarms(JsonGenerator json) throws IOException {
        LocalDate recent = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(RECENT_DAYS - 1L);
        List<KeptDay> days = agent.vitals().record.days();
        json.writeObjectFieldStart("alarms");
        json.writeObjectFieldStart("whole");
        period(json, days);
        json.writeEndObject();
        json.writeObjectFieldStart("last_28_days");
        period(json, days.stream().filter(day -> !day.day().isBefore(recent)).toList());
        json.writeEndObject();
        json.writeEndObject();
    }

    /// An alarm that nobody confirmed counts as false.
    private void period(JsonGenerator json, List<KeptDay> days) throws IOException {
        long alarms = sum(days, KeptDay::alarms);
        long confirmed = Math.clamp(sum(days, KeptDay::confirmed), 0, alarms);
        long unconfirmed = alarms - confirmed;
        double weeks = sum(days, KeptDay::minutes) / MINUTES_PER_WEEK;
        JsonText.text(json, "since", days.stream().findFirst().map(KeptDay::day));
        json.writeNumberField("watched_weeks", weeks);
        json.writeNumberField("alarms", alarms);
        json.writeNumberField("confirmed", confirmed);
        json.writeNumberField("called_false", Math.max(0, sum(days, KeptDay::calledFalse)));
        json.writeNumberField("unconfirmed", unconfirmed);
        json.writeObjectFieldStart("false_per_week");
        PoissonInterval interval = PoissonInterval.of(unconfirmed, LEVEL).times(1 / weeks);
        JsonText.number(json, "rate", unconfirmed / weeks);
        JsonText.number(json, "low", interval.low());
        JsonText.number(json, "high", interval.high());
        json.writeNumberField("level", LEVEL);
        json.writeEndObject();
        json.writeStringField("budget_kept", weeks > 0 ? verdict(interval) : "unclear");
    }

    private String verdict(PoissonInterval perWeek) {
        double budget = agent.config().alarmsPerWeek();
        if (perWeek.high() <= budget) {
            return "yes";
        }
        return perWeek.low() > budget ? "no" : "unclear";
    }

    private static long sum(List<KeptDay> days, ToLongFunction<KeptDay> figure) {
        return days.stream().mapToLong(figure).sum();
    }

    private void streams(JsonGenerator json) throws IOException {
        List<Streams.Progress> all = agent.vitals().progress();
        long ready = all.stream().filter(stream -> stream.ready().isReady()).count();
        json.writeObjectFieldStart("streams");
        json.writeNumberField("total", all.size());
        json.writeNumberField("ready", ready);
        json.writeNumberField("learning", all.size() - ready);
        json.writeEndObject();
    }

    private record Kind(String action, String verdict, String guard) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }
    }

    private static void decisions(JsonGenerator json, List<KeptDecision> newest) throws IOException {
        Map<Kind, Long> counts = newest.stream()
                .map(ReportAnswer::kind)
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        json.writeObjectFieldStart("decisions");
        json.writeNumberField("counted", newest.size());
        JsonText.text(
                json,
                "since",
                Optional.of(newest)
                        .filter(some -> !some.isEmpty())
                        .map(some -> some.getLast().at()));
        JsonText.list(json, "kinds", List.copyOf(counts.entrySet()), (object, entry) -> {
            Kind kind = entry.getKey();
            JsonText.text(object, "action", Optional.of(kind.action()).filter(word -> !word.isEmpty()));
            object.writeStringField("verdict", kind.verdict());
            JsonText.text(object, "guard", Optional.of(kind.guard()).filter(word -> !word.isEmpty()));
            object.writeNumberField("count", entry.getValue());
        });
        json.writeEndObject();
    }

    /// What the kept line says of itself; empty words where it says null.
    private static Kind kind(KeptDecision decision) {
        Map<String, String> words = new TreeMap<>();
        try (JsonParser json = JSON.createParser(decision.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("action") && value == JsonToken.START_OBJECT) {
                    words.put(field, word(json));
                } else if (value == JsonToken.VALUE_STRING) {
                    words.put(field, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException("decision " + decision.id() + " in the store is not JSON", damaged);
        }
        return new Kind(
                words.getOrDefault("action", ""), words.getOrDefault("verdict", ""), words.getOrDefault("guard", ""));
    }

    private static String word(JsonParser action) throws IOException {
        String word = "";
        while (action.nextToken() == JsonToken.FIELD_NAME) {
            String field = action.currentName();
            action.nextToken();
            word = field.equals("action") ? action.getText() : word;
        }
        return word;
    }

    private void plans(JsonGenerator json) throws IOException {
        Map<Plan.Progress, Long> counts = agent.state().plans().stream()
                .collect(Collectors.groupingBy(Plan::progress, TreeMap::new, Collectors.counting()));
        JsonText.list(json, "plans", List.copyOf(counts.entrySet()), (object, entry) -> {
            object.writeStringField("progress", entry.getKey().word());
            object.writeNumberField("count", entry.getValue());
        });
    }

    /// Where the drill's results go once there is one.
    private static void drill(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("drill");
        json.writeNullField("ran_at");
        json.writeStringField("why", "The drill has not run yet.");
        json.writeArrayFieldStart("streams");
        json.writeEndArray();
        json.writeEndObject();
    }
}
