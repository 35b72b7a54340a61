package dev.domovoi.score.train;

import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.EventWindow;
import dev.domovoi.score.token.Event;
import dev.domovoi.score.token.EventTokeniser;
import dev.domovoi.score.token.Grain;
import dev.domovoi.score.token.UsualDurations;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Windows at random places of the streams of made-up homes. Every few steps the oldest home of the pool makes room
/// for a new one, so that nothing is seen often and little has to be made.
///
/// Home `i` of a seed is always the same, and the pool of a step always holds the same homes: training can go on from
/// any step as if it had never stopped.
public final class HomePool {
    /// Of a long stream only so many events in a row are kept, from a random place on.
    private static final int MOST_EVENTS = 512;

    private static final int LEAST_EVENTS = 3;
    private static final double CENTRE_NOISE = 0.25 / 2;
    private static final double NOISE = 0.05;
    private static final double FORGETS = 0.3;
    private static final double USUAL_EVENTS = 200;

    private final UsualDurations usual;
    private final EventShape shape;
    private final int homes;
    private final int stepsAHome;
    private final long seed;
    private final List<List<Stream>> kept = new ArrayList<>();
    private int made;
    private int step = -1;

    /// A stream as the model reads it, and how many events it had in all.
    private record Stream(EventWindow window, int events) {}

    /// A pool of so many homes, with a new one every few steps.
    public HomePool(EventShape shape, UsualDurations usual, int homes, int stepsAHome, long seed) {
        this.usual = usual;
        this.shape = shape;
        this.homes = homes;
        this.stepsAHome = stepsAHome;
        this.seed = seed;
        for (int i = 0; i < homes; i++) {
            kept.add(List.of());
        }
    }

    /// What the windows are drawn from: another where any of it is another.
    String origin() {
        return homes + " homes, " + stepsAHome + " steps a home, seed " + seed;
    }

    /// Gets ready for the windows of a step; steps come in order, and any may be the first.
    void advanceTo(int next) {
        int newest = homes + next / stepsAHome;
        for (int index = Math.max(made, newest - homes); index < newest; index++) {
            kept.set(index % homes, streams(HomeMaker.make(Seeds.mixed(seed, index)), Seeds.mixed(seed, -1L - index)));
        }
        made = newest;
        step = next;
    }

    private List<Stream> streams(Home home, long its) {
        SplittableRandom random = new SplittableRandom(its);
        List<Stream> streams = new ArrayList<>();
        for (Home.Plug plug : home.plugs()) {
            for (Grain grain : Grain.values()) {
                List<Event> events = plug.events(grain);
                if (events.size() >= LEAST_EVENTS) {
                    int first = random.nextInt(Math.max(1, events.size() - MOST_EVENTS / 2));
                    streams.add(new Stream(
                            read(shape, usual, grain, events, events.size() > MOST_EVENTS ? first : 0), events.size()));
                }
            }
        }
        return streams;
    }

    static EventWindow read(EventShape shape, UsualDurations usual, Grain grain, List<Event> events, int first) {
        EventWindow window = new EventWindow(shape, Math.min(MOST_EVENTS, events.size() - first));
        new EventTokeniser(usual, grain, ZoneOffset.UTC).read(events, first, window);
        return window;
    }

    /// Writes a window of at most as many events as it has room for; returns how much it weighs. Streams are drawn
    /// alike, and one of many events weighs more than one of few, by the root of their number. The numbers are
    /// blurred, and now and then the levels' own past is left out, as of a stream that is young.
    float fill(int place, EventWindow into) {
        SplittableRandom random = new SplittableRandom(Seeds.mixed(seed, -1 - ((long) step << 20) - place));
        List<Stream> home = kept.get(random.nextInt(homes));
        while (home.isEmpty()) {
            home = kept.get(random.nextInt(homes));
        }
        Stream stream = home.get(random.nextInt(home.size()));
        int count = Math.min(into.level.length, stream.window.count);
        int from = stream.window.count > count ? random.nextInt(stream.window.count - count + 1) : 0;
        into.copy(stream.window, from, count);
        boolean forgets = random.nextDouble() < FORGETS;
        for (int row = 0; row < count; row++) {
            if (forgets) {
                EventTokeniser.forgetOwnPast(into, row);
            }
            blur(into, row, random);
        }
        return (float) Math.clamp(Math.sqrt(stream.events / USUAL_EVENTS), 0.2, 3);
    }

    /// Each row on its own.
    private static void blur(EventWindow window, int row, SplittableRandom random) {
        for (int i = 0; i < EventTokeniser.REALS; i++) {
            boolean isCentre = i >= EventTokeniser.CENTRE && i < EventTokeniser.CENTRE + EventTokeniser.CENTRES;
            double noise = isCentre ? CENTRE_NOISE : NOISE;
            window.reals[row * EventTokeniser.REALS + i] += (float) (noise * random.nextGaussian());
        }
    }
}
