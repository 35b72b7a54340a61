package dev.domovoi.score.baseline;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.calibrate.SlotMaxima;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// The baseline scorer of one stream: how far the mean of the last hour lies from what this hour of the week usually
/// brings, in either direction, measured in the usual spread.
///
/// Local hours count, daylight saving included. Each tick is scored before it is learned from, and what alarmed is
/// not learned. About 15 kB a stream, most of them the eight weeks of samples.
public final class HourOfWeek implements Scorer {
    static final Duration WINDOW = Duration.ofHours(1);
    static final Duration LONGEST_TICK = Duration.ofDays(1);

    /// Samples before there is any evidence: a day, less what the first hour and a short gap take away.
    static final int FIRST_SAMPLES = 44;

    /// The least scale of the evidence's tail, in spreads: a stream that was always the same has no tail of its own.
    private static final double LEAST_SCALE = 1;

    private static final double MOST_SPREADS = 1e9;
    private static final List<String> CHANNELS = List.of("hour_of_week");
    private static final long SAMPLE_SECONDS = 1800;
    private static final int FIRST_DAY_SLOTS = 4;

    private final StreamId stream;
    private final ZoneId zone;
    private final long tickSeconds;
    private final double leastSpread;
    private final RollingMean window;
    private final WeekProfile profile = new WeekProfile();
    private final PendingSamples pending = new PendingSamples();
    private final SlotMaxima maxima;
    private final double[] evidence = new double[1];
    private long newest = Long.MIN_VALUE;
    private int selectedHour = -1;
    private double spread;
    private Score.Expected expected = new Score.Expected(0, 0, 0);

    public HourOfWeek(StreamId stream, ZoneId zone, Duration tick) {
        if (tick.toSeconds() < 1 || tick.compareTo(LONGEST_TICK) > 0) {
            throw new IllegalArgumentException(
                    "tick of " + stream + " must be 1 s to " + LONGEST_TICK + ", was " + tick);
        }
        this.stream = stream;
        this.zone = zone;
        this.tickSeconds = tick.toSeconds();
        this.leastSpread = leastSpread(stream.quantity());
        this.window = new RollingMean((int) Math.max(1, WINDOW.toSeconds() / tickSeconds));
        this.maxima = new SlotMaxima(tick, LEAST_SCALE);
    }

    /// Added to every spread, in quadrature. For power, 1.25 W: what a cheap plug's own noise and rounding come to,
    /// so that a plug that always read 0 W is not alarmed by 1 W. The others likewise: about the error of the usual
    /// sensor.
    private static double leastSpread(Quantity quantity) {
        return switch (quantity) {
            case POWER, APPARENT_POWER, REACTIVE_POWER -> 1.25;
            case VOLTAGE, HUMIDITY -> 2;
            case RSSI, LINK_QUALITY -> 3;
            case TEMPERATURE -> 0.5;
            case CURRENT -> 0.02;
            case POWER_FACTOR, FREQUENCY -> 0.05;
            case ENERGY_TOTAL, ENERGY_RETURNED_TOTAL, ENERGY_TODAY, ENERGY_YESTERDAY -> 0.01;
            case NOISE -> 3;
            case PING, PING_DEVIATION -> 0.001;
            case PING_LOSS -> 0.01;
            case BITRATE, STATIONS, CONNTRACK, CONNTRACK_MOST, DHCP_LEASES, MEMORY, LOAD, UPTIME -> 1;
            case OCTETS_RECEIVED, OCTETS_SENT, PACKETS_RECEIVED, PACKETS_SENT -> 1;
            case ERRORS_RECEIVED, ERRORS_SENT, DROPPED_RECEIVED, DROPPED_SENT -> 1;
            case PRESSURE_STALL_TOTAL, CPU_FREQUENCY, DISK_FREE, DISK_SIZE, DISK_WRITTEN_TOTAL, DISK_ERRORS_TOTAL -> 1;
            case EMMC_LIFE_USED, EMMC_PRE_EOL -> 1;
            case VALUE -> 1e-9; // see #relativeSpread
        };
    }

