package dev.domovoi.decide.rule;

import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Ruling;
import dev.domovoi.decide.Ruling.Order;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.decide.rule.RuleBook.Ready;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// How a rule goes with one thing: it begins when its condition is true, goes on until it is over, and rests for its
/// cooldown. What is not known neither begins nor ends it; after a day of that it is given up.
final class Course {
    /// Most cases at once that are more than idle; a further one does not begin.
    static final int MOST_CASES = 20_000;

    static final Duration SAID_AGAIN = Duration.ofMinutes(15);
    static final Duration GIVEN_UP = Duration.ofDays(1);

    private final Moment moment;
    private final Consumer<RuleEvent> events;
    private long[] scratch = {};
    private int cases;

    Course(Moment moment, Consumer<RuleEvent> events) {
        this.moment = moment;
        this.events = events;
    }

    /// Asks the rule of the thing, now: whether its condition is true.
    Truth judge(int place, Ready ready, Known known, Shedding shedding) {
        Case open = known.cases().get(place);
        moment.subject = known;
        moment.timers = open == null ? unset(ready.timers()) : open.timers;
        moment.hasBegun = open != null && open.isOn;
        Truth when = ready.when().at(moment);
        moment.hasBegun = false;
        if (open != null && open.isOn) {
            goOn(ready, open, when, shedding);
        } else if (when == Truth.TRUE && (open == null || !open.isResting(moment.now, cooldown(ready)))) {
            Case begun = open == null ? added(place, ready, known) : open;
            if (begun != NO_ROOM) {
                begin(ready, begun, shedding);
            }
        } else if (open == null && Case.isWaiting(moment.timers)) {
            added(place, ready, known);
        }
        if (open != null && open.isIdle(moment.now, cooldown(ready))) {
            known.cases().remove(place);
            cases--;
        }
        return when;
    }

    /// What the rule's condition reads and is not known of the thing that was asked last.
    List<String> unknown(Ready ready) {
        return ready.reads().stream()
                .filter(seen -> ready.rule().waitsFor(seen.read()))
                .filter(seen -> fact(seen).equals(new Evidence.Fact.Word("unknown")))
                .map(seen -> seen.read().told())
                .distinct()
                .toList();
    }

    private static final Case NO_ROOM = new Case(new long[0]);

    private Case added(int place, Ready ready, Known known) {
        if (cases >= MOST_CASES) {
            return NO_ROOM;
        }
        Case added = new Case(Arrays.copyOf(moment.timers, ready.timers()));
        known.cases().put(place, added);
        cases++;
        return added;
    }

    /// Recounts them, after rules or things have gone.
    void count(int now) {
        cases = now;
    }

    private long[] unset(int timers) {
        if (scratch.length < timers) {
            scratch = new long[timers];
        }
        Arrays.fill(scratch, Case.UNSET);
        return scratch;
    }

    private static long cooldown(Ready ready) {
        return ready.rule().cooldown().toMillis();
    }

    private void begin(Ready ready, Case open, Shedding shedding) {
        moment.timers = open.timers;
        open.isOn = true;
        open.beganAt = moment.now;
        open.knownAt = moment.now;
        ready.rule().ladder().ifPresent(ladder -> shedding.step(ladder, open));
        say(new RuleEvent.Began(ruling(ready, open, orders(ready, open), List.of())), open);
    }

    private void goOn(Ready ready, Case open, Truth when, Shedding shedding) {
        Truth over = ready.until().map(until -> until.at(moment)).orElse(when.not());
        if (over != Truth.UNKNOWN) {
            open.knownAt = moment.now;
        }
        List<DeviceId> before = targets(open);
        ready.rule().ladder().ifPresent(ladder -> shedding.step(ladder, open));
        List<DeviceId> after = targets(open);
        boolean isGivenUp = moment.now - open.knownAt > GIVEN_UP.toMillis();
        if (isGivenUp || (over == Truth.TRUE && after.isEmpty())) {
            end(ready, open, less(before, List.of()));
        } else if (!before.equals(after)) {
            List<Order> more = orders(ready, open).stream()
                    .filter(order -> !before.contains(order.target()))
                    .toList();
            say(new RuleEvent.Changed(ruling(ready, open, more, less(before, after))), open);
        } else if (!open.isCorroborated && isCorroborated(ready)) {
            say(new RuleEvent.Changed(ruling(ready, open, orders(ready, open), List.of())), open);
        } else if (moment.now - open.saidAt >= SAID_AGAIN.toMillis()) {
            List<Order> orders = when == Truth.TRUE ? orders(ready, open) : List.of();
            say(new RuleEvent.Continued(ruling(ready, open, orders, List.of())), open);
        }
    }

