package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Surroundings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One machine on the internet called again and again by the clock, each time with about as much to say.
///
/// Plenty of good software does so, over the services made for it and every few minutes; that is worth knowing, no
/// more. Worth a look is a clock of at most half a minute (whoever means it well keeps a connection open then), a
/// service that has no name, or a machine that never answers and is called all the same. Where bytes are not counted,
/// regular times alone are no more than worth knowing.
final class Beacon implements Behaviour {
    static final double QUICK_SECONDS = 30;
    static final double LONGEST_SECONDS = 900;
    static final double LEAST_SPAN_SECONDS = 300;

    /// The logarithm of the bytes sent a contact may spread this much; between half and double it is 0.7.
    static final double MOST_SPREAD = 0.7;

    private static final int MOST_TARGETS = 48;

    private final Surroundings surroundings;
    private final Newest<Target, Contact> contacts = new Newest<>(MOST_TARGETS);

    Beacon(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Target(Address peer, Service service) {}

    /// Most machines are called a few times only: there is no rhythm in so few calls, nor a table for it.
    private static final class Contact {
        private static final int FEW = 4;
        private static final int BEGUN_BITS = 20;
        private static final int MOST_BEGUN = (1 << BEGUN_BITS) - 1;
        private static final long[] NONE = {};

        private final Spread size = new Spread();
        private Optional<Rhythm> rhythm = Optional.empty();
        private long[] early = NONE;
        private boolean hasAnswered;
        private boolean hasEnded;

        Optional<Rhythm> called(int begun, long millis) {
            if (rhythm.isEmpty() && early.length < FEW) {
                early = Arrays.copyOf(early, early.length + 1);
                early[early.length - 1] = millis << BEGUN_BITS | Math.min(begun, MOST_BEGUN);
                return Optional.empty();
            }
            if (rhythm.isEmpty()) {
                Rhythm made = new Rhythm();
                for (long call : early) {
                    made.add((int) call & MOST_BEGUN, (call >> BEGUN_BITS) / 1000.0);
                }
                rhythm = Optional.of(made);
                early = NONE;
            }
            rhythm.get().add(begun, millis / 1000.0);
            return rhythm;
        }
    }

    @Override
    public Optional<Sighting> see(Flow flow) {
        boolean isTold = flow.isInbound()
                || Services.of(flow.service()).isRegular()
                || flow.service().port() == 0;
        if (isTold || !flow.peer().isOfOne() || !surroundings.isOutside(flow.peer())) {
            return Optional.empty();
        }
        Contact contact = contacts.of(new Target(flow.peer(), flow.service()), _ -> new Contact());
        int begun = flow.connections().begun();
        if (flow.isValid()) {
            contact.size.add(begun, flow.traffic().sentBytes());
        }
        contact.hasAnswered |= flow.traffic().receivedBytes() > 0 || flow.isAnswered();
        contact.hasEnded |= flow.traffic().sentBytes() > 0;
        if (begun == 0) {
            return Optional.empty();
        }
        return contact.called(begun, flow.last().toEpochMilli())
                .filter(rhythm -> rhythm.spanSeconds() >= LEAST_SPAN_SECONDS
                        && rhythm.periodSeconds() <= LONGEST_SECONDS
                        && contact.size.of() <= MOST_SPREAD
                        && rhythm.isRegular())
                .map(rhythm -> sighting(flow, contact, rhythm));
    }

    private static Sighting sighting(Flow flow, Contact contact, Rhythm rhythm) {
        boolean isQuick = rhythm.periodSeconds() <= QUICK_SECONDS;
        boolean isMute = contact.hasEnded && !contact.hasAnswered;
        boolean isNameless = !Services.of(flow.service()).isEverywhere();
        boolean isSuspect = contact.size.isKnown() && (isQuick || isMute || isNameless);
        String reason = isMute ? ", though it never answers" : isNameless ? ", over a service without a name" : "";
        return new Sighting(
                Kind.BEACON,
                flow.peer() + " " + flow.service(),
                isSuspect ? Severity.MEDIUM : Severity.LOW,
                List.of(
                        new Fact.Word("peer", flow.peer().toString()),
                        new Fact.Word("service", flow.service().toString()),
                        new Fact.Count("contacts", rhythm.contacts()),
                        new Fact.Count("period_seconds", Math.round(rhythm.periodSeconds() * 10) / 10.0),
                        new Fact.Count("span_seconds", Math.round(rhythm.spanSeconds()))),
                String.format(
                        Locale.ROOT,
                        "It calls %s on %s by the clock, every %.0f seconds, %d times in %.0f minutes%s.",
                        flow.peer(),
                        flow.service(),
                        Math.max(1, rhythm.periodSeconds()),
                        rhythm.contacts(),
                        rhythm.spanSeconds() / 60,
                        reason));
    }
}
