package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Event.ClientSeen;
import dev.domovoi.decide.Event.Found;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rule that makes incidents of what clients of the network did: a burst of findings about one client is one
/// incident, told once, when another kind of behaviour joins, and when it gets worse.
final class ClientAlarms {
    /// Every kind of such an incident begins with it; the kind of the first finding follows.
    static final String KIND = "network:";

    /// Open incidents of clients; who makes up clients by the hundred takes no place from the devices.
    static final int MOST_OPEN = HomeState.MOST_INCIDENTS / 4;

    /// The dialect of those who speak none.
    static final String DIALECT = "client";

    private ClientAlarms() {}

    /// What is only worth knowing opens nothing. During a hold nothing is heard: it is asked again after it.
    static void follow(Draft draft, Found found, Instant now) {
        Finding finding = found.finding();
        if (!finding.severity().alarms() || draft.state().hold().isOpen(now)) {
            return;
        }
        Optional<Incident> known = incident(draft.state(), new DeviceId(DIALECT, finding.client()));
        if (known.isPresent()) {
            again(draft, known.get(), found, now);
        } else if (isFull(draft.state())) {
            draft.become(draft.state().withAnUnshownAlarm());
        } else {
            opened(draft, found, now);
        }
    }

    private static boolean isFull(HomeState state) {
        return state.incidents().size() >= HomeState.MOST_INCIDENTS
                || state.incidents().stream().filter(Incident::isOfTheNetwork).count() >= MOST_OPEN;
    }

    /// Whether it goes on, or the client was watched and did nothing of the kind.
    static void seen(Draft draft, ClientSeen seen, Instant now) {
        incident(draft.state(), seen.client()).ifPresent(incident -> {
            boolean goesOn = seen.alarmingAt()
                    .filter(at -> at.isAfter(incident.lastAlarmAt()) && !at.isAfter(now))
                    .isPresent();
            draft.replace(
                    goesOn
                            ? incident.alarmed(
                                    incident.severity(),
                                    incident.why(),
                                    seen.alarmingAt().orElse(now))
                            : incident.calm(now));
        });
    }

    private static Optional<Incident> incident(HomeState state, DeviceId client) {
        return state.incidents().stream()
                .filter(incident -> incident.device().equals(client) && incident.isOfTheNetwork())
                .findFirst();
    }

    private static void opened(Draft draft, Found found, Instant now) {
        Finding finding = found.finding();
        Incident incident = new Incident(
                draft.nextIncident(),
                new DeviceId(DIALECT, finding.client()),
                found.name(),
                KIND + finding.kind().word(),
                Severity.of(finding),
                now,
                now,
                now,
                sentence(found),
                new Cut.Open(),
                Optional.empty());
        draft.add(incident);
        tell(draft, incident, found, now);
    }

    private static void again(Draft draft, Incident before, Found found, Instant now) {
        Incident incident = before.alarmed(Severity.of(found.finding()), sentence(found), now);
        draft.replace(incident);
        boolean isOther = !before.kind().equals(KIND + found.finding().kind().word());
        if (incident.severity() != before.severity() || (found.isNews() && isOther)) {
            tell(draft, incident, found, now);
        }
    }

    private static void tell(Draft draft, Incident incident, Found found, Instant now) {
        draft.decided(new Decision(
                draft.nextDecision(),
                now,
                incident.kind(),
                incident.id(),
                incident.name(),
                Verdict.ALERT,
                Optional.empty(),
                Optional.empty(),
                evidence(incident, found),
                incident.why()));
        draft.wants(new Effect.Show(incident));
    }

    private static Evidence evidence(Incident incident, Found found) {
        Finding finding = found.finding();
        SortedMap<String, Fact> facts = new TreeMap<>();
        for (Finding.Fact fact : finding.evidence()) {
            switch (fact) {
                case Finding.Fact.Count count -> facts.put(count.name(), new Fact.Amount(count.value()));
                case Finding.Fact.Word word -> facts.put(word.name(), new Fact.Word(word.value()));
            }
        }
        facts.put("client", new Fact.Word(finding.client()));
        facts.put("finding", new Fact.Word(finding.kind().word()));
        facts.put("findings", new Fact.Amount(found.findings()));
        facts.put("found_at", new Fact.Word(finding.at().toString()));
        facts.put("severity", new Fact.Word(incident.severity().word()));
        return new Evidence(facts);
    }

    private static String sentence(Found found) {
        return found.name() + ": " + found.finding().why();
    }
}
