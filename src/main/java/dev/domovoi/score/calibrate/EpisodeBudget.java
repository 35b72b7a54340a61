package dev.domovoi.score.calibrate;

import java.nio.ByteBuffer;
import java.time.Duration;

/// Alarms as episodes, and the budget they are paid from.
///
/// An episode begins with evidence at the threshold and lasts until the evidence has stayed under it for `recovery`.
/// The budget is also kept as credit: it grows with time up to a most, where it starts, and each episode costs 1. In
/// debt an alarm must be four times rarer for each missing episode, so that in the long run the budget holds
/// whatever the stream does.
public final class EpisodeBudget {
    /// How the threshold follows from a budget.
    public interface Threshold {
        /// The evidence that normal life reaches so often.
        double at(double episodesPerWeek);
    }

    private static final double WEEK_SECONDS = Duration.ofDays(7).toSeconds();
    private static final double RARER_PER_DEBT = 4;
    private static final double MOST_DEBT = -6;
    private static final long NEVER = Long.MIN_VALUE;

    private final long recoverySeconds;
    private final double mostCredit;
    private double credit;
    private long creditedAt = NEVER;
    private long exceededAt = NEVER;

    public EpisodeBudget(Duration recovery, double mostCredit) {
        this.recoverySeconds = recovery.toSeconds();
        this.mostCredit = mostCredit;
        this.credit = mostCredit;
    }

    /// Whether this evidence is at the threshold; an episode begins or goes on with it.
    public boolean exceeds(long second, double evidence, double episodesPerWeek, Threshold threshold) {
        if (creditedAt != NEVER && second > creditedAt) {
            credit = Math.min(mostCredit, credit + episodesPerWeek * (second - creditedAt) / WEEK_SECONDS);
        }
        creditedAt = second;
        boolean was = isOn(second);
        double debt = was ? 0 : Math.min(0, credit);
        boolean exceeds = evidence >= threshold.at(episodesPerWeek * Math.pow(RARER_PER_DEBT, debt));
        if (exceeds) {
            exceededAt = second;
            if (!was) {
                credit = Math.max(MOST_DEBT, credit - 1);
            }
        }
        return exceeds;
    }

    /// Whether an episode is on.
    public boolean isOn(long second) {
        return exceededWithin(second, recoverySeconds);
    }

    /// Whether the evidence was at the threshold in the last so many seconds.
    public boolean exceededWithin(long second, long seconds) {
        return exceededAt != NEVER && second - exceededAt < seconds;
    }

    /// What has come in and was not spent, in episodes.
    public double credit() {
        return credit;
    }

    /// Pays for so many episodes, within what can be owed and had.
    public void pay(double episodes) {
        credit = Math.clamp(credit - episodes, MOST_DEBT, mostCredit);
    }

    /// Takes over what another one of the same stream has paid, and its episode if that is the newer one.
    public void goOnPaying(EpisodeBudget other) {
        credit = Math.clamp(other.credit, MOST_DEBT, mostCredit);
        creditedAt = other.creditedAt;
        exceededAt = Math.max(exceededAt, other.exceededAt);
    }

    /// Ends the open episode, for a clock that was set back.
    public void abandonEpisode() {
        exceededAt = NEVER;
        creditedAt = NEVER;
    }

    /// Bytes that [#save] writes.
    public static int stateBytes() {
        return Double.BYTES + 2 * Long.BYTES;
    }

    /// Writes everything it knows.
    public void save(ByteBuffer to) {
        to.putDouble(credit).putLong(creditedAt).putLong(exceededAt);
    }

    /// Takes over what [#save] wrote.
    public void load(ByteBuffer from) {
        credit = from.getDouble();
        creditedAt = from.getLong();
        exceededAt = from.getLong();
        if (!(credit >= MOST_DEBT && credit <= mostCredit)) {
            throw new IllegalArgumentException("credit must be " + MOST_DEBT + ".." + mostCredit + ", was " + credit);
        }
    }
}
