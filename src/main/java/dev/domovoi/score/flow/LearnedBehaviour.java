package dev.domovoi.score.flow;

import dev.domovoi.score.Judge;
import dev.domovoi.score.Judgement;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Surroundings;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What is rare for a client without having a name: its slots of traffic are judged by the same scorers as any other
/// stream, each slot before it is learned from, and all of them share one budget of alarms.
///
/// The first [#mostClients] clients are learned; a judge may hold some hundred KiB. Belongs to one thread.
public final class LearnedBehaviour {
    /// Clients that are learned unless told otherwise.
    public static final int USUAL_CLIENTS = 24;

    private final Surroundings surroundings;
    private final BiFunction<StreamId, Duration, Judge> judges;
    private final double alarmsPerWeek;
    private final int mostClients;
    private final Map<String, Slots> slotsByClient = new LinkedHashMap<>();
    private final Map<StreamId, Course> courses = new HashMap<>();

    private static final class Course {
        private final Judge judge;
        private Optional<Instant> alarmedAt = Optional.empty();

        Course(Judge judge) {
            this.judge = judge;
        }
    }

    /// `judges` makes the judge of a stream with that spacing; the budget is for all clients together.
    public LearnedBehaviour(
            Surroundings surroundings,
            BiFunction<StreamId, Duration, Judge> judges,
            double alarmsPerWeek,
            int mostClients) {
        this.surroundings = surroundings;
        this.judges = judges;
        this.alarmsPerWeek = alarmsPerWeek;
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
        boolean isLearned = slotsByClient.containsKey(client) || slotsByClient.size() < mostClients;
        if (!isLearned
                || !flow.client().address().isOfOne()
                || flow.client().address().isLinkLocal()) {
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

    private Optional<Finding> judge(String client, Flow flow, Tick tick) {
        Course course = courses.computeIfAbsent(tick.stream(), stream -> new Course(judges.apply(stream, Slots.SLOT)));
        int streams = slotsByClient.size() * Slots.CHANNELS.size();
        Optional<Judgement> judged = course.judge.judge(tick, alarmsPerWeek / streams);
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
