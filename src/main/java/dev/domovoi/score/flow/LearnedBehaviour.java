package dev.domovoi.score.flow;

import dev.domovoi.score.Envelope;
import dev.domovoi.score.Judge;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Surroundings;
import dev.domovoi.signal.Text;
import dev.domovoi.signal.Tick;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;

/// What is rare for a client without having a name: its slots of traffic are judged by the same scorers as any other
/// stream, each slot before it is learned from, and all of them share one budget of alarms.
///
/// The first [#mostClients] clients are learned, and give their place to another when they were silent for a week; a
/// judge may hold some hundred KiB. Belongs to one thread.
public final class LearnedBehaviour {
    /// Clients that are learned unless told otherwise.
    public static final int USUAL_CLIENTS = 24;

    private final Surroundings surroundings;
    private final BiFunction<StreamId, Duration, Judge> judges;
    private final IntToDoubleFunction share;
    private final int mostClients;
    static final Duration GIVES_ITS_PLACE = Duration.ofDays(7);

    private static final long NEVER = 0;

    private static final Envelope ENVELOPE = new Envelope(0x44_43_4C_42, 1, "what was learned of a client");

    private final Map<String, Slots> slotsByClient = new LinkedHashMap<>();
    private final Map<StreamId, Course> courses = new HashMap<>();

    private static final class Course {
        private final Judge judge;
        private Optional<Instant> alarmedAt = Optional.empty();

        Course(Judge judge) {
            this.judge = judge;
        }
    }

    /// A judge that goes on from the state of another, with the stream and its spacing.
    public interface Restorer {
        Restored restored(byte[] state, StreamId stream, Duration slot);
    }

    /// `judges` makes the judge of a stream with that spacing; the budget is for all clients together.
    public LearnedBehaviour(
            Surroundings surroundings,
            BiFunction<StreamId, Duration, Judge> judges,
            double alarmsPerWeek,
            int mostClients) {
        this(surroundings, judges, streams -> alarmsPerWeek / streams, mostClients);
    }

    /// `share` tells what one of so many streams here may spend of the home's budget, in alarms per week.
    public LearnedBehaviour(
            Surroundings surroundings,
            BiFunction<StreamId, Duration, Judge> judges,
            IntToDoubleFunction share,
            int mostClients) {
        this.surroundings = surroundings;
        this.judges = judges;
        this.share = share;
        this.mostClients = mostClients;
    }

    /// What this flow gives to tell of the slots that it ends.
    public List<Finding> judge(Flow flow) {
        return see(flow, false);
    }

    /// Learns from the flow and tells nothing.
    public void learn(Flow flow) {
        see(flow, true);
    }

    private List<Finding> see(Flow flow, boolean isNormal) {
        String client = flow.client().name();
        if (!flow.client().address().isOfOne() || flow.client().address().isLinkLocal()) {
            return List.of();
        }
        if (!slotsByClient.containsKey(client) && !hasRoom(flow.last())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(0);
        for (Tick tick : slotsByClient
                .computeIfAbsent(client, name -> new Slots(name, surroundings))
                .add(flow)) {
            judge(client, flow, tick).filter(_ -> !isNormal).ifPresent(findings::add);
        }
        return findings;
    }

    private boolean hasRoom(Instant now) {
        if (slotsByClient.size() < mostClients) {
            return true;
        }
        Instant longAgo = now.minus(GIVES_ITS_PLACE);
        Optional<String> silent = slotsByClient.entrySet().stream()
                .filter(entry -> entry.getValue().newest().isBefore(longAgo))
                .map(Map.Entry::getKey)
                .findFirst();
        silent.ifPresent(this::forget);
        return silent.isPresent();
    }

    /// Nothing is known any more until something is heard again: the router went, or our way to it.
    public void interrupt() {
        slotsByClient.values().forEach(Slots::interrupt);
    }

    /// The clock was set by so much.
    public void clockSet(Duration by) {
        slotsByClient.values().forEach(slots -> slots.clockSet(by));
        courses.values().forEach(course -> course.alarmedAt = course.alarmedAt.map(at -> at.plus(by)));
    }

    public void forget(String client) {
        Slots slots = slotsByClient.remove(client);
        if (slots != null) {
            slots.streams().forEach(courses::remove);
        }
    }

    /// When the traffic of this client was last rare, told already or not.
    public Optional<Instant> alarmingAt(String client) {
        return Optional.ofNullable(slotsByClient.get(client)).stream()
                .flatMap(slots -> slots.streams().stream())
                .flatMap(stream -> Optional.ofNullable(courses.get(stream)).stream())
                .flatMap(course -> course.alarmedAt.stream())
                .max(Comparator.naturalOrder());
    }

    /// How many streams can alarm: these share the budget.
    public int readyStreams(Instant now) {
        return (int) courses.values().stream()
                .filter(course -> course.judge.readiness(now).isReady())
                .count();
    }

    /// What was learned of a client, to be given to [#restore] later; empty where nothing was.
    public Optional<byte[]> state(String client) {
        Slots slots = slotsByClient.get(client);
        if (slots == null) {
            return Optional.empty();
        }
        List<ByteBuffer> parts = slots.streams().stream().map(this::part).toList();
        ByteBuffer body = ByteBuffer.allocate(
                Long.BYTES + parts.stream().mapToInt(ByteBuffer::remaining).sum());
        body.putLong(slots.newest().getEpochSecond());
        parts.forEach(body::put);
        return Optional.of(ENVELOPE.sealed(body.flip()));
    }

    private ByteBuffer part(StreamId stream) {
        Course course = courses.get(stream);
        byte[] state = course != null && course.judge instanceof Scorer scorer ? scorer.state() : new byte[0];
        long alarmed = course == null
                ? NEVER
                : course.alarmedAt.map(Instant::getEpochSecond).orElse(NEVER);
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + state.length)
                .putLong(alarmed)
                .putInt(state.length)
                .put(state)
                .flip();
    }

