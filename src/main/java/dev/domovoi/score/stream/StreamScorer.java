package dev.domovoi.score.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.score.Envelope;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.baseline.Wording;
import dev.domovoi.score.calibrate.SlotMaxima;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The scorer of any numeric stream: a forecaster reads its rows and the means of twelve rows each, and what it did
/// not expect is weighed against all it did not expect before.
///
/// Rows need not be regular; local time counts, daylight saving included. Each row is judged before it is learned
/// from. Belongs to one thread, as its committee does. Memory: [#bytes].
public final class StreamScorer implements Scorer {
    static final Duration LONGEST_TICK = Duration.ofDays(1);

    static final int COURSE = 0;
    static final int FORECAST = 1;
    static final int LEVEL = 2;
    static final int PATTERN = 3;
    static final int RANGE = 4;

    private static final List<String> CHANNELS = List.of("course", "forecast", "level", "pattern", "range");
    private static final Envelope ENVELOPE = new Envelope(0x44_4D_53_53, 1, "the state of a stream's scorer");
    private static final double RANGE_WEIGHT = 4;
    private static final int FIRST_ROWS = 300;

    private final StreamId stream;
    private final long tickSeconds;
    private final Clock clock;
    private final int slotsPerDay;
    private final int fingerprint;
    private final Outlook outlook;
    private final Course course = new Course();
    private final Blocks blocks;
    private final Range range = new Range();
    private final Novelty novelty = new Novelty();
    private final Habituation habituation = new Habituation();
    private final Budget budget;
    private final double[] evidence = new double[CHANNELS.size()];
    private long newest = Long.MIN_VALUE;
    private int heard;

    /// With the transformer.
    public StreamScorer(StreamId stream, ZoneId zone, Duration tick, Committee committee) {
        this(stream, zone, tick, new Forecaster.Network(committee), new Forecaster.Network(committee));
    }

