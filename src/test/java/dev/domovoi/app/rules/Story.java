package dev.domovoi.app.rules;

import dev.domovoi.decide.Decision;
import dev.domovoi.decide.DeviceView;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Step;
import dev.domovoi.decide.rule.Fact;
import dev.domovoi.decide.rule.Profile;
import dev.domovoi.decide.rule.RuleWatch;
import dev.domovoi.decide.rule.Subject;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A home under the shipped rules, as they are shipped, whose decider only advises. Things happen in it minute by
/// minute.
final class Story {
    private static final Duration GOOD = Duration.ofMinutes(5);

    final RuleWatch watch =
            new RuleWatch(RuleFiles.read(Path.of("rules/decisions")).book(), ZoneOffset.UTC);
    final List<RuleEvent> events = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    private final Map<DeviceId, DeviceView> views = new HashMap<>();
    private final HomeDecider decider = new HomeDecider(Policy.of(Mode.ADVISE, List.of()));
    private HomeState state = HomeState.empty();
    Instant now = Instant.parse("2026-01-10T12:00:00Z");

    Story() {
        decides(new Event.Unsettled(Event.Unsettled.Cause.START));
        decides(new Event.DoorTried(Door.CLOSED));
        passes(3);
    }

    Subject plug(String name, Role role) {
        return plug(name, role, 0);
    }

    /// With a priority above 0 it may be shed.
    Subject plug(String name, Role role, int priority) {
        Subject subject = Subject.device(new DeviceId("tasmota", name));
        Profile profile = Profile.of(subject, name, Optional.of(role.word()), Optional.empty());
        watch.introduce(subject, priority > 0 ? profile.withPriority(priority) : profile);
        views.put(
                subject.id(),
                new DeviceView(
                        name,
                        Optional.of(role),
                        false,
                        Optional.of(Source.whole(subject.id())),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(1)));
        return subject;
    }

    void is(Subject subject, Term term, double value) {
        hears(new Fact.Amount(subject, term, "", value, now, GOOD));
    }

    void says(Subject subject, Term term, String word) {
        hears(new Fact.Word(subject, term, word, now, GOOD));
    }

    void expects(Subject subject, double high) {
        hears(new Fact.Judged(
                subject, "", new Fact.Judgement(0.5, 0.7, 1, 0, high / 2, high), now, Duration.ofHours(2)));
    }

    private void hears(Fact fact) {
        watch.observe(fact, now).forEach(this::happens);
    }

    void passes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            now = now.plus(Duration.ofMinutes(1));
            watch.minute(now).forEach(this::happens);
            decides(new Event.Minute());
        }
    }

    void draws(Subject plug, double watts, int minutes) {
        for (int i = 0; i < minutes; i++) {
            is(plug, Term.DEVICE_POWER, watts);
            passes(1);
        }
    }

    private void happens(RuleEvent event) {
        events.add(event);
        decides(new Event.Ruled(event, views));
    }

    private void decides(Event event) {
        Step step = decider.decide(state, event, now);
        state = step.state();
        decisions.addAll(step.decisions());
    }

    /// `began appliance_finished washer`, and so on, without what only goes on; forgets them.
    List<String> told() {
        List<String> told = events.stream()
                .filter(event -> !(event instanceof RuleEvent.Continued))
                .map(event -> switch (event) {
                            case RuleEvent.Began began -> "began ";
                            case RuleEvent.Changed changed -> "changed ";
                            case RuleEvent.Continued continued -> "continued ";
                            case RuleEvent.Ended ended -> "ended ";
                        }
                        + event.ruling().rule() + " "
                        + event.ruling().subject().name())
                .toList();
        events.clear();
        return told;
    }

    List<String> verdicts() {
        return decisions.stream()
                .map(decision -> decision.verdict().word()
                        + decision.guard().map(guard -> ":" + guard).orElse(""))
                .toList();
    }

    long openIncidents() {
        return state.incidents().size();
    }
}
