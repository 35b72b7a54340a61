package dev.domovoi.app.web;

import dev.domovoi.app.Agent;
import dev.domovoi.app.explain.Explainer;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Incident;
import java.util.List;

/// Open incidents, and the decisions that were kept.
final class DecisionAnswers {
    private DecisionAnswers() {}

    /// The newest first.
    static Reply incidents(Question question) throws Question.Malformed {
        int most = question.most();
        Agent agent = question.agent();
        List<Incident> all = agent.state().incidents().reversed();
        return Reply.json(JsonText.of(json -> {
            json.writeStringField("at", agent.time().instant().toString());
            json.writeNumberField("total", all.size());
            JsonText.list(json, "incidents", all.stream().limit(most).toList(), (object, incident) -> {
                object.writeStringField("id", incident.id());
                object.writeStringField("device", agent.devices().label(incident.device()));
                object.writeStringField("name", incident.name());
                object.writeStringField("kind", incident.kind());
                object.writeStringField("severity", incident.severity().word());
                object.writeStringField("opened_at", incident.openedAt().toString());
                object.writeStringField("last_alarm_at", incident.lastAlarmAt().toString());
                JsonText.text(object, "feedback", incident.real().map(DecisionAnswers::feedback));
                object.writeStringField("why", incident.why());
            });
        }));
    }

    /// The word of the command over MQTT.
    private static String feedback(boolean isReal) {
        return isReal ? "true" : "false_alarm";
    }

    /// As they were published: what is kept is one JSON object each.
    static Reply decisions(Question question) throws Question.Malformed {
        List<KeptDecision> newest = question.agent().decisions(question.most());
        return Reply.json(JsonText.of(json -> {
            json.writeStringField("at", question.agent().time().instant().toString());
            json.writeArrayFieldStart("decisions");
            for (KeptDecision decision : newest) {
                json.writeRawValue(decision.json());
            }
            json.writeEndArray();
        }));
    }

    /// One of them in words, by its own id or its incident's; `newest` lists what there is.
    static Reply explanation(Question question) {
        Agent agent = question.agent();
        Explainer.Answer answer = agent.explainer().explain(question.id().equals("newest") ? "" : question.id());
        return switch (answer) {
            case Explainer.Answer.Unknown unknown -> Reply.problem(404, "Not Found", unknown.text());
            case Explainer.Answer.Told told ->
                Reply.json(JsonText.of(json -> {
                    json.writeStringField("at", agent.time().instant().toString());
                    json.writeStringField("id", question.id());
                    json.writeStringField("text", told.text());
                }));
        };
    }
}
