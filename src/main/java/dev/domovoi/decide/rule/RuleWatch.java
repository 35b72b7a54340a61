package dev.domovoi.decide.rule;

import dev.domovoi.decide.RuleEvent;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Watches a rule book over the facts as they come in, and says what begins, changes and ends. Belongs to one thread;
/// everything it keeps is bounded, and equal facts at equal times give equal events.
///
/// A fact wakes the rules that read it. At each minute all are asked, because time itself can make one true or let a
/// value grow too old. `home.power` changes all the time, so by itself it wakes only rules about the home; others see
/// it with facts of their own thing, and at each minute.
public final class RuleWatch {
    /// More things than a home has; facts about further ones are left aside, and counted.
    public static final int MOST_SUBJECTS = 4_000;

    private static final long SUM_GOOD_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long CYCLE_GOOD_MILLIS = Duration.ofMinutes(3).toMillis();
    private static final List<Term> SCORES = List.of(
            Term.SCORE_TAIL,
            Term.SCORE_SURPRISE,
            Term.SCORE_VALUE,
            Term.SCORE_LOW,
            Term.SCORE_EXPECTED,
            Term.SCORE_HIGH);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final long NEVER = Long.MIN_VALUE;

    private final Cast cast;
    private final Moment moment;
    private final Course course;
    private final Shedding shedding;
    private final List<RuleEvent> found = new ArrayList<>();
    private long since = NEVER;
    private long heldUntil = NEVER;
    private long meteredUntil = NEVER;
    private double sumWatts;
    private boolean isAnyKnown;
    private List<Standing> standings = List.of();
    private long leftAside;

    public RuleWatch(RuleBook book, ZoneId zone) {
        this.cast = new Cast(book, MOST_SUBJECTS);
        this.moment = new Moment(zone, cast.home(), cast.named());
        this.course = new Course(moment, found::add);
        this.shedding = new Shedding(moment, cast.all());
    }

    public RuleBook book() {
        return cast.book();
    }

    /// How many facts were about more things than there is room for.
    public long leftAside() {
        return leftAside;
    }

    /// What the household has declared of a thing, before its first fact or whenever that changes.
    public void introduce(Subject subject, Profile profile) {
        cast.introduce(subject, profile);
    }

    /// How much the home may draw by its contract.
    public void agree(double contractWatts) {
        cast.home().put(Term.HOME_CONTRACT, contractWatts, NEVER, Long.MAX_VALUE);
    }

    /// An incident of that rule is open from before a restart: it goes on, and ends as any other. False where there is
    /// no such rule any more, or none that holds of that thing.
    public boolean resume(String rule, DeviceId subject, Instant now) {
        boolean goesOn = false;
        for (int i = 0; i < book().size(); i++) {
            Rule asked = book().rules().get(i);
            if (asked.name().equals(rule)) {
                Case open = new Case(Case.unset(book().ready(i).timers()));
                open.isOn = true;
                open.isCorroborated = asked.corroborate().isEmpty();
                open.beganAt = now.toEpochMilli();
                open.saidAt = now.toEpochMilli();
                open.knownAt = now.toEpochMilli();
                int place = i;
                Optional<Known> held = cast.of(new Subject(asked.selection().scope(), subject))
                        .filter(known -> known.rules().get(place));
                held.ifPresent(known -> known.cases().put(place, open));
                goesOn = held.isPresent();
            }
        }
        recount();
        return goesOn;
    }

    /// Whether anything is learned of a device's cycle of work.
    public boolean learnsCycle(Subject device) {
        return cast.of(device).flatMap(Known::cycle).isPresent();
    }

    /// A minute of a device's past, oldest first, for what is learned of its cycle of work; NaN where nothing is known
    /// of it.
    public void remember(Subject device, double meanWatts) {
        cast.of(device).flatMap(Known::cycle).ifPresent(cycle -> {
            if (Double.isNaN(meanWatts)) {
                cycle.interrupt();
            } else {
                cycle.step(meanWatts);
            }
        });
    }

    /// How the rules stand since the last full minute outside a hold, in the order of the book; empty before that.
    public List<Standing> standings() {
        return standings;
    }

    /// A thing is gone for good: what was open of it ends, and there is room for another.
    public List<RuleEvent> forget(Subject subject, Instant now) {
        found.clear();
        moment.now = now.toEpochMilli();
        cast.forget(subject).ifPresent(known -> {
            for (int place = 0; place < book().size(); place++) {
                Case open = known.cases().get(place);
                if (open != null && open.isOn) {
                    course.giveUp(book().ready(place), open, known);
                }
            }
            sumWatts -= known.countedWatts;
        });
        recount();
        return List.copyOf(found);
    }

