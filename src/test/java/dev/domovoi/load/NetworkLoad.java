package dev.domovoi.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Loads a real agent with a router's records and says what that cost above idle. From the checkout:
///
/// `java src/test/java/dev/domovoi/load/NetworkLoad.java [CLIENTS PER_SECOND SECONDS IDLE_SECONDS WARM_SECONDS]`
///
/// First nothing is sent; then as many records as later, but all of one client: what the process itself takes once it
/// works; then those of all clients.
/// Each client calls a few machines of its own all the time and others now and then.
final class NetworkLoad {
    private static final int STEPS_PER_SECOND = 50;
    private static final int SAY_SECONDS = 30;

    private final AgentProcess agent;
    private final int clients;
    private final Random chance = new Random(7);

    private NetworkLoad(AgentProcess agent, int clients) {
        this.agent = agent;
        this.clients = clients;
    }

    /// Not a test: run it by hand.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int[] given = {1000, 200, 300, 60, 90};
        for (int i = 0; i < Math.min(arguments.length, given.length); i++) {
            given[i] = Integer.parseInt(arguments[i]);
        }
        Path log = Files.createTempFile("domovoi-load", ".log");
        System.out.println("the agent's log is " + log);
        try (AgentProcess agent = AgentProcess.start(log)) {
            new NetworkLoad(agent, given[0]).run(given[1], given[2], given[3], given[4]);
        }
    }

    private void run(int perSecond, int seconds, int idleSeconds, int warmSeconds)
            throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(idleSeconds / 2);
        agent.metrics(); // who is idle is looked at too
        double idle = phase("idle", 0, 1, idleSeconds);
        double before = agent.mebibytes("status", "VmRSS");
        phase("one client", perSecond, 1, warmSeconds);
        double warm = agent.mebibytes("status", "VmRSS");
        double busy = phase("network", perSecond, clients, seconds);
        MetricsPage page = agent.metrics();
        System.out.printf(
                Locale.ROOT,
                "above idle: CPU %.1f %% of a core, RSS %+.0f MiB, above one client at the same rate %+.0f MiB; watched %.0f clients, read %.0f, findings %.0f, p99 <= %s s,"
                        + " dropped %.0f%n",
                busy - idle,
                agent.mebibytes("status", "VmRSS") - before,
                agent.mebibytes("status", "VmRSS") - warm,
                page.sum("domovoi_clients_watched"),
                page.sum("domovoi_messages_total"),
                page.sum("domovoi_findings_total"),
                page.decisionsWithin(0.99, new MetricsPage(java.util.Map.of())),
                page.sum("domovoi_dropped_total"));
    }

    /// The share of a core that was used, in per cent.
    private double phase(String name, int perSecond, int many, int seconds) throws IOException, InterruptedException {
        double cpu = agent.cpuSeconds();
        long start = System.nanoTime();
        long sent = 0;
        long said = 0;
        try (MqttWriter router = agent.connect("router" + name.charAt(0))) {
            for (double now = 0; now < seconds; now = (System.nanoTime() - start) / 1e9) {
                for (; sent < now * perSecond; sent++) {
                    router.publish(
                            "domovoi/router/openwrt/flows", flow(many, System.currentTimeMillis() / 1000), false);
                }
                router.flush();
                if (now > (said + 1) * SAY_SECONDS) {
                    said++;
                    say(name + " " + Math.round(now), 100 * (agent.cpuSeconds() - cpu) / now);
                }
                TimeUnit.NANOSECONDS.sleep(1_000_000_000L / STEPS_PER_SECOND);
            }
        }
        double used = 100 * (agent.cpuSeconds() - cpu) / ((System.nanoTime() - start) / 1e9);
        say(name + " end", used);
        return used;
    }

    private void say(String when, double cpu) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "  %s: CPU %.1f %%, RSS %.0f MiB, PSS %.0f MiB%n",
                when,
                cpu,
                agent.mebibytes("status", "VmRSS"),
                agent.mebibytes("smaps_rollup", "Pss"));
    }

    private String flow(int many, long second) {
        int client = chance.nextInt(many);
        int peer = chance.nextInt(10) > 0 ? client + 7 * chance.nextInt(5) : chance.nextInt(60_000);
        return String.format(
                Locale.ROOT,
                "{\"at\":\"2026-03-02T12:00:00Z\",\"client\":\"10.0.%d.%d\",\"mac\":\"aa:bb:cc:00:%02x:%02x\","
                        + "\"dst\":\"%d.%d.7.9\",\"proto\":\"tcp\",\"dport\":%d,\"first\":%d,\"last\":%d,\"conns\":1,"
                        + "\"new\":1,\"unreplied\":%d,\"inbound\":false,\"tx_bytes\":%d,\"rx_bytes\":900,"
                        + "\"tx_pkts\":4,\"rx_pkts\":4,\"valid\":true}",
                client / 250,
                1 + client % 250,
                client / 250,
                client % 250,
                20 + peer / 256,
                peer % 256,
                chance.nextInt(4) > 0 ? 443 : 8000 + chance.nextInt(5),
                second - 10,
                second,
                chance.nextInt(20) == 0 ? 1 : 0,
                chance.nextInt(5000));
    }
}
