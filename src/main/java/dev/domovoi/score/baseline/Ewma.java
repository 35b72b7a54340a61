package dev.domovoi.score.baseline;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.calibrate.BlockMaxima;
import dev.domovoi.score.calibrate.EpisodeBudget;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The control that every scorer has to beat: the exponentially weighted mean of half an hour, in the deviations and
/// from the mean of the last week, calibrated as the plug scorer's channels are.
public final class Ewma implements Scorer {
    private static final List<String> CHANNELS = List.of("ewma");
    private static final double FAST_SECONDS = 1800;
    private static final double SLOW_SECONDS = Duration.ofDays(7).toSeconds();
    private static final long BLOCK_SECONDS = Duration.ofHours(6).toSeconds();
    private static final long FIRST_DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final double BLOCKS_PER_WEEK = 28;
    private static final double LEAST_SPREAD = 1.25;
    private static final double LEAST_SCALE = 1;
    private static final double QUANTILE = 1.645;
    private static final double MOST_CREDIT = 3;
    private static final double SMALLEST_PROBABILITY = 1e-12;

    private final StreamId stream;
    private final long tickSeconds;
    private final BlockMaxima past = new BlockMaxima(LEAST_SCALE);
    private final EpisodeBudget budget = new EpisodeBudget(Duration.ofHours(2), MOST_CREDIT);
    private final double[] evidence = new double[1];
    private long newest = Long.MIN_VALUE;
    private long seenSeconds;
    private double fast;
    private double slow;
    private double variance;
    private long blockTicks;
    private double blockMaximum;

    public Ewma(StreamId stream, Duration tick) {
        if (tick.toSeconds() < 1) {
            throw new IllegalArgumentException("tick of " + stream + " must be at least 1 s, was " + tick);
        }
        this.stream = stream;
        this.tickSeconds = tick.toSeconds();
    }

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        long second = tick.start().getEpochSecond();
        if (second < newest) {
            budget.abandonEpisode();
        } else if (newest != Long.MIN_VALUE && second / BLOCK_SECONDS != newest / BLOCK_SECONDS) {
            close();
        }
        newest = second;
        fast = seenSeconds == 0 ? tick.value() : fast + weight(FAST_SECONDS) * (tick.value() - fast);
        double spread = Math.hypot(Math.sqrt(variance), LEAST_SPREAD);
        Score.Expected expected = new Score.Expected(slow - QUANTILE * spread, slow, slow + QUANTILE * spread);
        evidence[0] = Math.abs(fast - slow) / spread;
        Optional<Judgement> judgement = seenSeconds < FIRST_DAY_SECONDS
                ? Optional.empty()
                : Optional.of(judged(second, expected, alarmsPerWeek));
        learn(tick.value());
        return judgement;
    }

    private Judgement judged(long second, Score.Expected expected, double perWeek) {
        blockTicks++;
        blockMaximum = Math.max(blockMaximum, evidence[0]);
        double rarity = past.rarityNats(evidence[0]);
        boolean alarms = isReady() && budget.exceeds(second, rarity, perWeek, rate -> Math.log(BLOCKS_PER_WEEK / rate));
        double probability = isReady() ? Math.max(SMALLEST_PROBABILITY, Math.exp(-rarity)) : 1;
        return new Judgement(isReady(), fast, expected, isReady() ? rarity : 0, probability, alarms, 0, evidence);
    }

    /// Plain means at first, so that the start does not weigh for a week.
    private double weight(double seconds) {
        return Math.max((double) tickSeconds / (seenSeconds + tickSeconds), 1 - Math.exp(-tickSeconds / seconds));
    }

    private void learn(double value) {
        double weight = weight(SLOW_SECONDS);
        double off = value - slow;
        slow += weight * off;
        variance += weight * ((1 - weight) * off * off - variance);
        seenSeconds += tickSeconds;
    }

    private void close() {
        if (2 * blockTicks * tickSeconds >= BLOCK_SECONDS) {
            past.add(blockMaximum);
        }
        blockTicks = 0;
        blockMaximum = 0;
    }

    private boolean isReady() {
        return past.blocks() >= BlockMaxima.CALIBRATED_BLOCKS;
    }

    @Override
    public String why(Judgement newest) {
        return Wording.why(stream.quantity(), newest.value(), newest.expected(), newest.tailProbability());
    }

    @Override
    public ReadyState readiness(Instant now) {
        int needed = BlockMaxima.CALIBRATED_BLOCKS;
        int known = Math.min(past.blocks(), needed);
        String why = isReady()
                ? "calibrated on " + Wording.days(past.blocks()) + " of its own history"
                : "has learned " + Wording.days(known) + " of the " + Wording.days(needed)
                        + " it needs after the first";
        Duration missing = Duration.ofSeconds(BLOCK_SECONDS).multipliedBy((long) needed - known);
        return new ReadyState((double) known / needed, why, now.plus(missing));
    }

    @Override
    public byte[] state() {
        ByteBuffer body = ByteBuffer.allocate(BlockMaxima.stateBytes() + EpisodeBudget.stateBytes() + 7 * Long.BYTES);
        past.save(body);
        budget.save(body);
        body.putLong(newest)
                .putLong(seenSeconds)
                .putDouble(fast)
                .putDouble(slow)
                .putDouble(variance);
        body.putLong(blockTicks).putDouble(blockMaximum);
        return StateFile.wrapped(stream, tickSeconds, body.flip());
    }

    /// Goes on exactly where the one that wrote the state stood; throws IllegalArgumentException where the state is
    /// damaged.
    public static Ewma restored(byte[] state, StreamId stream, Duration tick) {
        Ewma scorer = new Ewma(stream, tick);
        return switch (StateFile.unwrapped(state, stream, scorer.tickSeconds, scorer::load)) {
            case StateFile.Opened.Whole() -> scorer;
            case StateFile.Opened.Damaged(var problem) -> throw new IllegalArgumentException(problem.toString());
        };
    }

    private void load(ByteBuffer from) {
        past.load(from);
        budget.load(from);
        newest = from.getLong();
        seenSeconds = from.getLong();
        fast = from.getDouble();
        slow = from.getDouble();
        variance = from.getDouble();
        blockTicks = from.getLong();
        blockMaximum = from.getDouble();
    }
}