    /// Continuity was lost now: what was measured before is not known any more, no rule begins or ends before `until`,
    /// and every `for` starts again after it.
    public void interrupt(Instant now, Instant until) {
        since = now.toEpochMilli();
        heldUntil = until.toEpochMilli();
        meteredUntil = NEVER;
        cast.all().forEach(known -> known.interrupt(since));
        moment.triggeredAt.clear();
    }

    /// A rule that goes on says so once more, though nothing has changed: somebody waits for it.
    public List<RuleEvent> again(String rule, DeviceId subject, Instant now) {
        found.clear();
        moment.now = now.toEpochMilli();
        for (int place = 0; place < book().size() && moment.now >= heldUntil; place++) {
            Rule asked = book().rules().get(place);
            Optional<Known> known = cast.of(new Subject(asked.selection().scope(), subject));
            if (asked.name().equals(rule)
                    && known.isPresent()
                    && known.get().cases().containsKey(place)) {
                known.get().cases().get(place).saidAt = 0;
                course.judge(place, book().ready(place), known.get(), shedding);
            }
        }
        return List.copyOf(found);
    }

    /// Goes on with another set of rules. A rule that is gone ends; one that is still there goes on, and so do windows
    /// that are still asked for.
    public List<RuleEvent> adopt(RuleBook next, Instant now) {
        found.clear();
        moment.now = now.toEpochMilli();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < next.size(); i++) {
            places.put(next.rules().get(i).name(), i);
        }
        for (Known known : cast.all()) {
            Map<Integer, Case> before = Map.copyOf(known.cases());
            known.cases().clear();
            for (int place = 0; place < book().size(); place++) {
                Case open = before.get(place);
                if (open != null) {
                    handOn(known, place, open, next, places);
                }
            }
        }
        cast.adopt(next);
        standings = List.of();
        recount();
        return List.copyOf(found);
    }

    private void handOn(Known known, int place, Case open, RuleBook next, Map<String, Integer> places) {
        Integer to = places.get(book().rules().get(place).name());
        if (to != null && next.rules().get(to).selection().matches(known.subject, known.profile())) {
            Case kept = new Case(Case.unset(next.ready(to).timers()));
            kept.takeOver(open);
            known.cases().put(to, kept);
        } else if (open.isOn) {
            course.giveUp(book().ready(place), open, known);
        }
    }

    private void recount() {
        course.count(cast.all().stream().mapToInt(known -> known.cases().size()).sum());
    }

    /// Something has become known. What was measured before continuity was lost is left aside.
    public List<RuleEvent> observe(Fact fact, Instant now) {
        found.clear();
        moment.now = now.toEpochMilli();
        long heard = Math.min(fact.at().toEpochMilli(), moment.now);
        if (heard >= since) {
            take(fact, heard);
        }
        return found.isEmpty() ? List.of() : List.copyOf(found);
    }

    private void take(Fact fact, long heard) {
        switch (fact) {
            case Fact.Amount number ->
                known(number.subject(), known -> {
                    if (known.put(number, heard, moment.now)) {
                        changed(known, number.term(), heard);
                    }
                });
            case Fact.Word word ->
                known(word.subject(), known -> {
                    known.put(
                            word.term(), word.word(), heard, heard + word.good().toMillis());
                    forgetIfLost(known, word);
                    wake(known, word.term());
                });
            case Fact.Judged judged ->
                known(judged.subject(), known -> {
                    if (known.put(judged, heard, moment.now)) {
                        SCORES.forEach(term -> wake(known, term));
                    }
                });
            case Fact.Trigger trigger -> {
                int[] waiting = book().waitingFor(trigger.name());
                if (waiting.length > 0) {
                    moment.triggeredAt.put(trigger.name(), heard);
                    wakeAll(waiting);
                }
            }
        }
    }

    private void known(Subject subject, Consumer<Known> then) {
        cast.of(subject).ifPresentOrElse(then, () -> leftAside++);
    }

    /// What a thing said before it was lost is not known to be true any more.
    private void forgetIfLost(Known known, Fact.Word word) {
        boolean isState = switch (word.term()) {
            case DEVICE_STATE, NODE_STATE, ROUTER_STATE -> true;
            default -> false;
        };
        if (isState && word.word().equals("lost")) {
            known.forgetValues(word.term(), moment.now);
            sum(known);
        }
    }

    private void changed(Known known, Term term, long heard) {
        double value = known.number(term, moment.now);
        known.rings().forEach((place, ring) -> {
            if (book().past(place).term() == term) {
                ring.put(value, heard, known.goodUntil(term));
            }
        });
        if (term == Term.HOME_POWER) {
            meteredUntil = known.goodUntil(term);
        }
        if (term == Term.DEVICE_POWER) {
            known.cycle().ifPresent(cycle -> cycle.observe(value, heard, known.goodUntil(term)));
            sum(known);
        }
        wake(known, term);
    }

    /// The home draws what its plugs draw, unless a main meter says it.
    private void sum(Known known) {
        double watts = known.number(Term.DEVICE_POWER, moment.now);
        double counted = Double.isNaN(watts) ? 0 : watts;
        isAnyKnown = !Double.isNaN(watts) || cast.all().stream().anyMatch(this::isMetered);
        if (counted != known.countedWatts) {
            sumWatts += counted - known.countedWatts;
            known.countedWatts = counted;
            tellSum();
        }
    }

    private boolean isMetered(Known known) {
        return known.subject.scope() == Scope.DEVICE && known.isKnown(Term.DEVICE_POWER, moment.now);
    }

    /// A plug that is lost does not count; where all are, nobody knows.
    private void tellSum() {
        if (isAnyKnown && moment.now > meteredUntil) {
            Known home = cast.home();
            home.put(Term.HOME_POWER, sumWatts, moment.now, moment.now + SUM_GOOD_MILLIS);
            home.rings().forEach((place, ring) -> {
                if (book().past(place).term() == Term.HOME_POWER) {
                    ring.put(sumWatts, moment.now, moment.now + SUM_GOOD_MILLIS);
                }
            });
            wake(home, Term.HOME_POWER);
        }
    }

    private void wake(Known known, Term term) {
        if (moment.now < heldUntil) {
            return;
        }
        if (known == cast.home()) {
            for (int rule : book().readersOfHome(term)) {
                if (term != Term.HOME_POWER || known.rules().get(rule)) {
                    wakeAll(new int[] {rule});
                }
            }
            return;
        }
        for (int rule : book().readersOfOwn(term)) {
            if (known.rules().get(rule)) {
                course.judge(rule, book().ready(rule), known, shedding);
            }
        }
        wakeAll(book().readersOfNamed(term));
    }

    private void wakeAll(int[] rules) {
        if (moment.now < heldUntil) {
            return;
        }
        for (int rule : rules) {
            for (Known subject : cast.subjectsOf(rule)) {
                course.judge(rule, book().ready(rule), subject, shedding);
            }
        }
    }

    /// A minute has passed: every rule is asked of everything it holds of.
    public List<RuleEvent> minute(Instant now) {
        found.clear();
        moment.now = now.toEpochMilli();
        double sum = 0;
        for (Known known : cast.all()) {
            known.expire(moment.now);
            if (known.subject.scope() == Scope.DEVICE) {
                double watts = known.number(Term.DEVICE_POWER, moment.now);
                known.countedWatts = Double.isNaN(watts) ? 0 : watts;
                sum += known.countedWatts;
                known.cycle().ifPresent(cycle -> learn(known, cycle));
            }
        }
        sumWatts = sum;
        isAnyKnown = cast.all().stream().anyMatch(this::isMetered);
        tellSum();
        if (moment.now >= heldUntil) {
            standings = IntStream.range(0, book().size()).mapToObj(this::asked).toList();
        }
        return List.copyOf(found);
    }

    private Standing asked(int rule) {
        int open = 0;
        int unclear = 0;
        List<String> unknown = List.of();
        for (Known subject : cast.subjectsOf(rule)) {
            boolean isUnclear = course.judge(rule, book().ready(rule), subject, shedding) == Truth.UNKNOWN;
            Case reached = subject.cases().get(rule);
            open += reached != null && reached.isOn ? 1 : 0;
            unclear += isUnclear ? 1 : 0;
            unknown = isUnclear && unclear == 1 ? course.unknown(book().ready(rule)) : unknown;
        }
        return new Standing(
                book().rules().get(rule).name(), cast.subjectsOf(rule).size(), open, unclear, unknown);
    }

    private void learn(Known known, Cycle cycle) {
        cycle.minute(moment.now);
        tell(known, Term.DEVICE_RUN, cycle.runMinutes());
        tell(known, Term.DEVICE_PAUSE, cycle.pauseMinutes());
        tell(known, Term.DEVICE_USUAL_RUN, cycle.usualRunMinutes());
        tell(known, Term.DEVICE_USUAL_PAUSE, cycle.usualPauseMinutes());
        known.put(
                Term.DEVICE_CYCLE,
                cycle.state().orElse(""),
                moment.now,
                cycle.state().isPresent() ? moment.now + CYCLE_GOOD_MILLIS : NEVER);
    }

    private void tell(Known known, Term term, double minutes) {
        boolean isKnown = !Double.isNaN(minutes);
        known.put(term, minutes * SECONDS_PER_MINUTE, moment.now, isKnown ? moment.now + CYCLE_GOOD_MILLIS : NEVER);
    }
}
