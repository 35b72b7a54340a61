package dev.domovoi.score.flow;

import dev.domovoi.score.Envelope;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Surroundings;
import dev.domovoi.signal.Text;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Watches all clients of a home. Flows go in in the order of their time, what is worth knowing comes out; belongs to
/// one thread.
///
/// Memory: at most `mostClients` clients of at most about 90 KiB each, 10 in ordinary use; of more, those that were
/// silent longest are forgotten. Beyond [#MOST_NAMES] names no client is called new any more.
public final class Watch {
    /// Clients that are watched at a time unless told otherwise.
    public static final int USUAL_CLIENTS = 1000;

    static final int MOST_NAMES = 8192;

    private static final Envelope ENVELOPE = new Envelope(0x44_43_4C_49, 1, "what is known of a client");

    private final Surroundings surroundings;
    private final NewestOfMany<String, ClientWatch> clients;
    private final NewestOfMany<String, Long> sinceByName = new NewestOfMany<>(MOST_NAMES);

    public Watch(Surroundings surroundings, int mostClients) {
        this.surroundings = surroundings;
        this.clients = new NewestOfMany<>(mostClients);
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
        boolean isNew = !sinceByName.knows(name) && sinceByName.size() < MOST_NAMES;
        sinceByName.of(name, _ -> flow.last().getEpochSecond());
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

    /// When it was first seen; empty for who was never seen, or was forgotten.
    public Optional<Instant> knownSince(String client) {
        return sinceByName.known(client).map(Instant::ofEpochSecond);
    }

    /// When something of it was last seen that is worth a look, told already or not.
    public Optional<Instant> alarmingAt(String client) {
        return clients.known(client).flatMap(ClientWatch::alarmingAt);
    }

    /// What is known of the clients that are asked for, each by its name, to be given to [#restore] later; at most
    /// 12 KiB each. One after the other: all at once would be megabytes that nobody needs.
    public void states(Predicate<String> asked, BiConsumer<String, byte[]> taker) {
        clients.forEach((name, client) -> {
            if (asked.test(name)) {
                taker.accept(name, ENVELOPE.sealed(saved(name, client).written()));
            }
        });
    }

    private Memory saved(String name, ClientWatch client) {
        Memory memory = Memory.empty();
        memory.put(sinceByName.known(name).orElse(Long.MAX_VALUE));
        client.save(memory);
        return memory;
    }

    /// Goes on from what was known of a client; where that cannot be used, what is wrong with it, and nothing is
    /// known of the client.
    public Optional<Problem> restore(String client, byte[] state) {
        return switch (ENVELOPE.opened("client/" + Text.shortened(client), state)) {
            case Envelope.Opened.Refused(Problem problem) -> Optional.of(problem);
            case Envelope.Opened.Whole(ByteBuffer body) -> {
                try {
                    load(client, Memory.of(body, 0));
                    yield Optional.empty();
                } catch (BufferUnderflowException | IllegalArgumentException wrong) {
                    yield Optional.of(
                            new Problem("client/" + Text.shortened(client), "what is known of a client", "" + wrong));
                }
            }
        };
    }

    private void load(String name, Memory memory) {
        long since = memory.second();
        ClientWatch restored = new ClientWatch(surroundings);
        restored.load(memory);
        memory.end();
        clients.forget(name);
        clients.of(name, _ -> restored);
        sinceByName.forget(name);
        sinceByName.of(name, _ -> since);
    }

    /// The clock was set by so much: what was learned moves along, what looks back over minutes begins anew.
    public void clockSet(Duration by) {
        for (String name : names()) { // one after the other, each goes to the end: their order stays
            clients.known(name)
                    .ifPresent(client ->
                            load(name, Memory.of(saved(name, client).written(), by.toSeconds())));
        }
    }

    /// Nothing is known of it any more; whether anything was.
    public boolean forget(String client) {
        boolean wasKnown = sinceByName.knows(client);
        clients.forget(client);
        sinceByName.forget(client);
        return wasKnown;
    }

    /// The clients that are watched, the one that was silent longest first.
    public List<String> names() {
        List<String> names = new ArrayList<>(clients.size());
        clients.forEach((name, _) -> names.add(name));
        return names;
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