    /// A number without a unit has no sensor whose error is known: a hundredth of what is usual.
    private double relativeSpread() {
        return stream.quantity() == Quantity.VALUE
                ? 0.01 * Math.max(Math.abs(expected.low()), Math.abs(expected.high()))
                : 0;
    }

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        long index = Math.floorDiv(tick.start().getEpochSecond(), tickSeconds);
        if (index < newest) {
            startOver();
        }
        boolean isAgain = index == newest;
        newest = index;
        window.add(index, tick.value());
        learnClosedSlot(maxima.advance(tick.start()));
        double mean = window.mean();
        if (Double.isNaN(mean)) {
            return Optional.empty();
        }
        int hour = hourOfWeek(tick.start());
        Optional<Judgement> judgement = hasProfile() ? judged(tick, hour, mean, alarmsPerWeek) : Optional.empty();
        if (!isAgain
                && Math.floorDiv((index + 1) * tickSeconds, SAMPLE_SECONDS)
                        != Math.floorDiv(index * tickSeconds, SAMPLE_SECONDS)) {
            pending.add(hour, mean);
        }
        return judgement;
    }

    @Override
    public String why(Judgement newest) {
        return Wording.why(stream.quantity(), newest.value(), newest.expected(), newest.tailProbability());
    }

    /// Time went back: what is open belongs to another time, what was learned still holds.
    private void startOver() {
        window.clear();
        pending.clear();
        maxima.abandonSlot();
    }

    private void learnClosedSlot(SlotMaxima.Closing closing) {
        boolean learns = switch (closing) {
            case OPEN -> false;
            case LEARNED -> true;
            case LEFT_OUT -> !hasProfile();
        };
        if (learns) {
            pending.moveTo(profile);
        }
        if (closing != SlotMaxima.Closing.OPEN) {
            pending.clear();
            selectedHour = -1;
        }
    }

    private boolean hasProfile() {
        return profile.size() >= FIRST_SAMPLES;
    }

    private int hourOfWeek(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
    }

    private Optional<Judgement> judged(Tick tick, int hour, double mean, double alarmsPerWeek) {
        if (selectedHour != hour) {
            select(hour);
        }
        evidence[0] = Math.min(MOST_SPREADS, Math.abs(mean - expected.median()) / spread);
        SlotMaxima.Verdict verdict = maxima.judge(tick.start(), evidence[0], alarmsPerWeek);
        if (!maxima.isReady()) {
            return Optional.empty();
        }
        double probability = verdict.tailProbability();
        return Optional.of(new Judgement(
                true, mean, expected, -Math.log(probability), probability, verdict.exceeds(), 0, evidence));
    }

    private void select(int hour) {
        WeightedSamples usual = profile.weightedFor(hour);
        double median = usual.quantile(0.5);
        expected = new Score.Expected(usual.quantile(0.05), median, usual.quantile(0.95));
        spread = Math.hypot(usual.spread(median), leastSpread + relativeSpread());
        selectedHour = hour;
    }

    /// How far this stream is from being judged: a week of history by default, a day for the profile and six for its
    /// own maxima.
    @Override
    public ReadyState readiness(Instant now) {
        int needed = FIRST_DAY_SLOTS + SlotMaxima.READY_SLOTS;
        int known = hasProfile()
                ? FIRST_DAY_SLOTS + Math.min(maxima.slots(), SlotMaxima.READY_SLOTS)
                : profile.size() * FIRST_DAY_SLOTS / FIRST_SAMPLES;
        if (known >= needed) {
            return new ReadyState(1, "calibrated on " + Wording.days(maxima.slots()) + " of its own history", now);
        }
        String why = "has learned " + Wording.days(known) + " of the " + Wording.days(needed) + " it needs";
        return new ReadyState(
                (double) known / needed, why, now.plus(SlotMaxima.SLOT.multipliedBy((long) needed - known)));
    }

    @Override
    public double credit() {
        return maxima.credit();
    }

    @Override
    public void pay(double episodes) {
        maxima.pay(episodes);
    }

    @Override
    public void goOnPaying(Scorer other) {
        if (other instanceof HourOfWeek hours) {
            maxima.goOnPaying(hours.maxima);
        }
    }

    /// Everything it knows, to be [#restored] later: magic, version, stream, data, CRC32C.
    @Override
    public byte[] state() {
        ByteBuffer body = ByteBuffer.allocate(16
                + window.stateBytes()
                + WeekProfile.stateBytes()
                + PendingSamples.STATE_BYTES
                + SlotMaxima.maxStateBytes());
        body.putLong(newest);
        window.save(body);
        profile.save(body);
        pending.save(body);
        maxima.save(body);
        return StateFile.wrapped(stream, tickSeconds, body.flip());
    }

    /// A scorer that goes on exactly where the one that wrote the state stood, or what is wrong with the state.
    public static Restored restored(byte[] state, StreamId stream, ZoneId zone, Duration tick) {
        HourOfWeek scorer = new HourOfWeek(stream, zone, tick);
        return switch (StateFile.unwrapped(state, stream, scorer.tickSeconds, scorer::load)) {
            case StateFile.Opened.Whole() -> new Restored.Whole(scorer);
            case StateFile.Opened.Damaged(var problem) -> new Restored.Damaged(problem);
        };
    }

    private void load(ByteBuffer body) {
        newest = body.getLong();
        window.load(body);
        profile.load(body);
        pending.load(body);
        maxima.load(body);
    }
}
