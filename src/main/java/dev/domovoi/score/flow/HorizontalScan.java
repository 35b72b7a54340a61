package dev.domovoi.score.flow;

import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Service;
import java.util.List;
import java.util.Optional;

/// One service tried on many machines of which most are not there.
///
/// Only machines that do not answer count: who looks for victims does not know where they are, who has an address
/// has it from somebody. Services that programs use everywhere, and UDP as between peers, need more of them,
/// because a line that is down leaves those unanswered as well.
final class HorizontalScan implements Behaviour {
    static final int MACHINES = 10;
    static final int MACHINES_EVERYWHERE = 40;

    /// So many times the least is high.
    static final int MANY = 2;

    private static final int WINDOW_SECONDS = 600;
    private static final int MOST_SERVICES = 32;

    private final Newest<Service, RecentlySeen> silentByService = new Newest<>(MOST_SERVICES);

    @Override
    public Optional<Sighting> see(Flow flow) {
        boolean isPing = flow.service().proto().startsWith("icmp");
        if (flow.isInbound()
                || !flow.peer().isOfOne()
                || (!isPing && flow.service().port() == 0)) {
            return Optional.empty();
        }
        Service service = isPing ? new Service("icmp", 0) : flow.service();
        int least = least(service);
        long machine = flow.peer().high() * 31 + flow.peer().low();
        if (flow.isAnswered()) {
            silentByService.known(service).ifPresent(silent -> silent.remove(machine));
            return Optional.empty();
        }
        if (flow.connections().unanswered() == 0) {
            return Optional.empty();
        }
        RecentlySeen silent = silentByService.of(service, _ -> new RecentlySeen(WINDOW_SECONDS, MANY * least));
        long second = flow.last().getEpochSecond();
        silent.add(machine, second);
        int count = silent.count(second);
        return count < least ? Optional.empty() : Optional.of(sighting(service, count, count == MANY * least));
    }

    private static int least(Service service) {
        return Services.of(service).isEverywhere() || service.isUdp() ? MACHINES_EVERYWHERE : MACHINES;
    }

    private static Sighting sighting(Service service, int machines, boolean isLimit) {
        String number = (isLimit ? "at least " : "") + machines;
        return new Sighting(
                Kind.HORIZONTAL_SCAN,
                "",
                isLimit ? Severity.HIGH : Severity.MEDIUM,
                List.of(
                        new Fact.Word("service", service.toString()),
                        new Fact.Count("machines_without_answer", machines),
                        new Fact.Count("window_seconds", WINDOW_SECONDS)),
                "It called " + number + " machines on " + service
                        + " within ten minutes that did not answer: it is looking for machines that have this service.");
    }
}
