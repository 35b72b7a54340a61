package dev.domovoi.decide.rule;

import dev.domovoi.decide.rule.Operand.Read;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Makes of one rule's conditions what is quickly asked, and counts the timers they need.
final class Tests {
    private final ToIntFunction<Read> places;
    private int timers;
    private boolean isNegated;

    /// `places` says where a window is found.
    Tests(ToIntFunction<Read> places) {
        this.places = places;
    }

    /// A condition, ready to be asked at a moment.
    interface Test {
        Truth at(Moment moment);
    }

    /// A number, NaN while it is not known.
    interface Value {
        double at(Moment moment);
    }

    int timers() {
        return timers;
    }

    Test of(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all(tests(all.of()));
            case Condition.Any any -> any(tests(any.of()));
            case Condition.Not not -> negated(not.of());
            case Condition.Compare compare -> compared(compare);
            case Condition.Lasts lasts -> lasting(of(lasts.of()), lasts.time().toMillis(), timers++, !isNegated);
            case Condition.Clock clock ->
                moment -> Truth.of(clock.holds(moment.local().toLocalTime()));
            case Condition.Days days -> on(days.of());
            case Condition.Triggered triggered ->
                triggered(triggered.name(), triggered.within().toMillis());
        };
    }

    private Test[] tests(List<Condition> conditions) {
        return conditions.stream().map(this::of).toArray(Test[]::new);
    }

    /// All are asked, whatever the first says: each keeps its own time.
    private static Test all(Test[] tests) {
        return moment -> {
            Truth truth = Truth.TRUE;
            for (Test test : tests) {
                truth = truth.and(test.at(moment));
            }
            return truth;
        };
    }

    private static Test any(Test[] tests) {
        return moment -> {
            Truth truth = Truth.FALSE;
            for (Test test : tests) {
                truth = truth.or(test.at(moment));
            }
            return truth;
        };
    }

    private Test negated(Condition condition) {
        isNegated = !isNegated;
        Test test = of(condition);
        isNegated = !isNegated;
        return moment -> test.at(moment).not();
    }

    private static Test on(Set<DayOfWeek> days) {
        return moment -> Truth.of(days.contains(moment.local().getDayOfWeek()));
    }

    private static Test triggered(String name, long withinMillis) {
        return moment -> {
            Long since = moment.triggeredAt.get(name);
            return Truth.of(since != null && moment.now - since < withinMillis);
        };
    }

    /// What has begun need not wait again: a gap in what is known would end it, and tell it a second time.
    private static Test lasting(Test test, long millis, int timer, boolean isForBeginning) {
        return moment -> {
            Truth truth = test.at(moment);
            if (isForBeginning && moment.hasBegun) {
                return truth;
            }
            if (truth != Truth.TRUE) {
                moment.timers[timer] = Case.UNSET;
                return truth;
            }
            if (moment.timers[timer] == Case.UNSET) {
                moment.timers[timer] = moment.now;
            }
            return Truth.of(moment.now - moment.timers[timer] >= millis);
        };
    }

    private Test compared(Condition.Compare compare) {
        boolean isWord = compare.left().measure() == Measure.WORD;
        return isWord ? said(compare) : compared(value(compare.left()), compare.relation(), value(compare.right()));
    }

    private static Test compared(Value left, Relation relation, Value right) {
        return moment -> {
            double one = left.at(moment);
            double other = right.at(moment);
            return Double.isNaN(one) || Double.isNaN(other) ? Truth.UNKNOWN : Truth.of(relation.holds(one, other));
        };
    }

    private static Test said(Condition.Compare compare) {
        boolean isWanted = compare.relation() == Relation.IS;
        return moment -> {
            String word = word(compare.left(), moment);
            return switch (compare.right()) {
                case Operand.Words words ->
                    word.isEmpty() ? Truth.UNKNOWN : Truth.of(words.any().contains(word) == isWanted);
                case Read read -> {
                    String other = word(read, moment);
                    yield word.isEmpty() || other.isEmpty() ? Truth.UNKNOWN : Truth.of(word.equals(other) == isWanted);
                }
                case Operand.Amount amount -> Truth.UNKNOWN;
                case Operand.Flag flag -> Truth.UNKNOWN;
            };
        };
    }

    private Value value(Operand operand) {
        return switch (operand) {
            case Operand.Amount amount -> moment -> amount.value();
            case Operand.Flag flag -> moment -> flag.value() ? 1 : 0;
            case Operand.Words words -> moment -> Double.NaN;
            case Read read -> number(read);
        };
    }

    /// A quantity as a number, a truth as 1 or 0.
    Value number(Read read) {
        return read.window().isPresent() ? windowed(read) : plain(read);
    }

    private static Value plain(Read read) {
        Term term = read.term();
        double factor = read.factor();
        if (read.on().isPresent()) {
            return moment -> known(read, moment).number(term, moment.now) * factor;
        }
        if (term.owner() == Scope.HOME) {
            return moment -> moment.home.number(term, moment.now) * factor;
        }
        return moment -> moment.subject.number(term, moment.now) * factor;
    }

    private Value windowed(Read read) {
        int place = places.applyAsInt(read);
        double factor = read.factor();
        return moment -> {
            Ring ring = known(read, moment).rings().get(place);
            return ring == null ? Double.NaN : ring.value(moment.now) * factor;
        };
    }

    private static String word(Read read, Moment moment) {
        return known(read, moment).word(read.term(), moment.now);
    }

    static Known known(Read read, Moment moment) {
        Scope owner = read.term().owner();
        if (read.on().isPresent()) {
            return moment.named(owner, read.on().get());
        }
        return owner == Scope.HOME ? moment.home : moment.subject;
    }
}
