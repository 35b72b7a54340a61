package dev.domovoi.app.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.signal.Message;
import java.time.Instant;

/// What a router's own agent publishes, as the agent in `deploy/openwrt` writes it.
public final class Records {
    public static final String MAC = "aa:bb:cc:00:00:01";

    private Records() {}

    /// One record of flows; `second` is the router's clock.
    public static String flow(
            String mac, String client, String peer, int port, long second, long sent, boolean isTrue) {
        return "{\"at\":\"2026-03-02T12:00:00Z\",\"client\":\"" + client + "\",\"mac\":\"" + mac + "\",\"dst\":\""
                + peer
                + "\",\"proto\":\"tcp\",\"dport\":" + port + ",\"first\":" + second + ",\"last\":" + second
                + ",\"conns\":1,\"new\":1,\"unreplied\":0,\"inbound\":false,\"tx_bytes\":" + sent
                + ",\"rx_bytes\":" + 2 * sent + ",\"tx_pkts\":4,\"rx_pkts\":4,\"valid\":" + isTrue + "}";
    }

    public static String leases(String mac, String host) {
        return "{\"at\":\"x\",\"leases\":[{\"expires\":1,\"mac\":\"" + mac + "\",\"ip\":\"192.168.1.20\",\"host\":\""
                + host + "\"}],\"unreadable\":0}";
    }

    public static String health(String more) {
        return "{\"at\":\"x\",\"uptime\":500,\"load\":[0.1,0.2,0.3],\"conntrack\":812,\"conntrack_max\":16384,"
                + "\"accounting\":true,\"offload\":\"none\",\"zeroing\":false,\"wan\":{\"rx_bytes\":7000,\"tx_bytes\":300}"
                + more + "}";
    }

    static Message message(Instant at, String topic, String payload, boolean isRetained) {
        return new Message(at, topic, payload.getBytes(UTF_8), isRetained);
    }
}
