package dev.domovoi.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.observe.flow.Leases;
import dev.domovoi.observe.flow.RouterReader;
import dev.domovoi.observe.flow.RouterRecord;
import dev.domovoi.score.flow.Watch;
import dev.domovoi.signal.Surroundings;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// What ten minutes of 200 records a second from 1000 clients cost. From the checkout, after a build:
///
/// `java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m -cp 'target/classes:target/quarkus-app/lib/main/*'
/// src/test/java/dev/domovoi/quality/FlowLoad.java`
final class FlowLoad {
    private FlowLoad() {}

    /// Each client calls a few machines of its own all the time and others now and then.
    public static void main(String[] arguments) {
        int records = 120_000;
        Random chance = new Random(7);
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            int client = chance.nextInt(1000);
            int peer = chance.nextInt(10) > 0 ? client + 7 * chance.nextInt(5) : chance.nextInt(60_000);
            payloads.add(String.format(
                            Locale.ROOT,
                            "{\"at\":\"\",\"client\":\"10.0.%d.%d\",\"mac\":\"aa:bb:cc:00:%02x:%02x\",\"dst\":\"%d.%d.7.9\","
                                    + "\"proto\":\"tcp\",\"dport\":%d,\"first\":%d,\"last\":%d,\"conns\":1,\"new\":1,"
                                    + "\"unreplied\":%d,\"inbound\":false,\"tx_bytes\":%d,\"rx_bytes\":900,\"tx_pkts\":4,"
                                    + "\"rx_pkts\":4,\"valid\":true}",
                            client / 250,
                            1 + client % 250,
                            client / 250,
                            client % 250,
                            20 + peer / 256,
                            peer % 256,
                            chance.nextInt(4) > 0 ? 443 : 8000 + chance.nextInt(5),
                            i / 200,
                            i / 200 + 10,
                            chance.nextInt(20) == 0 ? 1 : 0,
                            chance.nextInt(5000))
                    .getBytes(UTF_8));
        }
        long before = usedBytes();
        Watch watch = new Watch(Surroundings.usual(), Watch.USUAL_CLIENTS);
        RouterReader reader = new RouterReader(new Leases());
        long began = cpuNanos();
        int findings = 0;
        for (int i = 0; i < records; i++) {
            Instant at = Instant.ofEpochSecond(1_700_000_000L + i / 200);
            if (reader.read("flows", payloads.get(i), at) instanceof RouterRecord.Flows(var flow)) {
                findings += watch.judge(flow).size();
            }
        }
        double seconds = (cpuNanos() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d records, %d clients, %d findings: %.2f s of CPU for 600 s (%.2f %% of a core), %.1f MiB held%n",
                records,
                watch.clients(),
                findings,
                seconds,
                seconds / 6,
                (usedBytes() - before) / (double) (1 << 20));
        if (watch.clients() + payloads.size() + reader.hashCode() == 0) {
            throw new IllegalStateException("kept alive until here");
        }
    }

    /// Of this thread: what the machine does beside it is not meant.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
