package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.util.List;
import java.util.Optional;

/// Several machines of the home called within an hour, for the first time, on services that give power over them.
///
/// Only what crosses the router is visible: between VLANs, not between two machines on one switch.
final class LateralMovement implements Behaviour {
    static final int MACHINES = 4;
    static final int MANY_MACHINES = 10;

    private static final int WINDOW_SECONDS = 3600;
    private static final int MOST_ACQUAINTANCES = 64;

    private final Surroundings surroundings;
    private final Newest<Address, Long> firstSeen = new Newest<>(MOST_ACQUAINTANCES);
    private final RecentlySeen strangers = new RecentlySeen(WINDOW_SECONDS, MANY_MACHINES);

    LateralMovement(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Optional<Sighting> see(Flow flow) {
        Services purpose = Services.of(flow.service());
        boolean isHere = flow.peer().isOfOne() && surroundings.isHome(flow.peer());
        if (flow.isInbound() || !flow.service().isTcp() || !isHere || !purpose.givesPower()) {
            return Optional.empty();
        }
        long second = flow.last().getEpochSecond();
        if (second - firstSeen.of(flow.peer(), _ -> second) >= WINDOW_SECONDS) {
            return Optional.empty();
        }
        strangers.add(flow.peer().high() * 31 + flow.peer().low(), second);
        int count = strangers.count(second);
        return count < MACHINES ? Optional.empty() : Optional.of(sighting(flow, count));
    }

    @Override
    public void save(Memory out) {
        out.put(firstSeen.size());
        firstSeen.forEach((machine, second) -> {
            out.put(machine);
            out.put(second);
        });
    }

    @Override
    public void load(Memory in) {
        int count = in.count(MOST_ACQUAINTANCES);
        for (int i = 0; i < count; i++) {
            Address machine = in.address();
            long second = in.second();
            firstSeen.of(machine, _ -> second);
        }
    }

    private static Sighting sighting(Flow flow, int machines) {
        boolean isLimit = machines == MANY_MACHINES;
        return new Sighting(
                Kind.LATERAL_MOVEMENT,
                "",
                isLimit ? Severity.HIGH : Severity.MEDIUM,
                List.of(
                        new Fact.Count("machines", machines),
                        new Fact.Word("newest_peer", flow.peer().toString()),
                        new Fact.Word("newest_service", flow.service().toString()),
                        new Fact.Count("window_seconds", WINDOW_SECONDS)),
                "Within an hour it called " + (isLimit ? "at least " : "") + machines
                        + " machines of the home, for the first time, on services for logging in, files or data.");
    }
}
