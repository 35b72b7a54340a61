package dev.domovoi.score.drill;

import dev.domovoi.score.drill.Injection.Made;
import dev.domovoi.score.drill.Injector.Draw;
import dev.domovoi.score.drill.OnOff.Period;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Faults that lie over a stretch of time. What is 'on' in them is pasted from the stream's own life: a constant or
/// white noise would be caught for its look alone.
final class StretchFaults {
    private static final int HOUR = Bench.HOUR;
    private static final double CREEP_WANDER = 0.05;
    private static final int CREEP_STEP_SECONDS = 300;

    private final Bench bench;
    private final Trace trace;

    StretchFaults(Bench bench) {
        this.bench = bench;
        this.trace = bench.trace;
    }

    /// At most how long the on-level is held.
    static double longestHeldHours(Bench bench) {
        return bench.heats() ? 2 : 8;
    }

    private int heldTicks(Draw draw) {
        return trace.ticks(HOUR * (bench.heats() ? draw.between(0.5, 2) : draw.between(3, 8)));
    }

    private Optional<Made> held(Draw draw, List<Integer> starts, int ticks) {
        return draw.from(starts).map(from -> new Made(from, bench.texture(ticks, draw.random())));
    }

    Optional<Made> stuckOn(Draw draw) {
        int ticks = heldTicks(draw);
        List<Integer> starts = bench.periods(true).stream()
                .map(Period::to)
                .filter(from -> bench.fits(from, (long) from + ticks))
                .toList();
        return held(draw, starts, ticks);
    }

    Optional<Made> leftOn(Draw draw) {
        int ticks = trace.ticks(HOUR * (bench.heats() ? draw.between(0.5, 2) : draw.between(4.5, 6.5)));
        List<Integer> starts = bench.atTimeOfDay(HOUR, true).stream()
                .filter(from -> bench.fits(from, (long) from + ticks) && !bench.isOn(from))
                .toList();
        return held(draw, starts, ticks);
    }

    Optional<Made> dead(Draw draw) {
        int ticks = trace.ticks(HOUR * draw.between(3, 10));
        return draw.from(bench.starts(ticks, from -> true)).map(from -> new Made(from, new float[ticks]));
    }

    Optional<Made> driftUp(Draw draw) {
        int ticks = trace.ticks(HOUR * draw.between(14, 22));
        double most = draw.between(0.25, 0.5);
        return draw.from(bench.starts(ticks, from -> isOnWithin(from, ticks))).map(from -> {
            float[] values = bench.own(from, from + ticks);
            float off = bench.offWatts();
            for (int i = 0; i < ticks; i++) {
                if (bench.isOn(from + i)) {
                    values[i] = (float) (off + (values[i] - off) * (1 + most * i / ticks));
                }
            }
            return new Made(from, values);
        });
    }

    private boolean isOnWithin(int from, int ticks) {
        for (int i = from; i < from + ticks; i++) {
            if (bench.isOn(i)) {
                return true;
            }
        }
        return false;
    }

    Optional<Made> frozen(Draw draw, boolean whileOn) {
        int ticks = trace.ticks(HOUR * draw.between(4, whileOn ? 10 : 18));
        return frozen(draw, ticks, whileOn);
    }

    Optional<Made> frozenLong(Draw draw) {
        return frozen(draw, trace.ticks(HOUR * draw.between(12, 18)), false);
    }

    /// Exactly constant, as a meter is that has hung itself up.
    private Optional<Made> frozen(Draw draw, int ticks, boolean whileOn) {
        List<Integer> starts = whileOn && bench.onOff.isPresent()
                ? bench.periods(true).stream()
                        .map(this::upper)
                        .flatMap(Optional::stream)
                        .filter(from -> bench.fits(from, (long) from + ticks))
                        .toList()
                : bench.starts(
                        ticks, from -> bench.hasValueToFreeze(from) && (bench.isAlwaysOn() || !bench.isOn(from)));
        return draw.from(starts).map(from -> {
            float[] values = new float[ticks];
            Arrays.fill(values, trace.values()[from]);
            return new Made(from, values);
        });
    }

    /// A tick in the middle of a period at which the load was truly on.
    private Optional<Integer> upper(Period period) {
        for (int i = (period.from() + period.to()) / 2; i < period.to(); i++) {
            if (bench.isUpper(i)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// On and off for 30 to 80 seconds each, averaged over the ticks as a meter's reports are.
    Optional<Made> flapping(Draw draw) {
        int ticks = trace.ticks(draw.between(900, 3600));
        return draw.from(bench.starts(ticks, from -> true)).map(from -> {
            float[] values = bench.texture(ticks, draw.random());
            float off = bench.offWatts();
            double left = draw.between(30, 80);
            boolean isOn = true;
            for (int i = 0; i < ticks; i++) {
                int secondsOn = 0;
                for (int second = 0; second < trace.tickSeconds(); second++) {
                    secondsOn += isOn ? 1 : 0;
                    left--;
                    if (left <= 0) {
                        isOn = !isOn;
                        left = draw.between(30, 80);
                    }
                }
                values[i] = off + (values[i] - off) * secondsOn / trace.tickSeconds();
            }
            return new Made(from, values);
        });
    }

    /// Comes on top of everything and wanders a little.
    Optional<Made> standbyCreep(Draw draw) {
        int ticks = trace.ticks(HOUR * draw.between(12, 20));
        double watts = draw.between(4, 9);
        return draw.from(bench.starts(ticks, from -> true)).map(from -> {
            float[] values = bench.own(from, from + ticks);
            double wander = 0;
            int step = trace.ticks(CREEP_STEP_SECONDS);
            for (int i = 0; i < ticks; i++) {
                wander = i % step == 0 ? 0.8 * wander + 0.6 * draw.random().nextGaussian() : wander;
                values[i] += (float) (watts * (1 + CREEP_WANDER * wander));
            }
            return new Made(from, values);
        });
    }

    Optional<Made> swap(Draw draw) {
        int ticks = trace.ticks(HOUR * draw.between(6, 12));
        return bench.other.flatMap(other -> draw.from(bench.starts(ticks, from -> isKnown(other, from, ticks)))
                .map(from -> new Made(from, taken(other, from, ticks))));
    }

    private boolean isKnown(Trace other, int from, int ticks) {
        Instant start = trace.at(from);
        Instant end = trace.at(from + ticks);
        boolean lies = other.tickOf(start) >= 0 && other.tickOf(end) < other.size();
        return lies && !Float.isNaN(taken(other, from, 1)[0]);
    }

    private float[] taken(Trace other, int from, int ticks) {
        float[] values = new float[ticks];
        for (int i = 0; i < ticks; i++) {
            values[i] = other.values()[(int) other.tickOf(trace.at(from + i))];
        }
        return values;
    }
}