    /// With any forecasters for rows and for blocks.
    public StreamScorer(StreamId stream, ZoneId zone, Duration tick, Forecaster rows, Forecaster blocks) {
        if (tick.toSeconds() < 1 || tick.compareTo(LONGEST_TICK) > 0) {
            throw new IllegalArgumentException(
                    "tick of " + stream + " must be 1 s to " + LONGEST_TICK + ", was " + tick);
        }
        this.stream = stream;
        this.tickSeconds = tick.toSeconds();
        this.clock = new Clock(zone);
        this.slotsPerDay = Clock.slotsPerDay(tick);
        this.fingerprint = 31 * rows.fingerprint() + blocks.fingerprint();
        this.outlook = rows.outlook(slotsPerDay, false);
        this.blocks = new Blocks(blocks, clock, tick);
        this.budget = new Budget(tick);
    }

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    /// Empty for the first row alone. A row from before the one that came last begins a new block and a new
    /// calibration slot; what was learned stays.
    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        long second = tick.start().getEpochSecond();
        if (second < newest) {
            budget.abandonSlot();
        }
        newest = second;
        heard = Math.min(heard + 1, FIRST_ROWS);
        double x = tick.value();
        outlook.hear(x, clock.slot(tick.start(), slotsPerDay));
        boolean closes = blocks.closesWith(x, tick.start());
        evidence[COURSE] = outlook.isJudged() ? course.judge(outlook.miss()) : 0;
        evidence[FORECAST] = closes ? blocks.forecast() : 0;
        evidence[LEVEL] = closes ? blocks.level() : 0;
        evidence[PATTERN] = closes ? blocks.pattern() : 0;
        evidence[RANGE] = range.judge(x);
        double unexpected = Math.max(evidence[COURSE], blockEvidence());
        double beyond = evidence[RANGE] > 0 ? 1 + RANGE_WEIGHT * evidence[RANGE] : 0;
        double anomaly = habituation.judge(Math.max(novelty.judge(unexpected), beyond));
        budget.judge(tick.start(), unexpected, evidence[RANGE], alarmsPerWeek);
        if (!outlook.isJudged()) {
            return Optional.empty();
        }
        int channel = beyond > 0 && beyond >= unexpected ? RANGE : channel();
        return Optional.of(new Judgement(
                budget.isReady(),
                x,
                outlook.expected(),
                anomaly,
                budget.tailProbability(),
                budget.alarms(),
                channel,
                evidence));
    }

    private double blockEvidence() {
        return evidence[FORECAST] + evidence[LEVEL] + evidence[PATTERN];
    }

    private int channel() {
        if (evidence[COURSE] >= blockEvidence()) {
            return COURSE;
        }
        int most = FORECAST;
        for (int i = LEVEL; i <= PATTERN; i++) {
            most = evidence[i] > evidence[most] ? i : most;
        }
        return most;
    }

    @Override
    public String why(Judgement newest) {
        return Words.why(stream.quantity(), newest, range, blocks, clock);
    }

    /// How far this stream is from being judged: its first rows, and six days of its own maxima.
    @Override
    public ReadyState readiness(Instant now) {
        int missing = SlotMaxima.READY_SLOTS - Math.min(budget.slots(), SlotMaxima.READY_SLOTS);
        if (missing == 0) {
            return new ReadyState(1, "calibrated on " + Wording.days(budget.slots()) + " of its own history", now);
        }
        double rows = (double) heard / FIRST_ROWS;
        double ratio = (rows + SlotMaxima.READY_SLOTS - missing) / (1 + SlotMaxima.READY_SLOTS);
        String why = "has learned " + Wording.days(budget.slots()) + " of the " + Wording.days(SlotMaxima.READY_SLOTS)
                + " it needs";
        return new ReadyState(ratio, why, now.plus(SlotMaxima.SLOT.multipliedBy(missing)));
    }

    /// How much memory the stream takes, small fields aside; the weights are the committee's.
    public long bytes() {
        return outlook.bytes() + blocks.bytes() + Course.BYTES + Habituation.BYTES + 2L * SlotMaxima.maxStateBytes();
    }

    /// Everything it knows, to be [#restored] later.
    @Override
    public byte[] state() {
        byte[] name = stream.toString().getBytes(UTF_8);
        ByteBuffer out = ByteBuffer.allocate(name.length + stateBytes());
        out.putInt(name.length).put(name).putLong(tickSeconds).putInt(fingerprint);
        out.putLong(newest).putInt(heard);
        course.save(out);
        range.save(out);
        novelty.save(out);
        habituation.save(out);
        budget.save(out);
        int end = out.position() + Integer.BYTES + blocks.stateBytes();
        out.putInt(blocks.stateBytes());
        blocks.save(out);
        out.position(end);
        outlook.save(out);
        return ENVELOPE.sealed(out.flip());
    }

    private int stateBytes() {
        return 4 * Integer.BYTES
                + 2 * Long.BYTES
                + Course.STATE_BYTES
                + Range.STATE_BYTES
                + Novelty.STATE_BYTES
                + Habituation.STATE_BYTES
                + Budget.stateBytes()
                + blocks.stateBytes()
                + outlook.stateBytes();
    }

    /// A scorer that goes on exactly where the one that wrote the state stood, or what is wrong with the state.
    public static Restored restored(byte[] state, StreamId stream, ZoneId zone, Duration tick, Committee committee) {
        Forecaster network = new Forecaster.Network(committee);
        return restored(state, new StreamScorer(stream, zone, tick, network, network));
    }

    /// The same for any scorer as it was made, with nothing heard yet.
    public static Restored restored(byte[] state, StreamScorer fresh) {
        String at = "state/" + fresh.stream;
        return switch (ENVELOPE.opened(at, state)) {
            case Envelope.Opened.Refused(var problem) -> new Restored.Damaged(problem);
            case Envelope.Opened.Whole(var body) -> fresh.load(at, body);
        };
    }

    private Restored load(String at, ByteBuffer in) {
        try {
            byte[] name = new byte[Math.clamp(in.getInt(), 0, in.remaining())];
            in.get(name);
            String owner = new String(name, UTF_8);
            long tick = in.getLong();
            if (!owner.equals(stream.toString()) || tick != tickSeconds) {
                return new Restored.Damaged(
                        new Problem(at, stream + " at " + tickSeconds + " s", owner + " at " + tick + " s"));
            }
            boolean isSame = in.getInt() == fingerprint;
            newest = in.getLong();
            heard = Math.clamp(in.getInt(), 0, FIRST_ROWS);
            course.load(in);
            range.load(in);
            novelty.load(in);
            habituation.load(in);
            budget.load(in);
            int size = Math.clamp(in.getInt(), 0, in.remaining());
            blocks.load(in.slice(in.position(), size), isSame);
            outlook.load(in.position(in.position() + size), isSame);
            return new Restored.Whole(this, isSame);
        } catch (BufferUnderflowException | IllegalArgumentException wrong) {
            return new Restored.Damaged(new Problem(at, "a state this version wrote", String.valueOf(wrong)));
        }
    }
}
