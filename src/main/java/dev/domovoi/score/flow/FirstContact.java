package dev.domovoi.score.flow;

import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A kind of service, at home or outside, that this client never used before, once its first day is over.
final class FirstContact implements Behaviour {
    private static final long FIRST_DAY_SECONDS = 86_400;

    private final Surroundings surroundings;
    private final Set<Services> knownAtHome = EnumSet.noneOf(Services.class);
    private final Set<Services> knownOutside = EnumSet.noneOf(Services.class);
    private long begin = Long.MAX_VALUE;

    FirstContact(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Optional<Sighting> see(Flow flow) {
        if (flow.isInbound() || !flow.peer().isOfOne()) {
            return Optional.empty();
        }
        long second = flow.last().getEpochSecond();
        begin = Math.min(begin, second);
        boolean isOutside = surroundings.isOutside(flow.peer());
        Services purpose = Services.of(flow.service());
        boolean isNew = (isOutside ? knownOutside : knownAtHome).add(purpose);
        return isNew && second - begin >= FIRST_DAY_SECONDS
                ? Optional.of(sighting(flow, purpose, isOutside ? "on the internet" : "at home"))
                : Optional.empty();
    }

    @Override
    public void save(Memory out) {
        out.put(begin);
        for (Set<Services> known : List.of(knownAtHome, knownOutside)) {
            out.put(known.size());
            known.forEach(purpose -> out.put(purpose.name()));
        }
    }

    @Override
    public void load(Memory in) {
        begin = in.second();
        for (Set<Services> known : List.of(knownAtHome, knownOutside)) {
            int count = in.count(Services.values().length);
            for (int i = 0; i < count; i++) {
                known.add(Services.valueOf(in.word()));
            }
        }
    }

    private static Sighting sighting(Flow flow, Services purpose, String where) {
        return new Sighting(
                Kind.FIRST_CONTACT,
                purpose + where,
                Severity.LOW,
                List.of(
                        new Fact.Word("peer", flow.peer().toString()),
                        new Fact.Word("service", flow.service().toString())),
                "For the first time it called a machine " + where + " for " + purpose.words() + ": " + flow.peer()
                        + " on " + flow.service() + ".");
    }
}
