package dev.domovoi.app.config;

import dev.domovoi.signal.Network;
import java.util.List;

/// The keys below `network`: what is at home there, and who counts beside the router's own agent.
final class NetworkKeys {
    private NetworkKeys() {}

    static final Key<Network> HOME = new Key<>(
            "network.home[]",
            "",
            "",
            "What is at home beside the private ranges, such as 2001:db8:77::/48, the network that your provider lends"
                    + " you. What is neither counts as outside.",
            text -> Network.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("a network such as 192.168.1.0/24")));
    static final Key<String> NLBWMON = new Key<>(
            "network.nlbwmon",
            "",
            "",
            "Topic on which nlbwmon's totals come, as nlbw -c json or nlbw -c csv prints them: the bytes of each client"
                    + " where nlbwmon sets the kernel's counters to zero.",
            Parse::topic);

    static final List<Key<?>> ALL = List.of(HOME, NLBWMON);
}
