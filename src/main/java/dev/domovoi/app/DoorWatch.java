package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.Stranger.Answer;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tries after each connection, and daily, whether the broker lets in a stranger, and tells the decider.
///
/// It works beside the rest, so that a start takes no longer; until it knows, nothing is done. Its answer is there long
/// before the hold is over.
final class DoorWatch implements AutoCloseable {
    static final Duration DAILY = Duration.ofDays(1);

    /// Where the broker gave no clear answer.
    static final Duration AGAIN = Duration.ofSeconds(30);

    static final String REMEDY =
            "set allow_anonymous false at the broker and give each client a user and a password (mosquitto_passwd)";

    private static final long LEAST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final Supplier<Answer> stranger;
    private final BooleanSupplier isConnected;
    private final Consumer<Event> decider;
    private final boolean isActing;
    private final Narrator narrator;
    private final TimeSource time;
    private final Semaphore knocks = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("door").unstarted(this::run);
    private volatile boolean isClosed;
    private Door said = Door.CLOSED;

    /// `stranger` tries it, which may take seconds; with `isActing` an open door is trouble.
    DoorWatch(
            Supplier<Answer> stranger,
            BooleanSupplier isConnected,
            Consumer<Event> decider,
            boolean isActing,
            Narrator narrator,
            TimeSource time) {
        this.stranger = stranger;
        this.isConnected = isConnected;
        this.decider = decider;
        this.isActing = isActing;
        this.narrator = narrator;
        this.time = time;
    }

    static DoorWatch of(Station station, Consumer<Event> decider) {
        return new DoorWatch(
                BrokerChoice.stranger(station.config()),
                station.bus()::isConnected,
                decider,
                station.config().mode() == Mode.ACT,
                station.narrator(),
                station.time());
    }

    void start() {
        knocks.release();
        thread.start();
    }

    /// After a new connection, what was known of the broker may not be so any more.
    void heard(Event event) {
        if (event instanceof Event.Unsettled(Cause cause) && cause == Cause.RECONNECT) {
            knocks.release();
        }
    }

    private void run() {
        Instant due = time.instant().plus(DAILY);
        try {
            while (!isClosed) {
                Instant now = time.instant();
                long wait = time.realWait(Duration.between(now, due)).toMillis();
                boolean isKnocked = knocks.tryAcquire(
                        Math.clamp(wait, LEAST_WAIT_MILLIS, LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
                if (!isClosed && (isKnocked || isDue(due, time.instant()))) {
                    knocks.drainPermits();
                    due = time.instant().plus(look());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Also where the clock was set back.
    private static boolean isDue(Instant due, Instant now) {
        return !now.isBefore(due) || due.isAfter(now.plus(DAILY));
    }

    /// Tries it once; how long to wait until the next time.
    Duration look() {
        if (!isConnected.getAsBoolean()) {
            return DAILY;
        }
        Answer answer = stranger.get();
        if (isClosed || knocks.availablePermits() > 0) {
            return AGAIN; // connected anew meanwhile: this may be the answer of another broker
        }
        Door door = door(answer);
        decider.accept(new Event.DoorTried(door));
        if (door != said) {
            said = door;
            say(answer);
        }
        return door == Door.UNKNOWN ? AGAIN : DAILY;
    }

    private static Door door(Answer answer) {
        return switch (answer) {
            case Answer.LetIn in -> Door.OPEN;
            case Answer.TurnedAway away -> Door.CLOSED;
            case Answer.Unclear unclear -> Door.UNKNOWN;
        };
    }

    private void say(Answer answer) {
        Kind kind = isActing ? Kind.TROUBLE : Kind.NEWS;
        switch (answer) {
            case Answer.LetIn in ->
                narrator.say(
                        kind,
                        "The broker lets in anyone without a password, so I do nothing and only tell: " + REMEDY + ".");
            case Answer.TurnedAway away -> narrator.say(Kind.NEWS, "The broker turns strangers away.");
            case Answer.Unclear unclear ->
                narrator.say(
                        kind,
                        "I cannot tell whether the broker lets in anyone without a password, so I do nothing and only"
                                + " tell: " + unclear.why() + ".");
        }
    }

    @Override
    public void close() {
        isClosed = true;
        knocks.release(); // an interrupted attempt would leave a thread of Paho's behind for ever
    }
}
