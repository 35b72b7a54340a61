package dev.domovoi.observe.flow;

import dev.domovoi.observe.payload.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a router's health says of how well its part works: when it was said, by the router's own clock, and what is
/// wrong.
public record RouterCheckup(Optional<Instant> saidAt, Set<Complaint> complaints) {
    public RouterCheckup {
        complaints = Set.copyOf(complaints);
    }

    /// What may be wrong there.
    public enum Complaint {
        OFFLOADED,
        UNCOUNTED,
        ZEROED,
        BROKER_OPEN,
        NO_CLOCK,
        UNRESOLVED
    }

    /// Empty where it is no health.
    public static Optional<RouterCheckup> of(byte[] payload) {
        if (payload.length > RouterReader.MAX_FLOW_BYTES || !(Json.read(payload) instanceof Json.Ok(Json document))) {
            return Optional.empty();
        }
        try {
            Members members = new Members(document);
            return Optional.of(new RouterCheckup(instant(members.textOrNone("at")), complaints(members)));
        } catch (Members.Wrong wrong) {
            return Optional.empty();
        }
    }

    private static Set<Complaint> complaints(Members members) throws Members.Wrong {
        Set<Complaint> complaints = EnumSet.noneOf(Complaint.class);
        for (CounterFault fault : RouterReader.faults(members)) {
            complaints.add(
                    switch (fault) {
                        case ZEROED -> Complaint.ZEROED;
                        case OFFLOADED -> Complaint.OFFLOADED;
                        case UNCOUNTED -> Complaint.UNCOUNTED;
                    });
        }
        if (members.has("anonymous_refused") && !members.claim("anonymous_refused")) {
            complaints.add(Complaint.BROKER_OPEN);
        }
        if (members.has("clock") && !members.claim("clock")) {
            complaints.add(Complaint.NO_CLOCK);
        }
        if (members.has("unresolved") && members.claim("unresolved")) {
            complaints.add(Complaint.UNRESOLVED);
        }
        return complaints;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
