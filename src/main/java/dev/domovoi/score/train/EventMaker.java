package dev.domovoi.score.train;

import dev.domovoi.score.token.Event;
import dev.domovoi.score.token.EventTokeniser;
import dev.domovoi.score.token.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Tells what a made-up appliance takes as events, as they would be told of a real plug: readings every ten seconds,
/// levels that lie too near to each other taken for one, runs too short to be believed left out, and with what goes
/// wrong: gaps, levels never seen before, a level that wavers between two.
final class EventMaker {
    private static final int TICK_SECONDS = 10;
    private static final int MOST_LEVELS = 6;
    private static final double APART = 0.2;
    private static final double LITTLE_WATTS = 5;
    private static final int NOVEL = EventTokeniser.LEVELS - 1;
    private static final double WEEK_SECONDS = 7 * 86_400;

    private final Phases phases;
    private final long startSecond;
    private final long endTick;
    private final List<long[]> gaps = new ArrayList<>();
    private final double[] centres;
    private final double novelty;
    private final long noise;

    EventMaker(Phases phases, long startSecond, SplittableRandom random) {
        this.phases = random.nextDouble() < 0.3 ? wavering(phases, random) : phases;
        this.startSecond = startSecond;
        this.endTick = (long) (this.phases.now() / TICK_SECONDS);
        this.novelty = random.nextDouble() < 0.4 ? 0.03 * random.nextDouble() : 0;
        double aWeek = random.nextDouble() < 0.4 ? 0 : 2.0 * random.nextDouble();
        double at = 0;
        while (aWeek > 0 && gaps.size() < 20) {
            at -= Math.log(1 - random.nextDouble()) * WEEK_SECONDS / aWeek / TICK_SECONDS;
            double ticks = Cycling.logUniform(400, 72_000, random) / TICK_SECONDS;
            if (at + ticks >= endTick) {
                break;
            }
            gaps.add(new long[] {(long) at, (long) (at + ticks)});
            at += ticks;
        }
        this.noise = random.nextLong();
        this.centres = centres();
    }

    /// A run in ticks.
    private record Run(long from, long to, int level, double centre) {}

    List<Event> events(Grain grain) {
        SplittableRandom random = new SplittableRandom(noise + grain.place());
        double threshold = threshold();
        int least = switch (grain) {
            case FINE -> 2;
            case COARSE -> 3;
        };
        List<Run> runs = new ArrayList<>();
        long from = 0;
        for (int phase = 0; phase < phases.count(); phase++) {
            long to = Math.min(endTick, Math.round(phases.end(phase) / TICK_SECONDS));
            double centre = centre(phases.watts(phase));
            switch (grain) {
                case FINE -> fine(runs, from, to, centre, random);
                case COARSE -> {
                    int level = centre >= threshold ? 1 : 0;
                    add(runs, new Run(from, to, level, mean(level, threshold)));
                }
            }
            from = Math.max(from, to);
        }
        return cut(believed(runs, least));
    }

    private void fine(List<Run> runs, long from, long to, double watts, SplittableRandom random) {
        int level = nearest(watts);
        if (to - from > 4 && random.nextDouble() < novelty) {
            long middle = from + 2 + random.nextInt((int) Math.min(60, to - from - 2));
            add(runs, new Run(from, middle, NOVEL, Math.max(0, watts + 0.4 * random.nextGaussian())));
            add(runs, new Run(middle, to, level, centres[level]));
            return;
        }
        add(runs, new Run(from, to, level, centres[level]));
    }

    /// The same, but wherever it takes more than a little it now and then takes a quarter more for a while.
    private static Phases wavering(Phases phases, SplittableRandom random) {
        double share = 0.5 * random.nextDouble();
        double usual = Cycling.logUniform(40, 1500, random);
        Phases wavering = new Phases(phases.now());
        for (int phase = 0; phase < phases.count(); phase++) {
            double watts = phases.watts(phase);
            while (watts > LITTLE_WATTS && wavering.now() < phases.end(phase) && !wavering.isDone()) {
                double until = wavering.now() + Cycling.varied(usual, 1, random);
                wavering.until(random.nextDouble() < share ? 1.28 * watts : watts, Math.min(until, phases.end(phase)));
            }
            wavering.until(watts, phases.end(phase));
        }
        return wavering;
    }

