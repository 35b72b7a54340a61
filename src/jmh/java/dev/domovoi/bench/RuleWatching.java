package dev.domovoi.bench;

import dev.domovoi.decide.Role;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Condition;
import dev.domovoi.decide.rule.Fact;
import dev.domovoi.decide.rule.Operand.Amount;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.decide.rule.Profile;
import dev.domovoi.decide.rule.Relation;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.RuleBook;
import dev.domovoi.decide.rule.RuleWatch;
import dev.domovoi.decide.rule.Scope;
import dev.domovoi.decide.rule.Selection;
import dev.domovoi.decide.rule.Selection.Traits;
import dev.domovoi.decide.rule.Subject;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.decide.rule.Window;
import dev.domovoi.signal.DeviceId;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// What 200 rules over 500 devices cost at 500 observations a second, in nanoseconds an observation and in bytes: once
/// with rules for roles, and once with every rule for every device. To run it, with no other library:
/// `./mvnw -q -Pjmh test-compile`, then `java -cp target/jmh/classes:target/classes dev.domovoi.bench.RuleWatching`.
public final class RuleWatching {
    private static final int RULES = 200;
    private static final int DEVICES = 500;
    private static final int PER_SECOND = 500;
    private static final int MINUTES = 40;
    private static final int ROUNDS = 3;
    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    private static final List<Role> ROLES = List.of(Role.values());
    private static final List<Subject> SUBJECTS = IntStream.range(0, DEVICES)
            .mapToObj(number -> Subject.device(new DeviceId("tasmota", "plug" + number)))
            .toList();

    private RuleWatching() {}

    public static void main(String[] arguments) {
        System.out.printf(
                "%-16s %12s %14s %14s %12s %10s%n",
                "rules for", "ns a fact", "ms a minute", "of a core", "kept MiB", "events");
        for (boolean isForAll : new boolean[] {false, true}) {
            for (int round = 0; round < ROUNDS; round++) {
                measure(isForAll);
            }
        }
    }

    private static void measure(boolean isForAll) {
        Run run = run(isForAll);
        double keptMebibytes = (run.bytesWith() - usedBytes()) / 1024.0 / 1024.0;
        double ofACore = (run.nanosPerFact() * PER_SECOND * 60 + run.nanosPerMinute()) / 60e9;
        System.out.printf(
                "%-16s %12.0f %14.2f %13.2f%% %12.1f %10d%n",
                isForAll ? "every device" : "roles",
                run.nanosPerFact(),
                run.nanosPerMinute() / 1e6,
                ofACore * 100,
                keptMebibytes,
                run.events());
    }

    /// The second half of it is timed; `bytesWith` is the heap while the watch is still there.
    private record Run(double nanosPerFact, double nanosPerMinute, long events, long bytesWith) {}

    private static Run run(boolean isForAll) {
        RuleWatch watch = watch(isForAll);
        try {
            return run(watch);
        } finally {
            Reference.reachabilityFence(watch);
        }
    }

    private static Run run(RuleWatch watch) {
        Random random = new Random(5);
        long facts = 0;
        long factNanos = 0;
        long minuteNanos = 0;
        long events = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            List<Fact> heard = heard(random, minute);
            boolean isWarm = minute >= MINUTES / 2;
            long began = System.nanoTime();
            for (Fact fact : heard) {
                events += watch.observe(fact, fact.at()).size();
            }
            long then = System.nanoTime();
            events += watch.minute(START.plus(Duration.ofMinutes(minute + 1L))).size();
            if (isWarm) {
                factNanos += then - began;
                minuteNanos += System.nanoTime() - then;
                facts += heard.size();
            }
        }
        return new Run((double) factNanos / facts, minuteNanos / (MINUTES / 2.0), events, usedBytes());
    }

    private static RuleWatch watch(boolean isForAll) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(rule(i, isForAll));
        }
        RuleWatch watch = new RuleWatch(new RuleBook(rules), ZoneOffset.UTC);
        watch.agree(20_000);
        for (int i = 0; i < DEVICES; i++) {
            Role role = ROLES.get(i % ROLES.size());
            watch.introduce(device(i), Profile.of(device(i), "plug " + i, Optional.of(role.word()), Optional.empty()));
        }
        return watch;
    }

    /// Five kinds of rules: a level for a while, a window, a count, the learned cycle, the home beside the device.
    private static Rule rule(int number, boolean isForAll) {
        Role role = ROLES.get(number % ROLES.size());
        Selection selection = isForAll
                ? Selection.all(Scope.DEVICE)
                : new Selection(Scope.DEVICE, new Traits(Set.of(), Set.of(role.word()), Set.of()), Traits.NONE);
        Condition much = compare(read(Term.DEVICE_POWER, Optional.empty()), Relation.ABOVE, 900 + number);
        Condition when = switch (number % 5) {
            case 0 -> new Condition.Lasts(much, Duration.ofMinutes(5));
            case 1 -> compare(past(Window.Function.AVG, 10 + number % 4), Relation.ABOVE, 700 + number);
            case 2 -> compare(past(Window.Function.COUNT, 30 + number % 4), Relation.ABOVE, 500);
            case 3 ->
                new Condition.All(
                        List.of(much, compare(read(Term.DEVICE_PAUSE, Optional.empty()), Relation.ABOVE, 60)));
            default ->
                new Condition.All(List.of(much, compare(read(Term.HOME_POWER, Optional.empty()), Relation.ABOVE, 1e6)));
        };
        return new Rule(
                "rule_" + number,
                selection,
                when,
                Optional.empty(),
                Optional.empty(),
                Severity.INFO,
                Duration.ofMinutes(30),
                "{name} draws {device.power}.",
                List.of());
    }

    private static Read past(Window.Function function, int minutes) {
        return read(Term.DEVICE_POWER, Optional.of(new Window(function, Duration.ofMinutes(minutes), 500)));
    }

    private static Read read(Term term, Optional<Window> window) {
        return new Read(term, Optional.empty(), window, 1);
    }

    private static Condition compare(Read read, Relation relation, double value) {
        return new Condition.Compare(read, relation, new Amount(value, read.measure()));
    }

    private static List<Fact> heard(Random random, int minute) {
        List<Fact> facts = new ArrayList<>();
        Instant start = START.plus(Duration.ofMinutes(minute));
        for (int i = 0; i < PER_SECOND * 60; i++) {
            Instant at = start.plusMillis(i * 1_000L / PER_SECOND);
            int device = random.nextInt(DEVICES);
            boolean isMuch = device % 10 == 0 || random.nextInt(50) == 0;
            double watts = isMuch ? 1_000 + random.nextInt(200) : random.nextInt(600);
            facts.add(new Fact.Amount(device(device), Term.DEVICE_POWER, "", watts, at, GOOD));
        }
        return facts;
    }

    private static Subject device(int number) {
        return SUBJECTS.get(number);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
