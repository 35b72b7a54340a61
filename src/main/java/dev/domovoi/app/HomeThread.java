package dev.domovoi.app;

import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The one thread that owns the pipeline: it takes arrivals in order, and sees to it that every minute is closed.
final class HomeThread {
    private static final int QUEUE = 256;
    private static final Duration CLOCK_JUMP = Duration.ofSeconds(30);
    private static final Duration SNAPSHOT_EVERY = Duration.ofMinutes(10);
    private static final long LONGEST_WAIT_MILLIS = 500;
    private static final int BUGS_LOGGED = 20;
    private static final System.Logger LOG = System.getLogger(HomeThread.class.getName());

    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(QUEUE);
    private final Pipeline pipeline;
    private final TimeSource time;
    private final Vitals vitals;
    private final Snapshot snapshot;
    private final Thread thread;
    private Instant minute;
    private Instant wall;
    private long elapsedNanos;
    private long snapshotNanos = System.nanoTime();
    private int bugs;

    /// Writes what is in memory; where not all of it is asked for, another part each time.
    interface Snapshot {
        void take(boolean isWhole);
    }

    HomeThread(Pipeline pipeline, TimeSource time, Vitals vitals, Snapshot snapshot) {
        this.pipeline = pipeline;
        this.time = time;
        this.vitals = vitals;
        this.snapshot = snapshot;
        this.wall = time.instant();
        this.elapsedNanos = time.elapsedNanos();
        this.minute = wall.truncatedTo(ChronoUnit.MINUTES);
        this.thread = Thread.ofPlatform().name("home").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    int depth() {
        return arrivals.size();
    }

    /// Hands something over, waiting while the queue is full: then it is the inbox that drops, and counts.
    void hand(Arrival arrival) throws InterruptedException {
        arrivals.put(arrival);
    }

    /// Hands something over if there is room within a while.
    boolean hand(Arrival arrival, Duration within) throws InterruptedException {
        return thread.isAlive() && arrivals.offer(arrival, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Has everything written, as at a snapshot; whether it was within a minute, of which so much to be heard.
    boolean write(Duration heardWithin) throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        Arrival backed = new Arrival.Backed(() -> {
            snapshot.take(true);
            written.countDown();
        });
        return hand(backed, heardWithin) && written.await(1, TimeUnit.MINUTES);
    }

    /// Ends after what is under way.
    void stop() throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "the home thread was asked to stop");
        } catch (RuntimeException bug) {
            vitals.failed("the home thread has died: " + bug);
            LOG.log(System.Logger.Level.ERROR, "the home thread has died of a bug; nothing is watched any more", bug);
        } finally {
            boolean wasAsked = Thread.interrupted(); // the last words are not to be cut short
            LOG.log(System.Logger.Level.DEBUG, "the home thread ends, asked to: {0}", wasAsked);
            snapshot.take(true);
        }
    }

    private void step() throws InterruptedException {
        Instant next = minute.plus(Streams.ROUND);
        long wait = time.realWait(Duration.between(time.instant(), next)).toMillis();
        Arrival arrival = arrivals.poll(Math.clamp(wait, 1, LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
        watchTheClock();
        Instant now = time.instant();
        if (arrival != null) {
            contained(() -> pipeline.handle(arrival, now));
            if (arrival instanceof Arrival.Read read) {
                vitals.decided(Duration.between(read.at(), time.instant()));
            } else if (arrival instanceof Arrival.Routed routed) {
                vitals.decided(Duration.between(routed.at(), time.instant()));
            }
        }
        if (!now.isBefore(next)) {
            minute = now.truncatedTo(ChronoUnit.MINUTES);
            contained(() -> pipeline.minute(now));
        }
        if (System.nanoTime() - snapshotNanos > SNAPSHOT_EVERY.toNanos()) {
            snapshotNanos = System.nanoTime();
            snapshot.take(false);
        }
    }

    /// One poisonous message or stream must not end the watch over all others.
    private void contained(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            vitals.failed("a bug in watching the home: " + bug);
            if (bugs++ < BUGS_LOGGED) {
                LOG.log(System.Logger.Level.ERROR, "a bug in watching the home; the watch goes on", bug);
            }
        }
    }

    /// The wall clock and the monotonic one must tell the same; where they part, the wall clock was set.
    private void watchTheClock() {
        Instant wallNow = time.instant();
        long elapsedNow = time.elapsedNanos();
        Duration jump = Duration.between(wall, wallNow).minusNanos(elapsedNow - elapsedNanos);
        wall = wallNow;
        elapsedNanos = elapsedNow;
        if (jump.abs().compareTo(CLOCK_JUMP) > 0) {
            minute = wallNow.truncatedTo(ChronoUnit.MINUTES);
            pipeline.handle(new Arrival.Happened(new Event.Unsettled(Cause.CLOCK_JUMP)), wallNow);
        }
    }
}
