package dev.domovoi.decide;

import dev.domovoi.decide.Evidence.Fact;
import java.util.List;
import java.util.Optional;

/// Which incident another one belongs to, because the thing it is about hangs on a plug that has one itself.
public final class Upstream {
    private Upstream() {}

    /// The oldest open incident, a warning or worse that nobody called false, at something that feeds it; `fedBy` are
    /// the names of those. Only a warning belongs to another: what is critical stands for itself, and what is only
    /// worth knowing is no harm.
    public static Optional<Incident> of(HomeState state, Incident incident, List<String> fedBy) {
        if (incident.severity() != Severity.WARNING || fedBy.isEmpty()) {
            return Optional.empty();
        }
        return state.incidents().stream()
                .filter(open -> open.severity() != Severity.INFO
                        && !open.real().equals(Optional.of(false))
                        && fedBy.contains(open.name()))
                .findFirst();
    }

    /// The evidence with the id of the incident that this one belongs to, where there is one.
    static Evidence told(Evidence evidence, HomeState state, Incident incident, DeviceView device) {
        return of(state, incident, device.supply().fedBy())
                .map(above -> evidence.with("part_of", new Fact.Word(above.id())))
                .orElse(evidence);
    }
}
