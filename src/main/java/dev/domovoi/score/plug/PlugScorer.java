package dev.domovoi.score.plug;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.score.Envelope;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.baseline.Wording;
import dev.domovoi.score.calibrate.BlockMaxima;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The scorer of a plug's power: what it is doing, read as an appliance's states, how long they last, how level they
/// are and at what time of day they come, each held against the plug's own past.
///
/// Ticks of 1 to 60 seconds; those under 10 s are taken together, and at more than 20 s short states blur. The
/// channels are asked once a minute, at its last tick; in between the judgement carries what they said last, with no
/// anomaly. It is ready after a day in which it learns the plug's levels and three in which it learns how rare things
/// are. About 52 kB a stream, 210 kB with events; each minute is scored before it is learned from.
public final class PlugScorer implements Scorer {
    public static final Duration LONGEST_TICK = Duration.ofSeconds(60);

    private static final Envelope ENVELOPE = new Envelope(0x44_48_50_4C, 2, "a plug's state");
    private static final int FIRST_DAY_BLOCKS = (int) (Evidence.FIRST_DAY_SECONDS / Evidence.BLOCK_SECONDS);
    private static final int NEEDED_BLOCKS = FIRST_DAY_BLOCKS + BlockMaxima.CALIBRATED_BLOCKS;

    private final StreamId stream;
    private final Panel panel;
    private final int tickSeconds;
    private final List<Channel> channels;
    private final List<String> names;
    private final Eyes eyes;
    private final Evidence evidence;
    private long newest = Long.MIN_VALUE;

    /// With the usual panel.
    public PlugScorer(StreamId stream, ZoneId zone, Duration tick) {
        this(stream, zone, tick, new Panel.Power());
    }

    public PlugScorer(StreamId stream, ZoneId zone, Duration tick, Panel panel) {
        if (tick.toSeconds() < 1 || tick.compareTo(LONGEST_TICK) > 0) {
            throw new IllegalArgumentException(
                    "tick of " + stream + " must be 1 s to " + LONGEST_TICK + ", was " + tick);
        }
        this.stream = stream;
        this.panel = panel;
        this.tickSeconds = (int) tick.toSeconds();
        this.channels = Channels.of(panel, Eyes.cellSeconds(tickSeconds), zone);
        this.names = channels.stream().map(Channel::name).toList();
        this.eyes = new Eyes(zone, tickSeconds, channels);
        this.evidence = new Evidence(channels, Fusion.of(panel));
    }

    @Override
    public List<String> channels() {
        return names;
    }

