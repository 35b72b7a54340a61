package dev.domovoi.app.replay;

import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the times of a recording's lines mean, in the order of the lines: time itself, which only goes on, and gaps.
///
/// A line that is a little late is heard at the newest time, as a late message is. One that is earlier than that, or
/// alone in a time far ahead, is left out. Only many in a row mean that the clock was set back.
public final class Timeline {
    /// A line may be so much earlier than one before it.
    static final Duration LATE = Duration.ofSeconds(30);

    /// A line that is so far ahead counts only if the next one is there too.
    static final Duration LEAP = Duration.ofHours(1);

    /// So many lines in a row that are too early: the clock was set back.
    static final int SET_BACK_LINES = 20;

    private static final Duration LEAST_GAP = Duration.ofMinutes(5);
    private static final Duration MOST_GAP = Duration.ofHours(2);
    private static final int SPACINGS = 20;

    /// Counted at the start as if so many lines had come a minute apart.
    private static final int FIRST_LINES = 20;

    private final Heard heard;
    private Instant newest = Instant.MIN;
    private Optional<Message> ahead = Optional.empty();
    private Instant tooEarly = Instant.MAX;
    private int tooEarlyInARow;
    private long spacingMillis = Duration.ofMinutes(FIRST_LINES).toMillis();
    private long spacings = FIRST_LINES;
    private long undated;
    private long late;
    private long leftOut;
    private long setBack;
    private long gaps;
    private Duration missing = Duration.ZERO;
    private Duration longestGap = Duration.ZERO;

    /// Who hears what happened when.
    public interface Heard {
        /// A message, `now` being the time to go by: its own, or the newest before it.
        void message(Message message, Instant now);

        /// Nothing at all was heard for longer than can be: the recording paused, or the broker was away.
        void gap(Instant from, Instant to);

        /// The clock was set back.
        void setBack(Instant from, Instant to);
    }

    /// What was wrong with the times: lines without one, a little late ones, lines left out because they came too
    /// late or alone far ahead, clocks set back, and how much is missing in gaps.
    public record Faults(
            long undated, long late, long leftOut, long setBack, long gaps, Duration missing, Duration longestGap) {}

    public Timeline(Heard heard) {
        this.heard = heard;
    }

    public void take(Message message) {
        if (message.at().equals(Instant.EPOCH)) {
            undated++;
            return;
        }
        if (ahead.isPresent()) {
            Message leapt = ahead.get();
            ahead = Optional.empty();
            if (message.at().isBefore(leapt.at().minus(LATE))) {
                leftOut++;
            } else {
                pass(leapt);
            }
        }
        if (!newest.equals(Instant.MIN) && message.at().isAfter(newest.plus(LEAP))) {
            ahead = Optional.of(message);
        } else {
            pass(message);
        }
    }

    /// The last line has been taken.
    public void end() {
        ahead.ifPresent(this::pass);
        ahead = Optional.empty();
    }

    public Faults faults() {
        return new Faults(undated, late, leftOut, setBack, gaps, missing, longestGap);
    }

    private void pass(Message message) {
        Instant at = message.at();
        if (newest.equals(Instant.MIN)) {
            newest = at;
        }
        if (at.isBefore(newest.minus(LATE))) {
            early(message);
            return;
        }
        tooEarlyInARow = 0;
        tooEarly = Instant.MAX;
        if (at.isBefore(newest)) {
            late++;
        } else {
            goOn(message);
        }
        heard.message(message, newest);
    }

    private void early(Message message) {
        Instant at = message.at();
        boolean goesOn = tooEarly.equals(Instant.MAX) || !at.isBefore(tooEarly.minus(LATE));
        tooEarly = at;
        tooEarlyInARow = goesOn ? tooEarlyInARow + 1 : 1;
        if (tooEarlyInARow < SET_BACK_LINES) {
            leftOut++;
            return;
        }
        setBack++;
        heard.setBack(newest, at);
        newest = at;
        heard.message(message, at);
    }

    /// The usual time between two lines tells how long a silence can be; what is retained comes all at once.
    private void goOn(Message message) {
        long millis = Duration.between(newest, message.at()).toMillis();
        long longest = Math.clamp(SPACINGS * spacingMillis / spacings, LEAST_GAP.toMillis(), MOST_GAP.toMillis());
        if (millis > longest) {
            Duration gap = Duration.ofMillis(millis);
            gaps++;
            missing = missing.plus(gap);
            longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
            heard.gap(newest, message.at());
        } else if (!message.retained()) {
            spacingMillis += millis;
            spacings++;
        }
        newest = message.at();
    }
}