    private static void add(List<Run> runs, Run run) {
        if (run.to <= run.from) {
            return;
        }
        if (!runs.isEmpty() && runs.getLast().level == run.level) {
            Run last = runs.removeLast();
            runs.add(new Run(last.from, run.to, last.level, last.centre));
        } else {
            runs.add(run);
        }
    }

    /// Without runs so short that nobody would have noticed; the one before goes on instead.
    private static List<Run> believed(List<Run> runs, int leastTicks) {
        List<Run> believed = new ArrayList<>();
        for (Run run : runs) {
            if (run.to - run.from >= leastTicks || believed.isEmpty()) {
                add(believed, run);
            } else {
                Run last = believed.getLast();
                add(believed, new Run(run.from, run.to, last.level, last.centre));
            }
        }
        return believed;
    }

    /// Nothing is seen in a gap, and the last run is still going on.
    private List<Event> cut(List<Run> runs) {
        List<Event> events = new ArrayList<>();
        int gap = 0;
        for (Run run : runs) {
            long from = run.from;
            while (gap < gaps.size() && gaps.get(gap)[0] < run.to) {
                add(events, run, from, gaps.get(gap)[0], true);
                from = Math.max(from, gaps.get(gap)[1]);
                if (gaps.get(gap)[1] >= run.to) {
                    break;
                }
                gap++;
            }
            add(events, run, from, run.to, run.to >= endTick);
        }
        return events;
    }

    private void add(List<Event> events, Run run, long from, long to, boolean isCensored) {
        if (to > from) {
            events.add(new Event(
                    startSecond + from * TICK_SECONDS,
                    run.level,
                    run.centre,
                    startSecond + to * TICK_SECONDS,
                    isCensored));
        }
    }

    private static double centre(double watts) {
        double u = watts / 5;
        return Math.log(u + Math.sqrt(u * u + 1));
    }

    /// The levels there are, rising: those nearest to each other are one until few enough are far enough apart.
    private double[] centres() {
        List<Double> found = new ArrayList<>(java.util.stream.IntStream.range(0, phases.count())
                .mapToObj(phase -> centre(phases.watts(phase)))
                .distinct()
                .sorted()
                .toList());
        while (found.size() > 1) {
            int nearest = 0;
            for (int i = 1; i + 1 < found.size(); i++) {
                if (found.get(i + 1) - found.get(i) < found.get(nearest + 1) - found.get(nearest)) {
                    nearest = i;
                }
            }
            double apart = found.get(nearest + 1) - found.get(nearest);
            if (apart >= APART && found.size() <= MOST_LEVELS) {
                break;
            }
            found.set(nearest, found.get(nearest) + apart / 2);
            found.remove(nearest + 1);
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private int nearest(double centre) {
        int nearest = 0;
        for (int i = 1; i < centres.length; i++) {
            if (Math.abs(centres[i] - centre) < Math.abs(centres[nearest] - centre)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /// Between off and on: the middle of the widest space between two levels.
    private double threshold() {
        double threshold = Double.MAX_VALUE;
        double widest = 0;
        for (int i = 1; i < centres.length; i++) {
            if (centres[i] - centres[i - 1] > widest) {
                widest = centres[i] - centres[i - 1];
                threshold = (centres[i] + centres[i - 1]) / 2;
            }
        }
        return threshold;
    }

    private double mean(int level, double threshold) {
        return Arrays.stream(centres)
                .filter(centre -> centre >= threshold == (level == 1))
                .average()
                .orElse(0);
    }
}
