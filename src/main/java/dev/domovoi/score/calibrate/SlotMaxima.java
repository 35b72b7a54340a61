package dev.domovoi.score.calibrate;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The false-alarm budget of one evidence series, kept by what its own past shows: time is cut into slots, the
/// largest evidence of each closed slot is remembered, and a new value is as rare as the slots that reached it.
///
/// An alarm opens an episode. It lasts, and every verdict in it alarms, until the evidence has stayed under the
/// threshold for [#RECOVERY]. The threshold moves only when a slot closes, so it cannot flap inside one. A slot that
/// alarmed is not remembered, except every fifth: what went wrong does not become normal, what changed for good does.
///
/// The history can be wrong about the future: a house was empty, a season changed. So the budget is also kept as
/// credit, which grows with time and which each episode costs 1. In debt, an alarm must be four times rarer for each
/// missing episode; and slots are left out only for episodes that full credit paid for, because a stream that keeps
/// exceeding its budget has not gone wrong, its history has.
public final class SlotMaxima {
    /// One slot; six hours give few, nearly independent maxima and let the daily rhythm average out.
    public static final Duration SLOT = Duration.ofHours(6);

    /// Evidence under the threshold for this long ends an episode.
    public static final Duration RECOVERY = Duration.ofMinutes(60);

    /// Slots to remember before judging: with the day that a scorer needs first, a week of history.
    public static final int READY_SLOTS = 24;

    /// The chance below which no claim is made, however far out the evidence is.
    public static final double SMALLEST_PROBABILITY = 1e-12;

    /// Slots remembered: 100 days.
    static final int HISTORY = 400;

    private static final int LEARN_EVERY_NTH_ALARMED = 5;
    private static final double TAIL_SHARE = 0.1;
    private static final int LEAST_TAIL = 4;
    private static final int LEAST_SLOTS = 8;
    private static final double FULL_EPISODE = 1;
    private static final double MOST_CREDIT = 2;
    private static final double MOST_DEBT = -6;
    private static final double RARER_PER_DEBT = 4;
    private static final long NEVER = Long.MIN_VALUE;
    private static final double WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    /// What became of the open slot when time moved on.
    public enum Closing {
        /// The slot is still the same one.
        OPEN,
        /// The slot closed and is part of the stream's normal life.
        LEARNED,
        /// The slot closed and is not learned from: it alarmed, or was seen for less than half of its time.
        LEFT_OUT
    }

    /// How rare the evidence is among slots, whether an episode is on, and whether it began with this very value.
    public record Verdict(double tailProbability, boolean exceeds, boolean alarms, boolean begins) {}

    private final double leastScale;
    private final int leastTicks;
    private final float[] maxima = new float[HISTORY];
    private int count;
    private int next;
    private float[] sorted = new float[0];
    private double tailStart;
    private double scale;
    private int tail;

    private long slot = NEVER;
    private double slotMaximum;
    private int slotTicks;
    private boolean slotAlarmed;
    private int alarmedSlots;
    private double credit = FULL_EPISODE;
    private boolean leavesOut;
    private double perWeek;
    private long exceededAt = NEVER;

    /// `leastScale` is the smallest scale of the tail in units of evidence: what a stream with no variety of its own
    /// is given. `tick` is the spacing of the evidence.
    public SlotMaxima(Duration tick, double leastScale) {
        if (!(leastScale > 0) || tick.isZero() || tick.isNegative()) {
            throw new IllegalArgumentException(
                    "tick and least scale must be positive, were " + tick + " and " + leastScale);
        }
        this.leastScale = leastScale;
        this.leastTicks = (int) Math.max(1, SLOT.dividedBy(tick) / 2);
        refit();
    }

    /// Moves to the slot of `at`, closing the open one if that is another.
    public Closing advance(Instant at) {
        long now = Math.floorDiv(at.getEpochSecond(), SLOT.toSeconds());
        if (now == slot) {
            return Closing.OPEN;
        }
        Closing closing = slot == NEVER ? Closing.OPEN : close();
        slot = now;
        slotMaximum = Double.NEGATIVE_INFINITY;
        slotTicks = 0;
        slotAlarmed = false;
        return closing;
    }

    private Closing close() {
        credit = Math.min(MOST_CREDIT, credit + slotShare(perWeek));
        boolean counts = slotTicks >= leastTicks;
        if (slotAlarmed) {
            alarmedSlots++;
            counts &= !leavesOut || alarmedSlots % LEARN_EVERY_NTH_ALARMED == 0;
        }
        if (!counts) {
            return Closing.LEFT_OUT;
        }
        maxima[next] = (float) slotMaximum;
        next = (next + 1) % HISTORY;
        count = Math.min(count + 1, HISTORY);
        refit();
        return Closing.LEARNED;
    }

