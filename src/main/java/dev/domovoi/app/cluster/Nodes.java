package dev.domovoi.app.cluster;

import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Source;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The nodes' conditions as the control plane sees them, of the same device as the node's own vitals.
final class Nodes {
    private static final int MOST = 200;
    private static final Map<String, Condition> BY_TYPE = Map.of(
            "Ready", Condition.READY,
            "MemoryPressure", Condition.MEMORY_PRESSURE,
            "DiskPressure", Condition.DISK_PRESSURE,
            "PIDPressure", Condition.PID_PRESSURE,
            "NetworkUnavailable", Condition.NETWORK_UNAVAILABLE);

    private Nodes() {}

    static List<Status> statuses(Collection<Node> nodes, Instant now) {
        return nodes.stream()
                .filter(node -> DeviceId.isName(node.getMetadata().getName()))
                .limit(MOST)
                .flatMap(node -> statuses(node, now).stream())
                .toList();
    }

    private static List<Status> statuses(Node node, Instant now) {
        Source source = Source.whole(new DeviceId("node", node.getMetadata().getName()));
        List<Status> statuses = new ArrayList<>();
        for (NodeCondition condition : node.getStatus().getConditions()) {
            Condition kind = BY_TYPE.get(condition.getType());
            if (kind != null && isTold(kind, condition)) {
                statuses.add(new Status(source, kind, condition.getStatus().equals("True"), now, false));
            }
        }
        boolean isCordoned = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        statuses.add(new Status(source, Condition.CORDONED, isCordoned, now, false));
        return statuses;
    }

    /// A node of which nothing is known is not ready; of its pressures nothing is known either.
    private static boolean isTold(Condition kind, NodeCondition condition) {
        return kind == Condition.READY || !condition.getStatus().equals("Unknown");
    }
}