    /// Ends it because its rule is no longer there.
    void giveUp(Ready ready, Case open, Known known) {
        moment.subject = known;
        moment.timers = open.timers;
        end(ready, open, targets(open));
    }

    private void end(Ready ready, Case open, List<DeviceId> givenBack) {
        events.accept(new RuleEvent.Ended(ruling(ready, open, List.of(), givenBack)));
        open.isOn = false;
        open.isCorroborated = false;
        open.rungs.clear();
        Arrays.fill(open.timers, Case.UNSET);
    }

    private void say(RuleEvent event, Case open) {
        open.saidAt = moment.now;
        open.isCorroborated = event.ruling().isCorroborated();
        events.accept(event);
    }

    private boolean isCorroborated(Ready ready) {
        return ready.corroborate().map(test -> test.at(moment) == Truth.TRUE).orElse(true);
    }

    private List<Order> orders(Ready ready, Case open) {
        return ready.rule().deeds().stream()
                .flatMap(deed -> ready.rule().ladder().isPresent()
                        ? targets(open).stream().map(target -> new Order(deed, target))
                        : List.of(new Order(deed, moment.subject.subject.id())).stream())
                .toList();
    }

    private static List<DeviceId> targets(Case open) {
        return open.rungs.stream().map(rung -> rung.device().subject.id()).toList();
    }

    private static List<DeviceId> less(List<DeviceId> before, List<DeviceId> after) {
        return before.stream().filter(target -> !after.contains(target)).toList();
    }

    private Ruling ruling(Ready ready, Case open, List<Order> orders, List<DeviceId> givenBack) {
        Rule rule = ready.rule();
        return new Ruling(
                rule.name(),
                moment.subject.subject.id(),
                rule.severity(),
                orders,
                givenBack,
                isCorroborated(ready),
                Instant.ofEpochMilli(measuredAt(ready)),
                new Evidence(evidence(ready, open)),
                Told.sentence(rule.says(), moment));
    }

    /// When the oldest came of what is known of its measured quantities.
    private long measuredAt(Ready ready) {
        long oldest = moment.now;
        for (RuleBook.Seen seen : ready.reads()) {
            Read read = seen.read();
            Known of = Tests.known(read, moment);
            if (read.term().isMeasured() && of.isKnown(read.term(), moment.now)) {
                oldest = Math.min(oldest, of.heardAt(read.term()));
            }
        }
        return oldest;
    }

    private SortedMap<String, Evidence.Fact> evidence(Ready ready, Case open) {
        SortedMap<String, Evidence.Fact> facts = new TreeMap<>();
        for (RuleBook.Seen seen : ready.reads()) {
            facts.put(seen.read().told(), fact(seen));
        }
        facts.put(
                "began_at",
                new Evidence.Fact.Word(Instant.ofEpochMilli(open.beganAt).toString()));
        facts.put("severity", new Evidence.Fact.Word(ready.rule().severity().word()));
        return facts;
    }

    private Evidence.Fact fact(RuleBook.Seen seen) {
        Read read = seen.read();
        if (read.measure() == Measure.WORD) {
            String word = Tests.known(read, moment).word(read.term(), moment.now);
            return new Evidence.Fact.Word(word.isEmpty() ? "unknown" : word);
        }
        double value = seen.value().at(moment);
        double told = read.factor() == 0 ? value : value / read.factor(); // the share is the rule's, not a fact
        return Double.isNaN(value) ? new Evidence.Fact.Word("unknown") : new Evidence.Fact.Amount(told);
    }
}