    /// Judges one value of the slot that [#advance] moved to, at a budget in episodes per week.
    public Verdict judge(Instant at, double evidence, double alarmsPerWeek) {
        if (!Double.isFinite(evidence) || !(alarmsPerWeek >= 0)) {
            throw new IllegalArgumentException("evidence must be finite and alarms per week at least 0, were "
                    + evidence + " and " + alarmsPerWeek);
        }
        slotMaximum = Math.max(slotMaximum, evidence);
        slotTicks++;
        perWeek = alarmsPerWeek;
        double probability = tailProbability(evidence);
        boolean was = inEpisode(at);
        boolean exceeds = isReady() && probability <= threshold(was);
        if (exceeds) {
            exceededAt = at.getEpochSecond();
        }
        boolean alarms = inEpisode(at);
        boolean begins = alarms && !was;
        if (begins) {
            leavesOut = credit >= FULL_EPISODE;
            credit = Math.max(MOST_DEBT, credit - FULL_EPISODE);
        }
        slotAlarmed |= alarms;
        return new Verdict(probability, exceeds, alarms, begins);
    }

    private double threshold(boolean inEpisode) {
        double debt = inEpisode ? 0 : Math.min(0, credit);
        return slotShare(perWeek) * Math.pow(RARER_PER_DEBT, debt);
    }

    private static double slotShare(double perWeek) {
        return perWeek * SLOT.toSeconds() / WEEK_SECONDS;
    }

    private boolean inEpisode(Instant at) {
        return exceededAt != NEVER && at.getEpochSecond() - exceededAt < RECOVERY.toSeconds();
    }

    /// Forgets the open slot and the open episode, keeping the history: for a clock that was set back.
    public void abandonSlot() {
        slot = NEVER;
        exceededAt = NEVER;
    }

    /// The chance that one slot of normal life holds evidence this strong; 1 while fewer than 8 are known.
    ///
    /// Up to the k-th largest maximum, counting: (#{maxima >= e} + 1)/(n + 1), the conformal p-value. Beyond it the
    /// exponential tail (k + 0.5)/(n + 1) exp(-(e - U)/b): peaks over a threshold with shape 0, U the (k+1)-th
    /// largest.
    public double tailProbability(double evidence) {
        if (count < LEAST_SLOTS) {
            return 1;
        }
        if (evidence > tailStart) {
            double beyond = (tail + 0.5) / (count + 1) * Math.exp(-(evidence - tailStart) / scale);
            return Math.max(beyond, SMALLEST_PROBABILITY);
        }
        int below = lowerBound((float) evidence);
        return (count - below + 1.0) / (count + 1);
    }

    private int lowerBound(float evidence) {
        int at = Arrays.binarySearch(sorted, evidence);
        int first = at < 0 ? -at - 1 : at;
        while (first > 0 && sorted[first - 1] >= evidence) {
            first--;
        }
        return first;
    }

    /// k = max(4, a tenth of n), at most n - 2; b = mean excess of the k largest over U, drawn towards the floor as
    /// if two more excesses of that size had been seen, and never below it.
    private void refit() {
        sorted = Arrays.copyOf(maxima, count);
        Arrays.sort(sorted);
        if (count < LEAST_SLOTS) {
            return;
        }
        tail = Math.min(Math.max(LEAST_TAIL, (int) (TAIL_SHARE * count)), count - 2);
        tailStart = sorted[count - 1 - tail];
        double excess = 0;
        for (int i = count - tail; i < count; i++) {
            excess += sorted[i] - tailStart;
        }
        scale = Math.max(leastScale, (excess + 2 * leastScale) / (tail + 2));
    }

    public boolean isReady() {
        return count >= READY_SLOTS;
    }

    /// Closed slots in the history.
    public int slots() {
        return count;
    }

    /// Bytes that [#save] writes at most.
    public static int maxStateBytes() {
        return 4 * HISTORY + 96;
    }

    /// What has come in and was not spent, in episodes.
    public double credit() {
        return credit;
    }

    /// Pays for so many episodes, within what can be owed and had.
    public void pay(double episodes) {
        credit = Math.clamp(credit - episodes, MOST_DEBT, MOST_CREDIT);
    }

    /// Takes over what another one of the same stream has paid.
    public void goOnPaying(SlotMaxima other) {
        credit = other.credit;
    }

    /// Writes everything it knows.
    public void save(ByteBuffer to) {
        to.putInt(count).putInt(next);
        for (int i = 0; i < count; i++) {
            to.putFloat(maxima[i]);
        }
        to.putLong(slot).putDouble(slotMaximum).putInt(slotTicks);
        to.put((byte) (slotAlarmed ? 1 : 0)).putInt(alarmedSlots).putLong(exceededAt);
        to.put((byte) (leavesOut ? 1 : 0)).putDouble(credit).putDouble(perWeek);
    }

    /// Takes over what [#save] wrote; throws IllegalArgumentException where it cannot have.
    public void load(ByteBuffer from) {
        int size = from.getInt();
        int position = from.getInt();
        if (size < 0 || size > HISTORY || position < 0 || position >= HISTORY) {
            throw new IllegalArgumentException("maxima must number 0.." + HISTORY + ", were " + size);
        }
        count = size;
        next = position;
        for (int i = 0; i < count; i++) {
            maxima[i] = from.getFloat();
        }
        slot = from.getLong();
        slotMaximum = from.getDouble();
        slotTicks = from.getInt();
        slotAlarmed = from.get() != 0;
        alarmedSlots = from.getInt();
        exceededAt = from.getLong();
        leavesOut = from.get() != 0;
        credit = from.getDouble();
        perWeek = from.getDouble();
        refit();
    }
}
