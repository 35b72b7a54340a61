package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.app.Agent;
import dev.domovoi.app.RealisedRate;
import dev.domovoi.app.Streams;
import dev.domovoi.app.drill.DrillNight;
import dev.domovoi.app.report.WeekCards;
import dev.domovoi.app.store.Store.KeptDay;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Plan;
import dev.domovoi.score.calibrate.PoissonInterval;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The report card: how often it was allowed to be wrong, how often it was, and what it did.
final class ReportAnswer {
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
            MaintenanceAnswers.write(json, agent);
            json.writeNumberField("alarm_budget_per_week", agent.config().alarmsPerWeek());
            alarms(json);
            streams(json);
            decisions(json, decisions);
            plans(json);
            weeks(json);
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

    private void period(JsonGenerator json, List<KeptDay> days) throws IOException {
        RealisedRate realised = RealisedRate.of(days);
        JsonText.text(json, "since", days.stream().findFirst().map(KeptDay::day));
        json.writeNumberField("watched_weeks", realised.weeks());
        json.writeNumberField("alarms", realised.alarms());
        json.writeNumberField("confirmed", realised.confirmed());
        json.writeNumberField("called_false", realised.calledFalse());
        json.writeNumberField("unconfirmed", realised.unconfirmed());
        json.writeObjectFieldStart("false_per_week");
        PoissonInterval interval = realised.perWeek();
        JsonText.number(json, "rate", realised.rate());
        JsonText.number(json, "low", interval.low());
        JsonText.number(json, "high", interval.high());
        json.writeNumberField("level", RealisedRate.LEVEL);
        json.writeEndObject();
        Optional<Boolean> keeps = realised.keeps(agent.config().alarmsPerWeek());
        json.writeStringField(
                "budget_kept", keeps.map(kept -> kept ? "yes" : "no").orElse("unclear"));
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
        Map<String, String> words = KeptWords.of(decision);
        return new Kind(
                words.getOrDefault("action", ""), words.getOrDefault("verdict", ""), words.getOrDefault("guard", ""));
    }

    private void plans(JsonGenerator json) throws IOException {
        Map<Plan.Progress, Long> counts = agent.state().plans().stream()
                .collect(Collectors.groupingBy(Plan::progress, TreeMap::new, Collectors.counting()));
        JsonText.list(json, "plans", List.copyOf(counts.entrySet()), (object, entry) -> {
            object.writeStringField("progress", entry.getKey().word());
            object.writeNumberField("count", entry.getValue());
        });
    }

    private void weeks(JsonGenerator json) throws IOException {
        JsonText.list(json, "weeks", agent.weeks(WeekCards.MOST), (object, card) -> card.write(object));
    }

    private void drill(JsonGenerator json) throws IOException {
        Optional<DrillNight> night = agent.drilled();
        json.writeObjectFieldStart("drill");
        JsonText.text(json, "ran_at", night.map(DrillNight::at));
        json.writeStringField(
                "why",
                night.map(found -> "Faults were injected into copies of each stream's kept history.")
                        .orElse("The drill has not run yet."));
        json.writeArrayFieldStart("streams");
        for (String line : night.map(DrillNight::lines).orElse(List.of())) {
            json.writeRawValue(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
