package dev.domovoi.score.flow;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.util.ArrayList;
import java.util.List;

/// Watches all clients of a home. Flows go in in the order of their time, what is worth knowing comes out; belongs to
/// one thread.
///
/// Memory: at most `mostClients` clients of at most about 90 KiB each, 20 in ordinary use; of more, those that were
/// silent longest are forgotten. Beyond [#MOST_NAMES] names no client is called new any more.
public final class Watch {
    /// Clients that are watched at a time unless told otherwise.
    public static final int USUAL_CLIENTS = 1000;

    static final int MOST_NAMES = 8192;

    private final Surroundings surroundings;
    private final Newest<String, ClientWatch> clients;
    private final Newest<String, Boolean> names = new Newest<>(MOST_NAMES);

    public Watch(Surroundings surroundings, int mostClients) {
        this.surroundings = surroundings;
        this.clients = new Newest<>(mostClients);
    }

    /// What this flow gives to tell.
    public List<Finding> judge(Flow flow) {
        return see(flow, false);
    }

    /// Takes this flow as normal: nothing that it shows is told, now or for a while after.
    public void learn(Flow flow) {
        see(flow, true);
    }

    private List<Finding> see(Flow flow, boolean isNormal) {
        if (!flow.client().address().isOfOne()) {
            return List.of();
        }
        String name = flow.client().name();
        boolean isNew = !names.knows(name) && names.size() < MOST_NAMES;
        names.of(name, _ -> true);
        List<Finding> findings =
                clients.of(name, _ -> new ClientWatch(surroundings)).see(flow, isNormal);
        if (!isNew || isNormal || flow.client().address().isLinkLocal()) {
            return findings;
        }
        List<Finding> all = new ArrayList<>(findings.size() + 1);
        all.add(newcomer(flow));
        all.addAll(findings);
        return all;
    }

    private static Finding newcomer(Flow flow) {
        return new Finding(
                flow.last(),
                flow.client().name(),
                Kind.NEW_CLIENT,
                Severity.LOW,
                List.of(new Fact.Word("address", flow.client().address().toString())),
                "This client was never seen on the network before.");
    }

    /// How many clients are watched.
    public int clients() {
        return clients.size();
    }

    /// How many clients were forgotten to make room for others.
    public long forgottenClients() {
        return clients.forgotten();
    }
}
