package dev.domovoi.score.flow;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Groups what was found about one client within a while: a burst of findings is one incident, told when it first
/// alarms and again when another kind of behaviour joins or it gets worse.
public final class Bursts {
    /// A client of which nothing was found for so long has a new incident with the next finding.
    public static final Duration QUIET = Duration.ofMinutes(30);

    private static final int MOST_CLIENTS = 1000;

    private final Duration quiet;
    private final NewestOfMany<String, State> states = new NewestOfMany<>(MOST_CLIENTS);

    public Bursts() {
        this(QUIET);
    }

    /// With another quiet after which the next finding begins an incident.
    public Bursts(Duration quiet) {
        this.quiet = quiet;
    }

    /// Forgets the incident of a client.
    public void forget(String client) {
        states.forget(client);
    }

    private static final class State {
        private Optional<Burst> burst = Optional.empty();
    }

    /// The incident that a finding belongs to so far, with the kinds of behaviour that alarmed in it. `isNews`: it has
    /// begun to alarm with this finding, another kind joined, or it got worse.
    public record Burst(
            String client,
            Instant begin,
            Instant newest,
            Severity worst,
            int findings,
            Set<Kind> kinds,
            boolean isNews) {
        public Burst {
            kinds = Set.copyOf(kinds);
        }
    }

    /// Takes the next finding in; findings come in the order of time.
    public Burst add(Finding finding) {
        State state = states.of(finding.client(), _ -> new State());
        Burst burst = state.burst
                .filter(open -> finding.at().isBefore(open.newest().plus(quiet)))
                .map(open -> joined(open, finding))
                .orElseGet(() -> joined(begun(finding), finding));
        state.burst = Optional.of(burst);
        return burst;
    }

    private static Burst begun(Finding finding) {
        return new Burst(finding.client(), finding.at(), finding.at(), Severity.LOW, 0, Set.of(), false);
    }

    private static Burst joined(Burst open, Finding finding) {
        boolean isWorse = finding.severity().compareTo(open.worst()) > 0;
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        kinds.addAll(open.kinds());
        boolean isNew = finding.severity().alarms() && kinds.add(finding.kind());
        return new Burst(
                open.client(),
                open.begin(),
                finding.at(),
                isWorse ? finding.severity() : open.worst(),
                open.findings() + 1,
                kinds,
                finding.severity().alarms() && (isWorse || isNew));
    }
}
