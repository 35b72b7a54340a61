package dev.domovoi.app;

import dev.domovoi.app.Doctor.Finding;
import dev.domovoi.observe.flow.RouterCheckup;
import dev.domovoi.observe.flow.RouterCheckup.Complaint;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The doctor's look at the routers: which are heard, when each last told of its health, and what it complains of.
final class RouterRound {
    private static final int MOST_ROUTERS = 8;

    /// A router tells of its health each minute.
    private static final Duration SILENT = Duration.ofMinutes(5);

    private final String root;
    private final Map<String, Seen> routers = new TreeMap<>();

    private record Seen(boolean isLive, Optional<RouterCheckup> checkup) {}

    RouterRound(String prefix) {
        this.root = prefix + "/router/";
    }

    List<String> filters() {
        return List.of(root + "+/health", root + "+/flows");
    }

    /// Whether it is a router's.
    boolean hears(Message message) {
        if (!message.topic().startsWith(root)) {
            return false;
        }
        String[] levels = message.topic().substring(root.length()).split("/", -1);
        boolean isOne = levels.length == 2 && DeviceId.isName(levels[0]);
        if (isOne && (routers.size() < MOST_ROUTERS || routers.containsKey(levels[0]))) {
            Optional<RouterCheckup> told =
                    levels[1].equals("health") ? RouterCheckup.of(message.payload()) : Optional.empty();
            Seen before = routers.getOrDefault(levels[0], new Seen(false, Optional.empty()));
            boolean isLive = before.isLive() || !message.retained();
            routers.put(levels[0], new Seen(isLive, told.or(before::checkup)));
        }
        return true;
    }

    /// A line for each router; one where there is none, which is no fault.
    List<Finding> findings(Instant now) {
        if (routers.isEmpty()) {
            return List.of(new Finding(
                    "router", true, "none heard (deploy/openwrt/README.md says how one tells of its clients)", ""));
        }
        return routers.entrySet().stream()
                .map(router -> finding(router.getKey(), router.getValue(), now))
                .toList();
    }

    private static Finding finding(String name, Seen seen, Instant now) {
        List<String> details = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        Optional<Instant> saidAt = seen.checkup().flatMap(RouterCheckup::saidAt);
        boolean isFresh = saidAt.filter(at -> Duration.between(at, now).abs().compareTo(SILENT) < 0)
                .isPresent();
        details.add(name + (seen.isLive() ? " is heard" : " is not heard just now"));
        details.add("its last health is "
                + saidAt.map(at -> "of " + at).orElse(seen.checkup().isPresent() ? "without a time" : "unknown"));
        if (!seen.isLive() && !isFresh) {
            remedies.add("see on the router whether domovoi-router runs and reaches the broker (logread -e domovoi)");
        }
        for (Complaint complaint : Complaint.values()) {
            if (seen.checkup()
                    .filter(told -> told.complaints().contains(complaint))
                    .isPresent()) {
                details.add(words(complaint));
                remedies.add(remedy(complaint));
            }
        }
        return new Finding("router", remedies.isEmpty(), String.join(", ", details), String.join("; ", remedies));
    }

    private static String words(Complaint complaint) {
        return switch (complaint) {
            case OFFLOADED -> "connections are offloaded past the kernel's counters";
            case UNCOUNTED -> "the kernel does not count bytes";
            case ZEROED -> "somebody sets the counters to zero";
            case BROKER_OPEN -> "the broker lets anyone in, or was not yet tried";
            case NO_CLOCK -> "its clock is not set";
            case UNRESOLVED -> "a protected name has no address";
        };
    }

    private static String remedy(Complaint complaint) {
        return switch (complaint) {
            case OFFLOADED -> "switch flow_offloading off in /etc/config/firewall, or do without bytes";
            case UNCOUNTED -> "set net.netfilter.nf_conntrack_acct=1 in /etc/sysctl.conf";
            case ZEROED -> "stop nlbwmon, or send its totals and name their topic in network.nlbwmon";
            case BROKER_OPEN -> "set allow_anonymous false at the broker: until then the router obeys nobody";
            case NO_CLOCK -> "let the router reach a time server: until then it obeys nobody";
            case UNRESOLVED -> "correct quarantine.protect in /etc/config/domovoi: until then nobody is kept out";
        };
    }
}
