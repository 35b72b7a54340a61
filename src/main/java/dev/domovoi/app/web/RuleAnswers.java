package dev.domovoi.app.web;

import dev.domovoi.app.Agent;
import dev.domovoi.app.rules.RulesInForce;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Deed;
import dev.domovoi.decide.Hold;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rules that are in force, and how each of them stands.
final class RuleAnswers {
    /// How far back is looked for the last time that a rule fired.
    private static final int NEWEST_DECISIONS = 1_000;

    private RuleAnswers() {}

    static Reply rules(Question question) {
        Agent agent = question.agent();
        RulesInForce.State state = agent.rules().state();
        Map<String, Standing> standings =
                agent.standings().stream().collect(Collectors.toMap(Standing::rule, Function.identity()));
        Map<String, Instant> fired = fired(agent);
        Instant now = agent.time().instant();
        return Reply.json(JsonText.of(json -> {
            json.writeStringField("at", now.toString());
            json.writeStringField("set", state.set().id());
            json.writeStringField("from", agent.rules().origin());
            JsonText.text(json, "refused", state.refused());
            JsonText.list(json, "rules", state.set().book().rules(), (object, rule) -> {
                Optional<Standing> standing = Optional.ofNullable(standings.get(rule.name()));
                object.writeStringField("rule", rule.name());
                object.writeStringField("file", state.set().places().getOrDefault(rule.name(), ""));
                object.writeStringField("mode", agent.config().mode().word());
                object.writeStringField("of", rule.selection().scope().word());
                object.writeStringField("severity", rule.severity().word());
                object.writeArrayFieldStart("wants");
                for (Deed deed : rule.deeds()) {
                    object.writeString(deed.kind());
                }
                object.writeEndArray();
                object.writeNumberField("things", standing.map(Standing::things).orElse(0));
                object.writeNumberField("open", standing.map(Standing::open).orElse(0));
                JsonText.text(object, "last_fired", Optional.ofNullable(fired.get(rule.name())));
                JsonText.text(
                        object, "why_not", whyNot(rule, standing, agent.state().hold(), now));
            });
        }));
    }

    private static Map<String, Instant> fired(Agent agent) {
        Map<String, Instant> newest = new HashMap<>();
        for (KeptDecision decision : agent.decisions(NEWEST_DECISIONS)) {
            Map<String, String> words = KeptWords.of(decision);
            if (words.getOrDefault("verdict", "").equals("alert")) {
                newest.putIfAbsent(words.getOrDefault("rule", ""), decision.at());
            }
        }
        return newest;
    }

    /// Why it is not open for anything at present; empty where it is.
    private static Optional<String> whyNot(Rule rule, Optional<Standing> standing, Hold hold, Instant now) {
        if (standing.filter(known -> known.open() > 0).isPresent()) {
            return Optional.empty();
        }
        if (hold.isOpen(now)) {
            return Optional.of("Nothing begins before " + hold.until() + ": the agent holds.");
        }
        return Optional.of(standing.map(known -> whyNot(rule, known)).orElse("It has not been asked yet."));
    }

    private static String whyNot(Rule rule, Standing standing) {
        if (standing.things() == 0) {
            return "There is no " + rule.selection().scope().word() + " that it is about.";
        }
        int clear = standing.things() - standing.unclear();
        String unclear = standing.unknown().isEmpty()
                ? "It is not known whether it is true"
                : String.join(", ", standing.unknown())
                        + (standing.unknown().size() == 1 ? " is not known" : " are not known");
        if (standing.unclear() == 0) {
            return "It is not true, or rests.";
        }
        return clear == 0 ? unclear + "." : unclear + " of some; of the others it is not true, or rests.";
    }
}
