package dev.domovoi.app.router;

import dev.domovoi.app.router.NetworkView.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How much each client moves: a few of them, those that move most, are counted by themselves, all others together.
///
/// All counts only grow. A client that outgrows one of the few takes its place; what it moved before stays with the
/// others, and what the other one moves from then on goes there too.
final class ClientVolumes {
    /// Clients that are counted by themselves.
    static final int MOST_SHOWN = 20;

    static final String OTHER = "other";

    /// Between two reports; so a count of 63 bits lasts for years, whatever is forged.
    static final long MOST_BYTES = 1L << 40;

    private static final int MOST_CLIENTS = 1000;
    private static final double FADING_A_MINUTE = Math.pow(0.5, 1.0 / 60);

    /// So many times as much it must have moved of late to take a place.
    private static final double TIMES = 2;

    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long otherSent;
    private long otherReceived;
    private int shown;

    /// One client. Of the minute before, nothing is known while the first one lasts.
    static final class Entry {
        private boolean isShown;
        private long shownSent;
        private long shownReceived;
        private double recent;
        private long sent;
        private long received;
        private long sentBefore;
        private long receivedBefore;

        long sentPerMinute() {
            return sentBefore;
        }

        long receivedPerMinute() {
            return receivedBefore;
        }
    }

    /// Nobody moves more than [#MOST_BYTES] at once: what says so is a mistake or forged.
    void add(String client, long saidSent, long saidReceived) {
        long sent = Math.min(saidSent, MOST_BYTES);
        long received = Math.min(saidReceived, MOST_BYTES);
        Entry entry = entries.computeIfAbsent(client, added -> new Entry());
        entry.sent += sent;
        entry.received += received;
        entry.recent += (double) sent + received;
        if (!entry.isShown && shown < MOST_SHOWN && sent + received > 0) {
            entry.isShown = true;
            shown++;
        }
        if (entry.isShown) {
            entry.shownSent += sent;
            entry.shownReceived += received;
        } else {
            otherSent += sent;
            otherReceived += received;
        }
        if (entries.size() > MOST_CLIENTS) {
            forget(entries.keySet().iterator().next());
        }
    }

    /// A minute has passed.
    void minute() {
        for (Entry entry : entries.values()) {
            entry.recent *= FADING_A_MINUTE;
            entry.sentBefore = entry.sent;
            entry.receivedBefore = entry.received;
            entry.sent = 0;
            entry.received = 0;
        }
        Comparator<Entry> byRecent = Comparator.comparingDouble(entry -> entry.recent);
        Optional<Entry> least =
                entries.values().stream().filter(entry -> entry.isShown).min(byRecent);
        Optional<Entry> most =
                entries.values().stream().filter(entry -> !entry.isShown).max(byRecent);
        if (shown == MOST_SHOWN && most.isPresent() && most.get().recent > TIMES * least.orElseThrow().recent) {
            least.orElseThrow().isShown = false;
            most.get().isShown = true;
        }
    }

    void forget(String client) {
        Entry gone = entries.remove(client);
        if (gone != null && gone.isShown) {
            shown--;
        }
    }

    Optional<Entry> of(String client) {
        return Optional.ofNullable(entries.get(client));
    }

    /// Those that are counted by themselves by name, then the others.
    List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        entries.forEach((client, entry) -> {
            if (entry.isShown) {
                volumes.add(new Volume(client, entry.shownSent, entry.shownReceived));
            }
        });
        volumes.sort(Comparator.comparing(Volume::client));
        volumes.add(new Volume(OTHER, otherSent, otherReceived));
        return volumes;
    }
}
