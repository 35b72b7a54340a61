package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Far more sent out of the house within an hour than this client ever did in an hour of the last week, and far more
/// than came back.
///
/// What a client usually sends differs by a thousand times between a plug and a camera, so there is no limit for all of
/// them but the least that is worth a word. A first backup or holiday video looks the same; it is one finding.
final class Exfiltration implements Behaviour {
    static final int HOURS_NEEDED = 12;
    static final long LEAST_BYTES = 64L << 20;
    static final double TIMES = 4;
    static final double MANY_TIMES = 32;
    static final double TIMES_RECEIVED = 2;

    private static final int HOURS = 168;
    private static final int FIRST_HOURS = 8;
    private static final int HOUR_SECONDS = 3600;
    private static final double MEBIBYTE = 1 << 20;

    private final Surroundings surroundings;
    private long[] hours = new long[FIRST_HOURS];
    private int hourCount;
    private long hour = Long.MIN_VALUE;
    private long sent;
    private long received;
    private Address most = Address.ofVersion4(0);
    private long lead;

    Exfiltration(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Optional<Sighting> see(Flow flow) {
        if (!flow.isValid() || !surroundings.isOutside(flow.peer())) {
            return Optional.empty();
        }
        long now = Math.floorDiv(flow.last().getEpochSecond(), (long) HOUR_SECONDS);
        if (now > hour) {
            close();
            hour = now;
        }
        sent += flow.traffic().sentBytes();
        received += flow.traffic().receivedBytes();
        vote(flow.peer(), flow.traffic().sentBytes());
        long usual = usualMost();
        boolean isFar = sent >= Math.max(LEAST_BYTES, TIMES * usual) && sent >= TIMES_RECEIVED * received;
        return hourCount >= HOURS_NEEDED && isFar ? Optional.of(sighting(usual)) : Optional.empty();
    }

    @Override
    public void save(Memory out) {
        out.put(hour == Long.MIN_VALUE ? hour : hour * HOUR_SECONDS);
        out.put(hourCount);
        for (int i = 0; i < Math.min(hourCount, HOURS); i++) {
            out.put(hours[i]);
        }
        out.put(sent);
        out.put(received);
        out.put(most);
        out.put(lead);
    }

    @Override
    public void load(Memory in) {
        long second = in.second();
        hour = second == Long.MIN_VALUE ? second : Math.floorDiv(second, (long) HOUR_SECONDS);
        hourCount = in.count(Integer.MAX_VALUE);
        makeRoom(hourCount);
        for (int i = 0; i < Math.min(hourCount, HOURS); i++) {
            hours[i] = in.number();
        }
        sent = in.number();
        received = in.number();
        most = in.address();
        lead = in.number();
    }

    /// The machine that got more than half of it is found with one candidate.
    private void vote(Address peer, long bytes) {
        if (peer.equals(most)) {
            lead += bytes;
        } else if (bytes > lead) {
            most = peer;
            lead = bytes - lead;
        } else {
            lead -= bytes;
        }
    }

    private void close() {
        if (sent + received > 0) {
            makeRoom(hourCount + 1);
            hours[hourCount++ % HOURS] = sent;
        }
        sent = 0;
        received = 0;
        lead = 0;
    }

    private void makeRoom(int count) {
        while (hours.length < Math.min(count, HOURS)) {
            hours = Arrays.copyOf(hours, Math.min(HOURS, 2 * hours.length));
        }
    }

    private long usualMost() {
        long largest = 0;
        for (int i = 0; i < Math.min(hourCount, HOURS); i++) {
            largest = Math.max(largest, hours[i]);
        }
        return largest;
    }

    private Sighting sighting(long usual) {
        return new Sighting(
                Kind.EXFILTRATION,
                "",
                sent >= MANY_TIMES * Math.max(usual, 1 << 20) ? Severity.HIGH : Severity.MEDIUM,
                List.of(
                        new Fact.Word("peer", most.toString()),
                        new Fact.Count("sent_bytes", sent),
                        new Fact.Count("received_bytes", received),
                        new Fact.Count("usual_most_bytes", usual),
                        new Fact.Count("window_seconds", HOUR_SECONDS)),
                String.format(
                        Locale.ROOT,
                        "It has sent %.0f MiB out of the house this hour, most of it to %s; in no hour of the last week"
                                + " was it more than %.1f MiB.",
                        sent / MEBIBYTE,
                        most,
                        usual / MEBIBYTE));
    }
}
