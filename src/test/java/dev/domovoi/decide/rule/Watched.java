package dev.domovoi.decide.rule;

import dev.domovoi.decide.Deed;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Operand.Amount;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A home under rules, in which things happen one after the other.
final class Watched {
    static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    static final Subject KETTLE = Subject.device(new DeviceId("tasmota", "kettle"));
    static final Duration GOOD = Duration.ofMinutes(5);

    final RuleWatch watch;
    final List<RuleEvent> events = new ArrayList<>();
    Instant now = NOON;

    Watched(Rule... rules) {
        this("UTC", rules);
    }

    Watched(String zone, Rule... rules) {
        watch = new RuleWatch(new RuleBook(List.of(rules)), ZoneId.of(zone));
    }

    void is(Subject subject, Term term, double value) {
        is(subject, term, "", value);
    }

    void is(Subject subject, Term term, String channel, double value) {
        hears(new Fact.Amount(subject, term, channel, value, now, GOOD));
    }

    void draws(double watts) {
        is(KETTLE, Term.DEVICE_POWER, watts);
    }

    void says(Subject subject, Term term, String word) {
        hears(new Fact.Word(subject, term, word, now, GOOD));
    }

    void hears(Fact fact) {
        events.addAll(watch.observe(fact, now));
    }

    /// Minute by minute.
    void passes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            now = now.plus(Duration.ofMinutes(1));
            events.addAll(watch.minute(now));
        }
    }

    /// Minute by minute, in each of which the kettle says the same.
    void drawsFor(int minutes, double watts) {
        for (int i = 0; i < minutes; i++) {
            draws(watts);
            passes(1);
        }
    }

    /// `began kettle`, and so on, and then forgets them.
    List<String> told() {
        List<String> told = events.stream().map(Watched::word).toList();
        events.clear();
        return told;
    }

    static String word(RuleEvent event) {
        String what = switch (event) {
            case RuleEvent.Began began -> "began ";
            case RuleEvent.Changed changed -> "changed ";
            case RuleEvent.Continued continued -> "continued ";
            case RuleEvent.Ended ended -> "ended ";
        };
        return what + event.ruling().subject().name();
    }

    static Condition power(Relation relation, double watts) {
        return compared(Term.DEVICE_POWER, relation, watts);
    }

    static Condition compared(Term term, Relation relation, double value) {
        return new Condition.Compare(Read.of(term), relation, new Amount(value, term.measure()));
    }

    static Condition lasting(int minutes, Condition condition) {
        return new Condition.Lasts(condition, Duration.ofMinutes(minutes));
    }

    static Condition windowed(Term term, Window.Function function, int minutes, Relation relation, double value) {
        Window window = new Window(function, Duration.ofMinutes(minutes), 20);
        Read read = new Read(term, Optional.empty(), Optional.of(window), 1);
        return new Condition.Compare(read, relation, new Amount(value, read.measure()));
    }

    static Rule rule(Condition when) {
        return rule("much", Scope.DEVICE, when, Optional.empty(), List.of());
    }

    static Rule rule(String name, Scope scope, Condition when, Optional<Condition> until, List<Deed> deeds) {
        return new Rule(
                name,
                Selection.all(scope),
                when,
                until,
                Optional.empty(),
                Severity.WARNING,
                Duration.ZERO,
                "{name} draws {device.power}.".replace(scope == Scope.DEVICE ? "" : "{device.power}", ""),
                deeds);
    }
}