    /// A tick of an earlier moment than the one before means that the clock was set back: what is open is forgotten,
    /// what was learned stays. A second tick of the same moment is not looked at.
    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        if (!(alarmsPerWeek >= 0)) {
            throw new IllegalArgumentException("alarms per week must be at least 0, were " + alarmsPerWeek);
        }
        long second = Math.floorDiv(tick.start().getEpochSecond(), (long) tickSeconds) * tickSeconds;
        boolean isAgain = second == newest;
        if (second < newest) {
            eyes.blink();
            evidence.abandon();
        }
        newest = second;
        evidence.advance(second);
        if (!isAgain && eyes.see(second, tick.value()) && eyes.areOpen()) {
            evidence.weigh(second, eyes.values(), alarmsPerWeek);
        }
        return eyes.areOpen() ? Optional.of(judgement(second)) : Optional.empty();
    }

    private Judgement judgement(long second) {
        return new Judgement(
                evidence.isReady(),
                eyes.watts(),
                eyes.expected(),
                evidence.anomaly(),
                evidence.tailProbability(),
                evidence.alarms(second),
                evidence.strongest(),
                evidence.evidence());
    }

    @Override
    public String why(Judgement newest) {
        String words = channels.get(newest.channel()).words();
        Score.Expected expected = newest.expected();
        String usual = "; at this hour " + Words.span(expected.low(), expected.high()) + " is usual";
        return newest.isReady()
                ? words + usual + "; that is " + Wording.rarity(newest.tailProbability()) + " for this plug"
                : words + usual + "; how rare that is it cannot say yet";
    }

    @Override
    public Duration recovery() {
        return Evidence.RECOVERY;
    }

    /// Four days of history: the first for the levels, three for how rare things are.
    @Override
    public ReadyState readiness(Instant now) {
        if (evidence.isReady()) {
            return new ReadyState(1, "calibrated on " + Wording.days(evidence.blocks()) + " of its own history", now);
        }
        int known = eyes.areOpen()
                ? FIRST_DAY_BLOCKS + evidence.blocks()
                : (int) Math.round(eyes.learnedShare() * FIRST_DAY_BLOCKS);
        String why = "has learned " + Wording.days(known) + " of the " + Wording.days(NEEDED_BLOCKS) + " it needs";
        Duration missing = Duration.ofSeconds(Evidence.BLOCK_SECONDS).multipliedBy((long) NEEDED_BLOCKS - known);
        return new ReadyState((double) known / NEEDED_BLOCKS, why, now.plus(missing));
    }

    @Override
    public byte[] state() {
        byte[] name = title().getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(
                2 * Integer.BYTES + name.length + Long.BYTES + eyes.stateBytes() + evidence.stateBytes());
        body.putInt(name.length).put(name).putInt(tickSeconds).putLong(newest);
        eyes.save(body);
        evidence.save(body);
        return ENVELOPE.sealed(body.flip());
    }

    private String title() {
        return stream + panel.title();
    }

    @Override
    public double credit() {
        return evidence.credit();
    }

    @Override
    public void pay(double episodes) {
        evidence.pay(episodes);
    }

    @Override
    public void goOnPaying(Scorer other) {
        if (other instanceof PlugScorer plug) {
            evidence.goOnPaying(plug.evidence);
        }
    }

    @Override
    public void goOnCalibrating(Scorer other) {
        if (other instanceof PlugScorer plug) {
            evidence.goOnCalibrating(plug.evidence);
        }
    }

    /// A scorer that goes on exactly where the one that wrote the state stood, or what is wrong with the state.
    public static Restored restored(byte[] state, StreamId stream, ZoneId zone, Duration tick) {
        return restored(state, stream, zone, tick, new Panel.Power());
    }

    /// The same, for the panel that it was written with.
    public static Restored restored(byte[] state, StreamId stream, ZoneId zone, Duration tick, Panel panel) {
        String at = "state/" + stream;
        return switch (ENVELOPE.opened(at, state)) {
            case Envelope.Opened.Refused(Problem problem) -> new Restored.Damaged(problem);
            case Envelope.Opened.Whole(ByteBuffer body) -> read(at, body, new PlugScorer(stream, zone, tick, panel));
        };
    }

    private static Restored read(String at, ByteBuffer body, PlugScorer scorer) {
        try {
            byte[] name = new byte[Saved.within(body.getInt(), 0, body.remaining())];
            body.get(name);
            int seconds = body.getInt();
            String written = new String(name, UTF_8) + " at " + seconds + " s";
            String wanted = scorer.title() + " at " + scorer.tickSeconds + " s";
            if (!written.equals(wanted)) {
                return new Restored.Damaged(new Problem(at, wanted, written));
            }
            scorer.newest = body.getLong();
            scorer.eyes.load(body);
            scorer.evidence.load(body);
            return body.hasRemaining()
                    ? new Restored.Damaged(new Problem(at, "the end of the state", body.remaining() + " more bytes"))
                    : new Restored.Whole(scorer);
        } catch (BufferUnderflowException e) {
            return new Restored.Damaged(new Problem(at, "more bytes", "the end after " + body.limit()));
        } catch (IllegalArgumentException e) {
            return new Restored.Damaged(new Problem(at, "a state this version wrote", String.valueOf(e.getMessage())));
        }
    }
}
