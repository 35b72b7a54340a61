package dev.domovoi.score.drill;

import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The drill of one stream: a scorer learns the older part of its past; then, wherever a fault is injected into a copy
/// of the rest, a copy of what the scorer knew by then is asked whether it alarms.
///
/// A fault is caught where an alarm begins within it or in the ten minutes after, and the untouched stream began none
/// there by itself. The same untouched run counts the false alarms, so that both are read at one budget.
public final class Drill {
    /// The newest share of the past that is held back.
    private static final double HELD_BACK = 0.4;

    private static final double LEAST_HELD_BACK_DAYS = 2;
    private static final int GRACE_SECONDS = 600;

    private final Trace trace;
    private final Candidate candidate;
    private final DrillPlan plan;
    private final Watch watch;
    private final int each;
    private final int heldBackFrom;
    private final float[] none = new float[0];
    private long scored;

    /// Hears how far the drill is, and may call it off.
    public interface Watch {
        /// False to stop; told after each place, and now and then while the past is learned.
        boolean goesOn(double doneShare);
    }

    private record Case(Fault fault, Injection.Made made) {}

    private record Caught(int tick, String channel) {}

    private record Outcome(Case tried, Optional<Caught> caught) {}

    private Drill(Trace trace, Candidate candidate, DrillPlan plan, Watch watch) {
        this.trace = trace;
        this.candidate = candidate;
        this.plan = plan;
        this.watch = watch;
        this.each = (int) (candidate.tick().toSeconds() / trace.tickSeconds());
        if (each < 1 || candidate.tick().toSeconds() % trace.tickSeconds() != 0) {
            throw new IllegalArgumentException("the tick of " + candidate.name() + " must be a multiple of "
                    + trace.tickSeconds() + " s, was " + candidate.tick());
        }
        this.heldBackFrom = aligned((int) ((1 - HELD_BACK) * trace.size()));
    }

    /// `other` is the trace that a swapped load shows.
    public static Drilled run(Trace trace, Optional<Trace> other, Candidate candidate, DrillPlan plan, Watch watch) {
        return new Drill(trace, candidate, plan, watch).run(other);
    }

    private int aligned(int tick) {
        long seconds = trace.at(tick).getEpochSecond();
        int late = (int) (Math.floorMod(seconds, candidate.tick().toSeconds()) / trace.tickSeconds());
        return late == 0 ? tick : tick + each - late;
    }

    private Drilled run(Optional<Trace> other) {
        if (trace.days() * HELD_BACK < LEAST_HELD_BACK_DAYS) {
            return cannot("has " + days(trace.days()) + " of kept history, the drill needs "
                    + days(LEAST_HELD_BACK_DAYS / HELD_BACK));
        }
        Feeder life = Feeder.fresh(candidate.fresh().get(), trace, each, plan.alarmsPerWeek());
        for (int tick = aligned(0); tick < heldBackFrom; tick += each) {
            life.step(tick, none, tick);
            if (tick % (64 * each) == 0 && !watch.goesOn(0.5 * tick / heldBackFrom)) {
                return new Drilled.Stopped(trace.stream());
            }
        }
        var readiness = life.scorer().readiness(trace.at(heldBackFrom));
        return readiness.isReady() ? drilled(life, other) : cannot(readiness.why());
    }

    private Drilled cannot(String why) {
        return new Drilled.Cannot(trace.stream(), candidate.name(), why);
    }

    private static String days(double days) {
        return Math.round(days * 10) / 10.0 + " days";
    }

    private Optional<Scorer> copyOf(Scorer scorer) {
        return switch (candidate.restored().apply(scorer.state())) {
            case Restored.Whole(Scorer copy) -> Optional.of(copy);
            case Restored.Damaged damaged -> Optional.empty();
        };
    }