    /// Goes on from what was learned of a client, where there is room for it or one who was silent for longer gives its
    /// place; what is wrong with it, where it cannot be used and is learned anew.
    public List<Problem> restore(String client, byte[] state, Restorer restorer) {
        String name = "client/" + Text.shortened(client);
        return switch (ENVELOPE.opened(name, state)) {
            case Envelope.Opened.Refused(Problem problem) -> List.of(problem);
            case Envelope.Opened.Whole(ByteBuffer body) -> {
                try {
                    Instant heard = Instant.ofEpochSecond(body.getLong());
                    yield makesRoom(client, heard) ? load(client, heard, body, restorer) : List.of();
                } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException wrong) {
                    forget(client);
                    yield List.of(new Problem(name, "what was learned of a client", wrong.toString()));
                }
            }
        };
    }

    private boolean makesRoom(String client, Instant heard) {
        if (slotsByClient.size() < mostClients || slotsByClient.containsKey(client)) {
            return true;
        }
        Optional<String> silent = slotsByClient.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().newest()))
                .filter(entry -> entry.getValue().newest().isBefore(heard))
                .map(Map.Entry::getKey);
        silent.ifPresent(this::forget);
        return silent.isPresent();
    }

    private List<Problem> load(String client, Instant heard, ByteBuffer body, Restorer restorer) {
        List<Problem> problems = new ArrayList<>();
        Slots slots = new Slots(client, surroundings);
        slots.goOn(heard);
        slotsByClient.put(client, slots);
        for (StreamId stream : slots.streams()) {
            long alarmed = body.getLong();
            int length = body.getInt();
            if (length < 0 || length > body.remaining()) {
                throw new IllegalArgumentException(
                        "a length of " + length + " with " + body.remaining() + " bytes left");
            }
            byte[] judge = new byte[length];
            body.get(judge);
            if (length > 0) {
                switch (restorer.restored(judge, stream, Slots.SLOT)) {
                    case Restored.Damaged(Problem problem) -> problems.add(problem);
                    case Restored.Whole(Scorer whole) -> {
                        Course course = new Course(whole);
                        course.alarmedAt =
                                alarmed == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(alarmed));
                        courses.put(stream, course);
                    }
                }
            }
        }
        return problems;
    }

    private Optional<Finding> judge(String client, Flow flow, Tick tick) {
        Course course = courses.computeIfAbsent(tick.stream(), stream -> new Course(judges.apply(stream, Slots.SLOT)));
        int streams = slotsByClient.size() * Slots.CHANNELS.size();
        Optional<Judgement> judged = course.judge.judge(tick, share.applyAsDouble(streams));
        if (judged.isEmpty() || !judged.get().alarms()) {
            return Optional.empty();
        }
        Instant recovered = tick.start().minus(course.judge.recovery());
        boolean wasOn = course.alarmedAt.map(recovered::isBefore).orElse(false);
        course.alarmedAt = Optional.of(tick.start());
        return wasOn ? Optional.empty() : Optional.of(finding(client, flow, tick, judged.get()));
    }

    private static Finding finding(String client, Flow flow, Tick tick, Judgement judgement) {
        boolean isVolume = tick.stream().source().channel().equals(Slots.CHANNELS.getFirst());
        double value = Math.expm1(tick.value());
        double usual = Math.max(0, Math.expm1(judgement.expected().median()));
        String what = isVolume
                ? String.format(Locale.ROOT, "sent %.0f KiB out of the house (usual %.0f)", value / 1024, usual / 1024)
                : String.format(Locale.ROOT, "called %.0f machines (usual %.0f)", value, usual);
        return new Finding(
                flow.last(),
                client,
                Kind.UNUSUAL_TRAFFIC,
                Severity.MEDIUM,
                List.of(
                        new Fact.Word("slot", tick.start().toString()),
                        new Fact.Count("slot_seconds", Slots.SLOT.toSeconds()),
                        new Fact.Count(isVolume ? "sent_bytes" : "peers", Math.rint(value)),
                        new Fact.Count(isVolume ? "usual_bytes" : "usual_peers", Math.rint(usual)),
                        new Fact.Count("p_value", judgement.tailProbability())),
                "In ten minutes it " + what + ", which is rare for this client at this hour.");
    }

    /// How many clients are learned.
    public int clients() {
        return slotsByClient.size();
    }
}
