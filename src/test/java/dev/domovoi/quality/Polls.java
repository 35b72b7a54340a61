package dev.domovoi.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.observe.flow.Leases;
import dev.domovoi.observe.flow.RouterReader;
import dev.domovoi.observe.flow.RouterRecord;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A router that looks at its connections every so many seconds and tells what it sees as records of JSON.
final class Polls {
    private static final double ANSWER_SECONDS = 0.2;

    private final Surroundings surroundings;
    private final double seconds;
    private final RouterReader reader = new RouterReader(new Leases());

    Polls(Surroundings surroundings, double seconds) {
        this.surroundings = surroundings;
        this.seconds = seconds;
    }

    private static final class Sum {
        private int seen;
        private int begun;
        private int unanswered;
        private final double[] traffic = new double[4];
    }

    void run(List<Flows.Row> rows, Consumer<Flow> sink) {
        List<Flows.Row> open = new ArrayList<>();
        int next = 0;
        double poll = rows.isEmpty() ? 0 : Math.ceil(rows.getFirst().begin() / seconds) * seconds;
        while (next < rows.size() || !open.isEmpty()) {
            while (next < rows.size() && rows.get(next).begin() <= poll) {
                open.add(rows.get(next++));
            }
            Map<String, Sum> sums = new TreeMap<>();
            for (Flows.Row row : open) {
                take(row, poll, sums);
            }
            double now = poll;
            sums.forEach((key, sum) -> tell(key, sum, now, sink));
            open.removeIf(row -> row.begin() + row.seconds() <= now);
            boolean isIdle = open.isEmpty() && next < rows.size();
            poll = isIdle
                    ? Math.max(poll + seconds, Math.ceil(rows.get(next).begin() / seconds) * seconds)
                    : poll + seconds;
        }
    }

    /// What of a connection falls into the poll, its bytes spread evenly over its life.
    private void take(Flows.Row row, double poll, Map<String, Sum> sums) {
        String[] f = row.fields();
        boolean hasPorts = f[2].equals("tcp") || f[2].equals("udp");
        boolean isAnswer =
                hasPorts && row.count(10) == 0 && row.count(4) > 0 && row.count(4) < 1024 && row.count(6) >= 1024;
        boolean isSourceHome = isHome(f[3]);
        boolean isTargetHome = isHome(f[5]);
        boolean isPingOfNobody = f[2].contains("icmp") && !f[4].matches("8|13|15|17|128");
        if ((!isSourceHome && !isTargetHome) || isPingOfNobody) {
            return;
        }
        boolean isCallerHome = isAnswer ? isTargetHome : isSourceHome;
        boolean isFromClient = isCallerHome != isAnswer;
        String client = isFromClient ? f[3] : f[5];
        String peer = isFromClient ? f[5] : f[3];
        String port = !hasPorts ? "0" : isAnswer ? f[4] : f[6];
        double end = row.begin() + row.seconds();
        double from = Math.max(row.begin(), poll - seconds);
        double share = row.seconds() <= 0 ? 1 : Math.max(0, Math.min(end, poll) - from) / row.seconds();
        boolean isNew = row.begin() > poll - seconds;
        if (share <= 0 && !isNew) {
            return;
        }
        Sum sum = sums.computeIfAbsent(
                String.join(",", client, peer, f[2], port, isCallerHome ? "false" : "true"), _ -> new Sum());
        boolean isMute =
                !isAnswer && (row.count(10) == 0 || poll - row.begin() < Math.min(ANSWER_SECONDS, row.seconds()));
        sum.seen++;
        sum.begun += isNew && !isAnswer ? 1 : 0;
        sum.unanswered += isMute ? 1 : 0;
        int[] columns = isFromClient ? new int[] {7, 8, 9, 10} : new int[] {8, 7, 10, 9};
        for (int i = 0; i < 4; i++) {
            sum.traffic[i] += share * row.count(columns[i]);
        }
    }

    private boolean isHome(String address) {
        return Address.parse(address).map(surroundings::isHome).orElse(false);
    }

    private void tell(String key, Sum sum, double poll, Consumer<Flow> sink) {
        String[] k = key.split(",", -1);
        String json = String.format(
                Locale.ROOT,
                "{\"at\":\"\",\"client\":\"%s\",\"mac\":null,\"dst\":\"%s\",\"proto\":\"%s\",\"dport\":%s,\"first\":%.0f,"
                        + "\"last\":%.0f,\"conns\":%d,\"new\":%d,\"unreplied\":%d,\"inbound\":%s,\"tx_bytes\":%.0f,"
                        + "\"rx_bytes\":%.0f,\"tx_pkts\":%.0f,\"rx_pkts\":%.0f,\"valid\":true}",
                k[0],
                k[1],
                k[2],
                k[3],
                Math.max(0, poll - seconds),
                poll,
                sum.seen,
                sum.begun,
                sum.unanswered,
                k[4],
                Math.floor(sum.traffic[0]),
                Math.floor(sum.traffic[1]),
                Math.floor(sum.traffic[2]),
                Math.floor(sum.traffic[3]));
        Instant at = Instant.ofEpochMilli(Math.round(poll * 1000));
        switch (reader.read("flows", json.getBytes(UTF_8), at)) {
            case RouterRecord.Flows flows -> sink.accept(flows.flow());
            case RouterRecord.Refused refused -> throw new IllegalStateException(refused.problem() + " in " + json);
            case RouterRecord.LeaseList _, RouterRecord.Health _, RouterRecord.Ack _ ->
                throw new IllegalStateException(json);
        }
    }
}
