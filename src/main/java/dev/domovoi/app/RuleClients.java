package dev.domovoi.app;

import dev.domovoi.app.router.NetworkView;
import dev.domovoi.app.router.NetworkView.Client;
import dev.domovoi.decide.rule.Fact;
import dev.domovoi.decide.rule.Profile;
import dev.domovoi.decide.rule.Subject;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/// The clients of the network as rules see them. Belongs to the pipeline's thread.
///
/// Whoever came within a day of the first client ever seen was there before the watch; everybody else is unknown for a
/// week, unless declared.
final class RuleClients {
    private static final Duration FIRST_DAY = Duration.ofDays(1);
    private static final Duration NEW_FOR = Duration.ofDays(7);
    private static final Duration ONLINE = Duration.ofMinutes(10);
    private static final Duration GOOD = Duration.ofMinutes(3);

    private final Devices devices;
    private final Set<DeviceId> there = new HashSet<>();

    RuleClients(Devices devices) {
        this.devices = devices;
    }

    /// Those that are not there any more since the last time.
    List<Subject> gone(NetworkView network) {
        Set<DeviceId> now = new HashSet<>();
        network.clients().forEach(client -> now.add(client.id()));
        List<Subject> gone = there.stream()
                .filter(client -> !now.contains(client))
                .map(client -> Subject.client(client.name()))
                .toList();
        there.clear();
        there.addAll(now);
        return gone;
    }

    Profile profile(Client client) {
        String name = name(client);
        Subject subject = Subject.client(client.id().name());
        return new Profile(
                name,
                Profile.of(subject, name, Optional.empty(), Optional.empty()).names(),
                Optional.empty(),
                devices.room(client.id()),
                OptionalDouble.empty(),
                devices.isProtected(client.id()));
    }

    /// The declared name; else what the client calls itself, which proves nothing.
    String name(Client client) {
        return devices.isDeclared(client.id()) || !DeviceId.isName(client.name())
                ? devices.householdName(client.id())
                : client.name();
    }

    Stream<Fact> facts(Client client, NetworkView network, Instant now) {
        Subject subject = Subject.client(client.id().name());
        boolean isOnline = client.heardAt().isAfter(now.minus(ONLINE));
        return Stream.concat(
                Stream.of(
                        amount(subject, Term.CLIENT_KNOWN, isKnown(client, network, now) ? 1 : 0, now),
                        amount(subject, Term.CLIENT_ONLINE, isOnline ? 1 : 0, now),
                        amount(subject, Term.CLIENT_SENT, (double) client.sentBytesPerMinute(), now),
                        amount(subject, Term.CLIENT_RECEIVED, (double) client.receivedBytesPerMinute(), now)),
                client.finding().stream().map(word -> new Fact.Word(subject, Term.CLIENT_FINDING, word, now, GOOD)));
    }

    private boolean isKnown(Client client, NetworkView network, Instant now) {
        Instant first = network.clients().stream()
                .map(Client::knownSince)
                .min(Instant::compareTo)
                .orElse(now);
        return devices.isDeclared(client.id())
                || client.knownSince().isBefore(first.plus(FIRST_DAY))
                || client.knownSince().isBefore(now.minus(NEW_FOR));
    }

    private static Fact amount(Subject subject, Term term, double value, Instant now) {
        return new Fact.Amount(subject, term, Source.WHOLE, value, now, GOOD);
    }
}
