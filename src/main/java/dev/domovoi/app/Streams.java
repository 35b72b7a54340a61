package dev.domovoi.app;

import dev.domovoi.decide.Incident;
import dev.domovoi.score.ReadyState;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// The streams that are learned, each with its resampler and its scorer. Belongs to the pipeline's thread.
public final class Streams {
    /// One step of every stream.
    public static final Duration TICK = Duration.ofSeconds(10);

    /// How often streams are judged.
    public static final Duration ROUND = Duration.ofMinutes(1);

    /// A stream that was not heard for so long takes no share of the budget any more, and what was learned of it is
    /// forgotten.
    static final Duration GONE = Duration.ofDays(30);

    private static final int MAX_STREAMS = 2_000;
    private static final int TURNS = 6;
    private static final Duration AWAITED = Duration.ofDays(1);

    /// No home's plug draws more, in either direction: a larger number is a broken device's or a forger's.
    private static final double MOST_WATTS = 1e6;

    private final ZoneId zone;
    private final double alarmsPerWeek;
    private final Map<String, byte[]> saved;
    private final BiConsumer<StreamId, Problem> damaged;
    private final Consumer<Tick> kept;
    private final Function<StreamId, Optional<String>> champions;
    private final Map<StreamId, Learner> learners = new TreeMap<>();
    private final Map<String, Instant> savedHeard = new HashMap<>();
    private Optional<Instant> began = Optional.empty();
    private double sharePerWeek;
    private int others;
    private int turn;

    /// `saved` are states of earlier runs by stream name; one that cannot be used is told to `damaged`.
    public Streams(
            ZoneId zone, double alarmsPerWeek, Map<String, byte[]> saved, BiConsumer<StreamId, Problem> damaged) {
        this(zone, alarmsPerWeek, saved, damaged, tick -> {}, stream -> Optional.empty());
    }

    /// The same, with who keeps the ticks, and whom the drill gave the title.
    public Streams(
            ZoneId zone,
            double alarmsPerWeek,
            Map<String, byte[]> saved,
            BiConsumer<StreamId, Problem> damaged,
            Consumer<Tick> kept,
            Function<StreamId, Optional<String>> champions) {
        this.kept = kept;
        this.champions = champions;
        this.zone = zone;
        this.alarmsPerWeek = alarmsPerWeek;
        this.saved = new HashMap<>(saved);
        saved.forEach((stream, state) -> savedHeard.put(
                stream, LearnerState.read(stream, state, problem -> {}).heardAt()));
        this.damaged = damaged;
        this.sharePerWeek = alarmsPerWeek;
    }

    /// Whether a device is as usual; what is unusual may have been called normal by a person.
    public enum Unusual {
        NO,
        CALLED_NORMAL,
        YES
    }

    /// A stream as others see it; `wantsPast` where the scorer that speaks by default is not ready, though another one
    /// may be.
    public record Progress(StreamId stream, ReadyState ready, String scorer, boolean wantsPast) {}

    /// Takes a live reading; only power has a rhythm that is learned, and a retained reading is no measurement.
    public void accept(Reading reading) {
        if (reading.quantity() == Quantity.POWER && !reading.retained() && Math.abs(reading.value()) <= MOST_WATTS) {
            StreamId stream = new StreamId(reading.source(), reading.quantity());
            if (learners.containsKey(stream) || learners.size() < MAX_STREAMS) {
                learners.computeIfAbsent(stream, this::learner).resampler().accept(reading);
            }
        }
    }

    /// Takes a reading of the past; false where its stream goes on from an earlier run and knows its past already.
    public boolean acceptPast(Reading reading) {
        StreamId stream = new StreamId(reading.source(), reading.quantity());
        if (saved.containsKey(stream.toString())) {
            return false;
        }
        accept(reading);
        return true;
    }

    private Learner learner(StreamId stream) {
        byte[] state = saved.remove(stream.toString());
        Learner fresh = Learner.fresh(stream, zone);
        return state == null ? fresh : fresh.withLearned(state, zone, problem -> damaged.accept(stream, problem));
    }

    /// Goes on with what was learned of a stream's past elsewhere, up to about now, for each scorer that is not as far
    /// by itself; the value it holds stays.
    public void adopt(StreamId stream, byte[] past, Instant now) {
        Learner own = learners.get(stream);
        if (own != null) {
            own.adopt(past, zone, now, problem -> damaged.accept(stream, problem));
        }
    }

    /// Closes the minutes that have passed and judges them, stream by stream.
    public void advance(Instant now, Consumer<Score> judged) {
        advance(now, (device, at) -> false, judged);
    }

    /// The same, but of what somebody works on nothing is learned or kept, and nothing is judged.
    void advance(Instant now, BiPredicate<DeviceId, Instant> workedOn, Consumer<Score> judged) {
        share(now);
        learners.forEach((stream, learner) -> {
            List<Tick> ticks = learner.resampler().advance(now).stream()
                    .filter(tick -> !workedOn.test(stream.source().device(), tick.start()))
                    .toList();
            Optional<String> champion = ticks.isEmpty() ? Optional.empty() : champions.apply(stream);
            for (Tick tick : ticks) {
                kept.accept(tick);
                learner.learn(tick, sharePerWeek, champion, judged);
            }
        });
    }

    /// Nothing is known of any stream any more until it is heard of again: the broker went, or the clock was set.
    public void interrupt() {
        learners.values().forEach(learner -> learner.resampler().interrupt());
    }

    /// The same for devices that are said to be away.
    public void interrupt(Predicate<DeviceId> away) {
        learners.forEach((stream, learner) -> {
            if (away.test(stream.source().device())) {
                learner.resampler().interrupt();
            }
        });
    }

