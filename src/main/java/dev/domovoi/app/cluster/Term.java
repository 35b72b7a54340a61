package dev.domovoi.app.cluster;

import dev.domovoi.app.TimeSource;
import java.time.Duration;
import java.time.Instant;

/// One time of leading, from taking the Lease until it is given up or was not renewed for too long. Safe for any
/// thread.
///
/// It ends by the clock alone: whoever asks [#isHeld] after the deadline hears no, whatever the thread that renews is
/// doing. Of the two clocks the one that went further counts: the monotonic one stands still while a machine sleeps,
/// and the wall clock may be set back. A term that has ended once never comes back.
public final class Term {
    private final TimeSource time;
    private final Duration deadline;
    private volatile Moment renewed;
    private volatile String ending = "";

    /// A moment on both clocks.
    record Moment(Instant wall, long nanos) {
        static Moment now(TimeSource time) {
            return new Moment(time.instant(), time.elapsedNanos());
        }

        Duration until(Moment later) {
            Duration byWall = Duration.between(wall, later.wall);
            Duration byMonotonic = Duration.ofNanos(later.nanos - nanos);
            return byWall.compareTo(byMonotonic) > 0 ? byWall : byMonotonic;
        }
    }

    /// `taken` is when the request was sent, not when it was answered: the others count from no earlier.
    Term(TimeSource time, Duration deadline, Moment taken) {
        this.time = time;
        this.deadline = deadline;
        this.renewed = taken;
    }

    /// Whether this process still leads.
    public boolean isHeld() {
        return ending.isEmpty() && !left().isZero();
    }

    /// Gives it up at once; only the first reason is remembered.
    public void end(String why) {
        if (ending.isEmpty()) {
            ending = why;
        }
    }

    /// Why it ended; empty while it is held.
    String ending() {
        return ending;
    }

    /// How long it lasts unless it is renewed; none once it is over.
    Duration left() {
        Duration left = deadline.minus(renewed.until(Moment.now(time)));
        if (left.isPositive() && ending.isEmpty()) {
            return left;
        }
        end("the Lease could not be renewed for " + deadline.toSeconds() + " s");
        return Duration.ZERO;
    }

    void renewed(Moment sent) {
        renewed = sent;
    }
}
