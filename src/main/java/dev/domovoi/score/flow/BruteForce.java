package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Service;
import java.util.List;
import java.util.Optional;

/// Many short connections to one service of one machine, as when passwords are tried.
///
/// People and programs log in once and stay. Services that are called anew for everything (the web, names, messages)
/// are left to [Beacon], which asks for regularity too. Where logging in gives power, fewer over a longer time count as
/// well.
final class BruteForce implements Behaviour {
    static final int ATTEMPTS = 30;
    static final int MANY_ATTEMPTS = 200;
    static final int SLOW_ATTEMPTS = 60;

    private static final int WINDOW_SECONDS = 120;
    private static final int SLOW_WINDOW_SECONDS = 900;
    private static final long MOST_BYTES_AN_ATTEMPT = 64 << 10;
    private static final int MOST_TARGETS = 16;

    private final Newest<Target, Attempts> attemptsByTarget = new Newest<>(MOST_TARGETS);

    private record Target(Address peer, Service service) {}

    private static final class Attempts {
        private final RecentCount fast = new RecentCount(WINDOW_SECONDS);
        private final RecentCount bytes = new RecentCount(WINDOW_SECONDS);

        /// Where logging in gives power.
        private final Optional<RecentCount> slow;

        Attempts(boolean givesPower) {
            this.slow = givesPower ? Optional.of(new RecentCount(SLOW_WINDOW_SECONDS)) : Optional.empty();
        }
    }

    @Override
    public Optional<Sighting> see(Flow flow) {
        Services purpose = Services.of(flow.service());
        if (flow.isInbound()
                || !flow.service().isTcp()
                || purpose.isEverywhere()
                || flow.service().port() == 0) {
            return Optional.empty();
        }
        Attempts attempts =
                attemptsByTarget.of(new Target(flow.peer(), flow.service()), _ -> new Attempts(purpose.givesPower()));
        long second = flow.last().getEpochSecond();
        int begun = flow.connections().begun();
        long fast = attempts.fast.add(begun, second);
        long slow = attempts.slow.map(count -> count.add(begun, second)).orElse(0L);
        long bytes = attempts.bytes.add(flow.traffic().sentBytes(), second);
        if (begun == 0 || bytes > fast * MOST_BYTES_AN_ATTEMPT) {
            return Optional.empty();
        }
        if (fast >= ATTEMPTS) {
            return Optional.of(sighting(flow, fast, WINDOW_SECONDS, fast >= MANY_ATTEMPTS));
        }
        return slow >= SLOW_ATTEMPTS ? Optional.of(sighting(flow, slow, SLOW_WINDOW_SECONDS, false)) : Optional.empty();
    }

    private static Sighting sighting(Flow flow, long attempts, int windowSeconds, boolean isHigh) {
        return new Sighting(
                Kind.BRUTE_FORCE,
                flow.peer() + " " + flow.service(),
                isHigh ? Severity.HIGH : Severity.MEDIUM,
                List.of(
                        new Fact.Word("peer", flow.peer().toString()),
                        new Fact.Word("service", flow.service().toString()),
                        new Fact.Count("connections", attempts),
                        new Fact.Count("window_seconds", windowSeconds)),
                "It began " + attempts + " connections to " + flow.service() + " of " + flow.peer() + " within "
                        + windowSeconds / 60 + " minutes: so it looks when passwords are tried.");
    }
}
