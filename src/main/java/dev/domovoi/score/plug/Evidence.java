package dev.domovoi.score.plug;

import dev.domovoi.score.calibrate.BlockMaxima;
import dev.domovoi.score.calibrate.EpisodeBudget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Weighs what the channels say: each against its own largest values of past blocks and against what many plugs have
/// shown, all of them together against the budget.
///
/// Blocks are six hours of the UTC day. The first day is not taken in: everything is new then.
final class Evidence {
    static final long BLOCK_SECONDS = Duration.ofHours(6).toSeconds();
    static final long FIRST_DAY_SECONDS = Duration.ofDays(1).toSeconds();

    static final Duration RECOVERY = Duration.ofHours(2);
    private static final long ALARM_SECONDS = Duration.ofMinutes(1).toSeconds();
    private static final double MOST_CREDIT = 3;

    private static final double SMALLEST_PROBABILITY = 1e-12;
    private static final long NEVER = Long.MIN_VALUE;

    private final List<Channel> channels;
    private final Fusion fusion;
    private final BlockMaxima[] past;
    private final double[] evidence;
    private final double[] maxima;
    private final EpisodeBudget budget = new EpisodeBudget(RECOVERY, MOST_CREDIT);
    private final News news = new News();
    private long began = NEVER;
    private long block = NEVER;
    private int minutes;
    private int strongest;
    private double together;
    private double anomaly;

    Evidence(List<Channel> channels, Fusion fusion) {
        this.channels = channels;
        this.fusion = fusion;
        this.past = new BlockMaxima[channels.size()];
        for (int i = 0; i < past.length; i++) {
            past[i] = new BlockMaxima(channels.get(i).tail().floor());
        }
        this.evidence = new double[past.length];
        this.maxima = new double[past.length];
    }

    /// Moves on in time, closing the block that is over; nothing new has been said yet.
    void advance(long second) {
        if (began == NEVER) {
            began = second;
        }
        long now = Math.floorDiv(second, BLOCK_SECONDS);
        if (now != block) {
            close();
            block = now;
        }
        anomaly = 0;
    }

    /// A block that was seen for less than half of its time says too little.
    private void close() {
        boolean counts = 2 * 60L * minutes >= BLOCK_SECONDS;
        for (int i = 0; i < past.length && counts; i++) {
            past[i].add(maxima[i]);
        }
        forgetBlock();
    }

    private void forgetBlock() {
        Arrays.fill(maxima, 0);
        minutes = 0;
    }

    /// Forgets what is open, for a clock that was set back; what was learned stays.
    void abandon() {
        forgetBlock();
        budget.abandonEpisode();
        news.forget();
        block = NEVER;
    }

    /// Weighs what the channels said at the end of a minute, before it becomes part of their past.
    void weigh(long second, double[] values, double perWeek) {
        for (int i = 0; i < past.length; i++) {
            evidence[i] = channels.get(i).tail().evidence(past[i].rarityNats(values[i]));
        }
        strongest = strongestOf(evidence, strongest);
        together = fusion.together(evidence);
        if (isReady()) {
            anomaly = news.of(second, surpriseNats());
            budget.exceeds(second, together, perWeek, fusion::threshold);
        }
        if (second - began >= FIRST_DAY_SECONDS) {
            minutes++;
            for (int i = 0; i < past.length; i++) {
                maxima[i] = Math.max(maxima[i], values[i]);
            }
        }
    }

    /// The one spoken of before where no other is stronger now.
    private static int strongestOf(double[] evidence, int before) {
        int strongest = before;
        for (int i = 0; i < evidence.length; i++) {
            strongest = evidence[i] > evidence[strongest] ? i : strongest;
        }
        return strongest;
    }

    private double surpriseNats() {
        return fusion.surpriseNats(together);
    }

    /// Whether the evidence was at the threshold when it was last weighed, within the minute.
    boolean alarms(long second) {
        return budget.exceededWithin(second, ALARM_SECONDS);
    }

    double credit() {
        return budget.credit();
    }

    void pay(double episodes) {
        budget.pay(episodes);
    }

    void goOnPaying(Evidence other) {
        budget.goOnPaying(other.budget);
    }

    void goOnCalibrating(Evidence other) {
        for (int i = 0; i < past.length; i++) {
            past[i].goOnFrom(other.past[i]);
        }
        System.arraycopy(other.maxima, 0, maxima, 0, maxima.length);
        block = other.block;
        minutes = other.minutes;
    }

    boolean isReady() {
        return blocks() >= BlockMaxima.CALIBRATED_BLOCKS;
    }

    int blocks() {
        return past[0].blocks();
    }

    double anomaly() {
        return anomaly;
    }

    /// The chance that a block of normal life holds evidence this strong.
    double tailProbability() {
        return isReady() ? Math.clamp(-Math.expm1(-Math.exp(-surpriseNats())), SMALLEST_PROBABILITY, 1) : 1;
    }

    int strongest() {
        return strongest;
    }

    double[] evidence() {
        return evidence;
    }

    int stateBytes() {
        return past.length * (BlockMaxima.stateBytes() + 2 * Double.BYTES)
                + EpisodeBudget.stateBytes()
                + News.STATE_BYTES
                + 2 * Long.BYTES
                + 2 * Integer.BYTES
                + Double.BYTES;
    }

    void save(ByteBuffer to) {
        for (int i = 0; i < past.length; i++) {
            past[i].save(to);
            to.putDouble(evidence[i]).putDouble(maxima[i]);
        }
        budget.save(to);
        news.save(to);
        to.putLong(began).putLong(block).putInt(minutes).putInt(strongest).putDouble(anomaly);
    }

    void load(ByteBuffer from) {
        for (int i = 0; i < past.length; i++) {
            past[i].load(from);
            evidence[i] = from.getDouble();
            maxima[i] = from.getDouble();
        }
        together = fusion.together(evidence);
        budget.load(from);
        news.load(from);
        began = from.getLong();
        block = from.getLong();
        minutes = from.getInt();
        strongest = Saved.within(from.getInt(), 0, past.length - 1);
        anomaly = from.getDouble();
    }
}
