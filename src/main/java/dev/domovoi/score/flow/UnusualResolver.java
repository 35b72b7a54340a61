package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.util.List;
import java.util.Optional;

/// Names asked of a machine on the internet that this client never asked before, once it is settled whom it asks.
///
/// Some devices have a second resolver built in, so it is worth knowing and no more. Names asked over HTTPS look
/// like the web.
final class UnusualResolver implements Behaviour {
    static final int ASKED_NEEDED = 50;
    static final long SECONDS_NEEDED = 3600;

    private static final int MOST_RESOLVERS = 16;

    private final Surroundings surroundings;
    private final Newest<Address, Boolean> resolvers = new Newest<>(MOST_RESOLVERS);
    private long begin = Long.MAX_VALUE;
    private long asked;

    UnusualResolver(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Optional<Sighting> see(Flow flow) {
        boolean isQuestion = Services.of(flow.service()) == Services.NAMES
                && flow.connections().begun() > 0;
        if (flow.isInbound() || !isQuestion || !flow.peer().isOfOne()) {
            return Optional.empty();
        }
        long second = flow.last().getEpochSecond();
        begin = Math.min(begin, second);
        boolean isSettled = asked >= ASKED_NEEDED && second - begin >= SECONDS_NEEDED;
        asked += flow.connections().begun();
        boolean isNew = !resolvers.knows(flow.peer());
        resolvers.of(flow.peer(), _ -> true);
        return isNew && isSettled && surroundings.isOutside(flow.peer())
                ? Optional.of(sighting(flow))
                : Optional.empty();
    }

    @Override
    public void save(Memory out) {
        out.put(begin);
        out.put(asked);
        out.put(resolvers.size());
        resolvers.forEach((resolver, _) -> out.put(resolver));
    }

    @Override
    public void load(Memory in) {
        begin = in.second();
        asked = in.number();
        int count = in.count(MOST_RESOLVERS);
        for (int i = 0; i < count; i++) {
            resolvers.of(in.address(), _ -> true);
        }
    }

    private static Sighting sighting(Flow flow) {
        return new Sighting(
                Kind.UNUSUAL_RESOLVER,
                flow.peer().toString(),
                Severity.LOW,
                List.of(
                        new Fact.Word("peer", flow.peer().toString()),
                        new Fact.Word("service", flow.service().toString())),
                "It asks " + flow.peer()
                        + " for names, which it never did before: it may want to get past the home's own"
                        + " resolver.");
    }
}
