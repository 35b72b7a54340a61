package dev.domovoi.score.drill;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Makes faults for one stream, each at a place that chance and the stream's own life choose.
final class Injector {
    /// At least how long a frozen meter stays frozen, and a dead load dead.
    private static final double FROZEN_HOURS = 4;

    private static final double DEAD_HOURS = 3;
    private static final double OFTEN = 0.4;
    private static final int HOUR = Bench.HOUR;

    private final Bench bench;
    private final StretchFaults stretches;
    private final CycleFaults cycles;

    Injector(Bench bench) {
        this.bench = bench;
        this.stretches = new StretchFaults(bench);
        this.cycles = new CycleFaults(bench);
    }

    /// The fault at the `place`-th of so many places, which are spread over the held-back part.
    Injection inject(Fault fault, int place, int places, long seed) {
        Optional<String> obstacle = obstacle(fault);
        if (obstacle.isPresent()) {
            return new Injection.CannotApply(obstacle.get());
        }
        SplittableRandom random =
                new SplittableRandom(seed + 1_000_003L * fault.word().hashCode() + 97L * place);
        Draw draw = new Draw(random, place, places);
        Optional<Injection.Made> made = switch (fault) {
            case STUCK_ON -> stretches.stuckOn(draw);
            case LEFT_ON -> stretches.leftOn(draw);
            case DEAD -> stretches.dead(draw);
            case DRIFT_UP -> stretches.driftUp(draw);
            case FROZEN -> stretches.frozen(draw, false);
            case FROZEN_ON -> stretches.frozen(draw, true);
            case FROZEN_LONG -> stretches.frozenLong(draw);
            case FLAPPING -> stretches.flapping(draw);
            case STANDBY_CREEP -> stretches.standbyCreep(draw);
            case SWAP -> stretches.swap(draw);
            case LONG_CYCLES -> cycles.longCycles(draw);
            case WEAK_ELEMENT -> cycles.weakElement(draw);
            case REPEAT_CYCLE -> cycles.repeatCycle(draw);
            case NIGHT_USE -> cycles.nightUse(draw);
        };
        return made.<Injection>map(found -> found)
                .orElseGet(() -> new Injection.CannotApply("its held-back past has no place for it"));
    }

    /// Why a stream cannot have the fault, or why nobody could tell.
    private Optional<String> obstacle(Fault fault) {
        return switch (fault) {
            case STUCK_ON -> noOnOff().or(this::onForHours);
            case LEFT_ON -> noOnOff().or(() -> oftenOn(HOUR, 5 * HOUR, "after one at night"));
            case NIGHT_USE -> noOnOff().or(() -> oftenOn(2 * HOUR, 5 * HOUR, "at three at night"));
            case LONG_CYCLES, REPEAT_CYCLE -> noOnOff();
            case WEAK_ELEMENT -> noOnOff().or(this::noElement);
            case FLAPPING, DRIFT_UP -> neverOn();
            case DEAD -> restsAtNothing();
            case FROZEN, FROZEN_LONG -> idlesAtNothing().or(() -> repeats(false));
            case FROZEN_ON -> neverOn().or(() -> repeats(true));
            case STANDBY_CREEP -> Optional.empty();
            case SWAP ->
                bench.other.isPresent()
                        ? Optional.empty()
                        : Optional.of("no other stream has a past as long to swap with");
        };
    }

    private Optional<String> noOnOff() {
        if (bench.onOff.isPresent()) {
            return Optional.empty();
        }
        return bench.isAlwaysOn()
                ? Optional.of("it is never off: it always draws about " + Math.round(bench.onWatts()) + " W")
                : neverOn();
    }

    private Optional<String> neverOn() {
        return bench.onOff.isPresent() || bench.isAlwaysOn()
                ? Optional.empty()
                : Optional.of("it was hardly ever on in the past that was learned");
    }

    private Optional<String> onForHours() {
        double hours = StretchFaults.longestHeldHours(bench);
        int longest = bench.longestOn();
        return longest >= bench.trace.ticks(hours * HOUR)
                ? Optional.of("it stays on for up to " + bench.hours(longest) + " anyway")
                : Optional.empty();
    }

    private Optional<String> oftenOn(int fromSecond, int toSecond, String when) {
        double share = bench.shareOfDaysOn(fromSecond, toSecond);
        return share >= OFTEN
                ? Optional.of("it is on " + when + " in " + Math.round(100 * share) + " % of the nights anyway")
                : Optional.empty();
    }

    private Optional<String> noElement() {
        return bench.peakWatts() < CycleFaults.LEAST_ELEMENT_WATTS
                ? Optional.of("it heats nothing: it draws " + Math.round(bench.peakWatts()) + " W at most")
                : Optional.empty();
    }

    private Optional<String> restsAtNothing() {
        int longest = bench.longestNothing();
        return longest >= bench.trace.ticks(DEAD_HOURS * HOUR)
                ? Optional.of("it draws nothing for up to " + bench.hours(longest) + " anyway")
                : Optional.empty();
    }

    private Optional<String> idlesAtNothing() {
        return bench.idlesAtNothing()
                ? Optional.of("it reads 0 W while it idles, which is always the same")
                : Optional.empty();
    }

    private Optional<String> repeats(boolean whileOn) {
        int longest = bench.longestSame(whileOn);
        return longest >= bench.trace.ticks(FROZEN_HOURS * HOUR)
                ? Optional.of("its meter repeats one value for up to " + bench.hours(longest) + " anyway")
                : Optional.empty();
    }

    /// Chance for one place.
    record Draw(SplittableRandom random, int place, int places) {
        double between(double low, double high) {
            return low + (high - low) * random.nextDouble();
        }

        /// One of the starts, from this place's share of them.
        Optional<Integer> from(List<Integer> starts) {
            return starts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(starts.get((int) (starts.size() * (place + random.nextDouble()) / places)));
        }
    }
}
