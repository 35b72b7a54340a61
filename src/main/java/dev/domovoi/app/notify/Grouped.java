package dev.domovoi.app.notify;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Upstream;
import dev.domovoi.signal.DeviceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Keeps back the notices of incidents that belong to one upstream, which is told: a plug and what hangs on it are one
/// piece of news. Belongs to one thread.
final class Grouped {
    private final Function<DeviceId, List<String>> feeders;

    /// The incidents that are open and were not told of, no more than there can be open.
    private final Set<String> untold = new HashSet<>();

    /// `feeders` are the names of what feeds a device.
    Grouped(Function<DeviceId, List<String>> feeders) {
        this.feeders = feeders;
    }

    /// Whether somebody is to be told of it. What gets worse, or asks something, is told, and from then
    /// on all of it.
    boolean isTold(Notice notice, HomeState after) {
        return switch (notice.event()) {
            case OPENED -> !isKeptBack(notice, after);
            case CHANGED, ASKED -> {
                untold.remove(notice.incident());
                yield true;
            }
            case RESOLVED -> !untold.remove(notice.incident());
            case STILL -> !untold.contains(notice.incident());
        };
    }

    private boolean isKeptBack(Notice notice, HomeState after) {
        return after.incidents().stream()
                .filter(incident -> incident.id().equals(notice.incident()))
                .anyMatch(incident -> belongs(incident, after) && untold.add(incident.id()));
    }

    private boolean belongs(Incident incident, HomeState state) {
        return Upstream.of(state, incident, feeders.apply(incident.device())).isPresent();
    }

    /// Those that were kept back and stand alone now: the one upstream is over, and they are not.
    List<Incident> alone(HomeState state) {
        List<Incident> alone = state.incidents().stream()
                .filter(incident -> untold.contains(incident.id()) && !belongs(incident, state))
                .toList();
        alone.forEach(incident -> untold.remove(incident.id()));
        return alone;
    }
}
