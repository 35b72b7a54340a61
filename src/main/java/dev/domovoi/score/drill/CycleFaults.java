package dev.domovoi.score.drill;

import dev.domovoi.score.drill.Injection.Made;
import dev.domovoi.score.drill.Injector.Draw;
import dev.domovoi.score.drill.OnOff.Period;
import java.util.List;
import java.util.Optional;

/// Faults in how an appliance is used or goes through its cycles, made of its own cycles.
final class CycleFaults {
    /// A load that draws less has no heating element whose weakness could be meant.
    static final float LEAST_ELEMENT_WATTS = 300;

    private static final int HOUR = Bench.HOUR;
    private static final int LEAST_LONG_CYCLES = 3;
    private static final int LEAST_REPEATS = 5;
    private static final int MOST_REPEATS = 8;
    private static final double MOST_REPEAT_SECONDS = 18 * HOUR;
    private static final double LEAST_PAUSE_SECONDS = 300;
    private static final double MOST_NIGHT_SECONDS = 2 * HOUR;

    private final Bench bench;
    private final Trace trace;

    CycleFaults(Bench bench) {
        this.bench = bench;
        this.trace = bench.trace;
    }

    /// From the first cycle's natural end on, each goes on by 60 to 120 % of the usual length, as far as the next lets
    /// it.
    Optional<Made> longCycles(Draw draw) {
        int ticks = trace.ticks(HOUR * draw.between(12, 24));
        List<Period> all = bench.periods(true);
        int usual = median(all);
        List<Integer> starts = all.stream()
                .map(Period::to)
                .filter(from ->
                        bench.fits(from, (long) from + ticks) && endsWithin(all, from, ticks) >= LEAST_LONG_CYCLES)
                .toList();
        return draw.from(starts).map(from -> {
            float[] values = bench.own(from, from + ticks);
            for (int i = 0; i < all.size(); i++) {
                int end = all.get(i).to();
                int next = i + 1 < all.size() ? all.get(i + 1).from() : trace.size();
                if (end >= from && end < from + ticks) {
                    int extra = Math.max(1, (int) Math.round(usual * draw.between(0.6, 1.2)));
                    int room = Math.min(next - 1, from + ticks) - end;
                    paste(values, end - from, bench.texture(Math.clamp(extra, 0, Math.max(0, room)), draw.random()));
                }
            }
            return new Made(from, values);
        });
    }

    private static int median(List<Period> periods) {
        int[] lengths = periods.stream().mapToInt(Period::ticks).sorted().toArray();
        return lengths.length == 0 ? 0 : lengths[lengths.length / 2];
    }

    private static long endsWithin(List<Period> all, int from, int ticks) {
        return all.stream()
                .filter(period -> period.to() >= from && period.to() < from + ticks)
                .count();
    }

    private static void paste(float[] values, int at, float[] piece) {
        System.arraycopy(piece, 0, values, at, piece.length);
    }

    /// What heats in one use heats less; its motor and pump go on as ever.
    Optional<Made> weakElement(Draw draw) {
        double share = draw.between(0.5, 0.65);
        float least = bench.peakWatts() / 2;
        List<Period> uses =
                bench.periods(true).stream().filter(use -> heats(use, least)).toList();
        return draw.from(uses.stream().map(Period::from).toList()).map(from -> {
            Period use = uses.stream()
                    .filter(period -> period.from() == from)
                    .findFirst()
                    .orElseThrow();
            float[] values = bench.own(use.from(), use.to());
            float off = bench.offWatts();
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] >= least ? (float) (off + (values[i] - off) * share) : values[i];
            }
            return new Made(from, values);
        });
    }

    private boolean heats(Period use, float least) {
        for (int i = use.from(); i < use.to(); i++) {
            if (trace.values()[i] >= least) {
                return true;
            }
        }
        return false;
    }

    /// A cycle again and again with its own pause, at most as long as itself, between.
    Optional<Made> repeatCycle(Draw draw) {
        int times = LEAST_REPEATS + draw.random().nextInt(MOST_REPEATS - LEAST_REPEATS + 1);
        List<Period> all = bench.periods(true);
        List<Integer> starts = all.stream()
                .filter(period -> {
                    int cycle = cycle(all, period);
                    long end = (long) period.from() + (long) (times + 1) * cycle;
                    return times * cycle <= trace.ticks(MOST_REPEAT_SECONDS) && bench.fits(period.from(), end);
                })
                .map(Period::from)
                .toList();
        return draw.from(starts).map(start -> {
            Period first = all.stream()
                    .filter(period -> period.from() == start)
                    .findFirst()
                    .orElseThrow();
            float[] cycle = bench.own(start, start + cycle(all, first));
            float[] values = new float[times * cycle.length];
            for (int i = 0; i < times; i++) {
                paste(values, i * cycle.length, cycle);
            }
            return new Made(start + cycle.length, values);
        });
    }

    private int cycle(List<Period> all, Period period) {
        int next = all.stream()
                .mapToInt(Period::from)
                .filter(from -> from >= period.to())
                .min()
                .orElse(trace.size());
        int pause = Math.max(period.ticks(), trace.ticks(LEAST_PAUSE_SECONDS));
        return period.ticks() + Math.min(next - period.to(), pause);
    }

    /// One or two ordinary uses soon after three.
    Optional<Made> nightUse(Draw draw) {
        List<Period> uses = bench.periods(false).stream()
                .filter(period -> period.ticks() <= trace.ticks(MOST_NIGHT_SECONDS))
                .toList();
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        Period use = uses.get(draw.random().nextInt(uses.size()));
        int times = 1 + draw.random().nextInt(2);
        int pause = trace.ticks(draw.between(300, 900));
        int late = trace.ticks(draw.between(0, 1800));
        int ticks = times * use.ticks() + (times - 1) * pause;
        List<Integer> starts = bench.atTimeOfDay(3 * HOUR, true).stream()
                .map(three -> three + late)
                .filter(from -> bench.fits(from, (long) from + ticks) && !bench.isOn(from))
                .toList();
        return draw.from(starts).map(from -> {
            float[] values = bench.own(from, from + ticks);
            for (int i = 0; i < times; i++) {
                paste(values, i * (use.ticks() + pause), bench.own(use.from(), use.to()));
            }
            return new Made(from, values);
        });
    }
}
