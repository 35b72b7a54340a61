package dev.domovoi.app.drill;

import dev.domovoi.app.Contenders;
import dev.domovoi.app.Narrator;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.history.Past;
import dev.domovoi.score.drill.Champion;
import dev.domovoi.score.drill.DrillPlan;
import dev.domovoi.score.drill.Drilled;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The drill that the agent does by itself, every night at half past three and a little, on one thread that rests as
/// long as it works.
public final class NightlyDrill implements AutoCloseable {
    private static final LocalTime AT = LocalTime.of(3, 30);
    private static final int MOST_LATE_SECONDS = 1800;
    private static final long LEAST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);
    private static final Duration LEAST_WORK = Duration.ofMillis(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Path stateDirectory;
    private final ZoneId zone;
    private final double alarmsPerWeek;
    private final Duration late;
    private final TimeSource time;
    private final Narrator narrator;
    private final DrillBook book;
    private final Thread thread;
    private volatile Optional<DrillNight> newest;
    private volatile Map<String, Champion> champions;

    /// `lateSeed` moves the start by up to half an hour, so that not all pods and homes work at once.
    NightlyDrill(
            Path stateDirectory, ZoneId zone, double alarmsPerWeek, int lateSeed, TimeSource time, Narrator narrator) {
        this.stateDirectory = stateDirectory;
        this.zone = zone;
        this.alarmsPerWeek = alarmsPerWeek;
        this.late = Duration.ofSeconds(Math.floorMod(lateSeed, MOST_LATE_SECONDS));
        this.time = time;
        this.narrator = narrator;
        this.book = new DrillBook(stateDirectory, this::forgotten);
        this.newest = book.newest();
        this.champions = book.champions();
        this.thread = Thread.ofPlatform()
                .name("drill")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::everyNight);
    }

    public static NightlyDrill of(AgentConfig config, TimeSource time, Narrator narrator) {
        return new NightlyDrill(
                config.stateDir(),
                config.zone(),
                config.alarmsPerWeek(),
                config.mqtt().instance().hashCode(),
                time,
                narrator);
    }

    private void forgotten(Problem problem) {
        narrator.say(Kind.TROUBLE, "Something that the drill keeps cannot be read and is left out: " + problem);
    }

    public void start() {
        thread.start();
    }

    /// What the newest drill found; empty before the first.
    public Optional<DrillNight> newest() {
        return newest;
    }

    /// Who has the title, by stream name; streams that were never drilled are not in it.
    public Map<String, Champion> champions() {
        return champions;
    }

    private void everyNight() {
        try {
            while (true) {
                waitUntil(next(time.instant()));
                drill();
            }
        } catch (InterruptedException stopping) {
            System.getLogger(NightlyDrill.class.getName())
                    .log(System.Logger.Level.DEBUG, "the drill's thread was asked to stop");
        } catch (RuntimeException bug) {
            System.getLogger(NightlyDrill.class.getName())
                    .log(System.Logger.Level.ERROR, "the nightly drill has died of a bug; the watch goes on", bug);
        }
    }

    /// The first half past three, and what it is late by, after a moment.
    Instant next(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        Instant today = local.with(AT).plus(late).toInstant();
        return today.isAfter(now)
                ? today
                : local.plusDays(1).with(AT).plus(late).toInstant();
    }

    /// In short waits: the clock may be set meanwhile.
    private void waitUntil(Instant due) throws InterruptedException {
        Duration left = Duration.between(time.instant(), due);
        while (left.isPositive()) {
            long wait = time.realWait(left).toMillis();
            Thread.sleep(Math.clamp(wait, LEAST_WAIT_MILLIS, LONGEST_WAIT_MILLIS));
            left = Duration.between(time.instant(), due);
        }
    }

    /// One night's drill, on the calling thread.
    void drill() throws InterruptedException {
        Night night = new Night();
        try {
            Past past = Past.in(stateDirectory, zone, this::forgotten);
            new HomeDrill(past, zone, alarmsPerWeek, DrillPlan.USUAL_PLACES).run(stream -> true, night);
            if (night.wasInterrupted) {
                throw new InterruptedException("the drill was asked to stop");
            }
            finish(night, past.streams().size());
        } catch (IOException failed) {
            narrator.say(Kind.TROUBLE, "The nightly drill's result could not be read or kept: " + failed);
        }
    }

    private void finish(Night night, int streams) throws IOException {
        DrillNight found = new DrillNight(time.instant(), night.lines);
        newest = Optional.of(found);
        champions = Map.copyOf(night.titles);
        if (streams == 0) {
            return;
        }
        narrator.say(
                Kind.NEWS,
                String.format(
                        Locale.ROOT,
                        "Nightly drill: of %d faults injected into copies of %d streams' history, %d would have been"
                                + " caught; %d stream%s could not be drilled yet%s. Details: domovoi drill.",
                        night.places,
                        night.drilled,
                        night.caught,
                        streams - night.drilled,
                        streams - night.drilled == 1 ? "" : "s",
                        night.isOverdue() ? ", and the time was up before the last" : ""));
        book.keep(found, champions);
    }

    /// Ends within two seconds; a drill under way is given up.
    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// What one night has found so far; it rests as long as it has worked.
    private final class Night implements HomeDrill.Listener {
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Champion> titles = new TreeMap<>(champions);
        private final long began = System.nanoTime();
        private long restedAt = began;
        private int drilled;
        private int places;
        private int caught;
        private boolean wasInterrupted;

        boolean isOverdue() {
            return System.nanoTime() - began > LONGEST.toNanos();
        }

        @Override
        public void drilled(StreamId stream, List<Drilled> found) {
            found.forEach(one -> lines.add(DrillJson.of(one)));
            List<Drilled.Done> done = found.stream()
                    .filter(Drilled.Done.class::isInstance)
                    .map(Drilled.Done.class::cast)
                    .toList();
            if (done.isEmpty()) {
                return;
            }
            String first = Contenders.of(stream, zone).getFirst().name();
            Champion champion = titles.getOrDefault(stream.toString(), Champion.first(first))
                    .after(done);
            titles.put(stream.toString(), champion);
            done.stream().filter(one -> one.scorer().equals(champion.scorer())).forEach(own -> {
                drilled++;
                places += own.places();
                caught += own.caught();
            });
        }

        @Override
        public boolean goesOn(StreamId stream, double doneShare) {
            Duration worked = Duration.ofNanos(System.nanoTime() - restedAt);
            if (worked.compareTo(LEAST_WORK) < 0 && !Thread.currentThread().isInterrupted()) {
                return true;
            }
            try {
                Thread.sleep(worked.compareTo(LONGEST_REST) < 0 ? worked : LONGEST_REST);
            } catch (InterruptedException stopping) {
                wasInterrupted = true;
            }
            restedAt = System.nanoTime();
            return !wasInterrupted && !isOverdue();
        }
    }
}