    /// Whether a device behaves as usual: to be told every minute, so that what is unusual is not learned. The streams
    /// whose unusual behaviour has lasted so long that it is learned after all.
    public List<StreamId> keepApart(Map<DeviceId, Unusual> unusual, Instant now) {
        List<StreamId> lasting = new ArrayList<>();
        learners.forEach((stream, learner) -> {
            switch (unusual.getOrDefault(stream.source().device(), Unusual.NO)) {
                case NO -> learner.isUsual(sharePerWeek);
                case CALLED_NORMAL -> learner.learnAfterAll();
                case YES -> {
                    if (learner.isUnusual(now)) {
                        lasting.add(stream);
                    }
                }
            }
        });
        return lasting;
    }

    /// A person said what an incident was: one that was real costs nothing of the budget, which is one of false alarms.
    /// Where a device has several streams, those pay and are paid that alarmed while it was open.
    void judged(Incident before, Incident after) {
        double episodes = (isConfirmed(before) ? 1 : 0) - (isConfirmed(after) ? 1 : 0);
        if (episodes == 0 || !after.isLearned()) {
            return;
        }
        List<Learner> own = learners.entrySet().stream()
                .filter(entry -> entry.getKey().source().device().equals(after.device()))
                .map(Map.Entry::getValue)
                .toList();
        own.stream()
                .filter(learner -> own.size() == 1 || learner.hasAlarmedIn(after.openedAt(), after.lastAlarmAt()))
                .forEach(learner -> learner.pay(episodes));
    }

    private static boolean isConfirmed(Incident incident) {
        return incident.real().equals(Optional.of(true));
    }

    /// The clock was set by so much.
    public void clockSet(Duration by) {
        learners.values().forEach(learner -> learner.clockSet(by));
        began = began.map(since -> since.plus(by));
    }

    /// The home's budget is shared equally by the streams that may alarm, those not heard yet since the start among
    /// them, but for those that are gone. Where a state does not say when its stream was heard, that is taken to be
    /// the start.
    private void share(Instant now) {
        Instant since = began.orElse(now);
        began = Optional.of(since);
        long ready = learners.values().stream()
                .filter(learner -> !isGone(learner.lastHeard(), now)
                        && learner.readiness(now).isReady())
                .count();
        long awaited = saved.keySet().stream()
                .map(stream -> savedHeard.getOrDefault(stream, Instant.EPOCH))
                .filter(heard -> !isGone(heard.equals(Instant.EPOCH) ? since : heard, now))
                .count();
        sharePerWeek = alarmsPerWeek / Math.max(1, ready + awaited + others);
    }

    /// Forgets the streams that are gone, and answers which those are. One of an earlier run has had a day to be heard
    /// again: our clock may be wrong at the start.
    Set<String> takeOutGone(Instant now) {
        Set<String> gone = new TreeSet<>();
        learners.entrySet().removeIf(entry -> {
            boolean isOut = isGone(entry.getValue().lastHeard(), now)
                    && !entry.getValue().lastHeard().equals(Instant.EPOCH);
            return isOut && gone.add(entry.getKey().toString());
        });
        Instant since = began.orElse(now);
        if (now.isAfter(since.plus(AWAITED))) {
            saved.keySet().removeIf(stream -> {
                Instant heard = savedHeard.getOrDefault(stream, Instant.EPOCH);
                return isGone(heard.equals(Instant.EPOCH) ? since : heard, now) && gone.add(stream);
            });
        }
        savedHeard.keySet().removeAll(gone);
        return gone;
    }

    private static boolean isGone(Instant heard, Instant now) {
        return now.isAfter(heard.plus(GONE));
    }

    /// So many streams that are learned elsewhere spend from the same budget.
    public void shareWith(int streams) {
        others = streams;
    }

    /// What one stream may spend of the home's budget.
    public double sharePerWeek() {
        return sharePerWeek;
    }

    /// Nothing is known of a device any more.
    public void forget(DeviceId device) {
        learners.keySet().removeIf(stream -> stream.source().device().equals(device));
        saved.keySet().removeIf(stream -> isOf(stream, device));
        savedHeard.keySet().removeIf(stream -> isOf(stream, device));
    }

    /// Whether a stream of that name belongs to the device.
    public static boolean isOf(String stream, DeviceId device) {
        String below = device + "/";
        return stream.startsWith(below) && stream.substring(below.length()).split("/", -1).length <= 2;
    }

    public Duration reportingPeriod(StreamId stream) {
        Learner learner = learners.get(stream);
        return learner == null ? Duration.ZERO : learner.resampler().reportingPeriod();
    }

    public List<Progress> progress(Instant now) {
        return learners.entrySet().stream()
                .map(entry -> new Progress(
                        entry.getKey(),
                        entry.getValue().readiness(now),
                        entry.getValue().speaks(champions.apply(entry.getKey()), now),
                        entry.getValue().wantsPast(now)))
                .toList();
    }

    /// What was learned, by stream name, to be given to the next run.
    public Map<String, byte[]> states() {
        return states(stream -> true);
    }

    /// The same of another sixth of the streams each time: all at once, time and again, wears out a card.
    public Map<String, byte[]> nextStates() {
        turn = (turn + 1) % TURNS;
        return states(stream -> Math.floorMod(stream.toString().hashCode(), TURNS) == turn);
    }

    private Map<String, byte[]> states(Predicate<StreamId> wanted) {
        Map<String, byte[]> states = new HashMap<>();
        learners.forEach((stream, learner) -> {
            if (wanted.test(stream)) {
                states.put(stream.toString(), learner.state());
            }
        });
        return states;
    }
}