    private Drilled drilled(Feeder life, Optional<Trace> other) {
        Injector injector = new Injector(new Bench(trace, heldBackFrom, other));
        Map<Fault, String> refused = new EnumMap<>(Fault.class);
        List<Case> cases = cases(injector, refused);
        List<Outcome> outcomes = new ArrayList<>();
        List<Integer> falseAlarms = new ArrayList<>();
        int next = 0;
        boolean isWhole = true;
        for (int tick = heldBackFrom; tick + each <= trace.size(); tick += each) {
            for (; next < cases.size() && cases.get(next).made().from() < tick + each; next++) {
                Optional<Scorer> copy = hasBudget() ? copyOf(life.scorer()) : Optional.empty();
                Case tried = cases.get(next);
                int from = tick;
                copy.ifPresent(known -> outcomes.add(new Outcome(tried, caught(life.from(known), tried, from))));
                isWhole &= copy.isPresent();
                if (!watch.goesOn(0.5 + 0.5 * next / cases.size())) {
                    return new Drilled.Stopped(trace.stream());
                }
            }
            if (life.step(tick, none, tick).isPresent()) {
                falseAlarms.add(tick);
            }
        }
        return new Drilled.Done(
                trace.stream(),
                candidate.name(),
                plan.alarmsPerWeek(),
                trace.at(heldBackFrom),
                trace.at(trace.size()),
                falseAlarms.size(),
                isWhole,
                findings(outcomes, falseAlarms, refused));
    }

    private boolean hasBudget() {
        return scored < plan.mostTicks();
    }

    /// In order of time; faults that cannot be injected anywhere go to `refused`.
    private List<Case> cases(Injector injector, Map<Fault, String> refused) {
        List<Case> cases = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            List<Integer> used = new ArrayList<>();
            for (int place = 0; place < plan.placesPerFault(); place++) {
                switch (injector.inject(fault, place, plan.placesPerFault(), plan.seed())) {
                    case Injection.Made made -> {
                        if (!used.contains(made.from())) {
                            used.add(made.from());
                            cases.add(new Case(fault, made));
                        }
                    }
                    case Injection.CannotApply no -> refused.put(fault, no.why());
                }
            }
            if (!used.isEmpty()) {
                refused.remove(fault);
            }
        }
        cases.sort(Comparator.comparingInt((Case one) -> one.made().from()).thenComparing(Case::fault));
        return cases;
    }

    private Optional<Caught> caught(Feeder copy, Case tried, int from) {
        int grace = trace.ticks(GRACE_SECONDS);
        int until = Math.min(trace.size(), tried.made().to() + grace);
        for (int tick = from; tick + each <= until; tick += each) {
            scored++;
            Optional<String> channel =
                    copy.step(tick, tried.made().values(), tried.made().from());
            if (channel.isPresent()) {
                return Optional.of(new Caught(tick + each, channel.get()));
            }
        }
        return Optional.empty();
    }

    private List<Finding> findings(List<Outcome> outcomes, List<Integer> falseAlarms, Map<Fault, String> refused) {
        List<Finding> findings = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            List<Outcome> its = outcomes.stream()
                    .filter(outcome -> outcome.tried().fault() == fault)
                    .toList();
            if (its.isEmpty()) {
                String why = refused.getOrDefault(fault, "the drill's limit of work was reached before it");
                findings.add(new Finding.CannotApply(fault, why));
            } else {
                findings.add(tried(fault, its, falseAlarms));
            }
        }
        return findings;
    }

    private Finding tried(Fault fault, List<Outcome> its, List<Integer> falseAlarms) {
        List<Outcome> caught = its.stream()
                .filter(outcome -> outcome.caught().isPresent() && !wasOnAnyway(outcome, falseAlarms))
                .toList();
        long[] delays = caught.stream()
                .mapToLong(outcome -> (long) (outcome.caught().orElseThrow().tick()
                                - outcome.tried().made().from())
                        * trace.tickSeconds())
                .sorted()
                .toArray();
        Optional<Duration> delay =
                delays.length == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(delays[delays.length / 2]));
        return new Finding.Tried(fault, its.size(), caught.size(), delay, channels(caught));
    }

    /// Whether the untouched stream began an alarm between the fault's beginning and that alarm.
    private static boolean wasOnAnyway(Outcome outcome, List<Integer> falseAlarms) {
        int from = outcome.tried().made().from();
        int to = outcome.caught().orElseThrow().tick();
        return falseAlarms.stream().anyMatch(tick -> tick >= from && tick <= to);
    }

    private static List<String> channels(List<Outcome> caught) {
        String[] names = caught.stream()
                .map(outcome -> outcome.caught().orElseThrow().channel())
                .toArray(String[]::new);
        return Arrays.stream(names)
                .distinct()
                .sorted(Comparator.comparing((String name) ->
                                -Arrays.stream(names).filter(name::equals).count())
                        .thenComparing(name -> name))
                .toList();
    }
}
