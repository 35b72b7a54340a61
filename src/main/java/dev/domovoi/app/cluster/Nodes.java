package dev.domovoi.app.cluster;

import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Source;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// A node with what holds of it, by the condition's word.
    static GenericKubernetesResource slimmed(GenericKubernetesResource node) {
        Map<String, Object> facts = new HashMap<>();
        for (Map<?, ?> condition : Slim.maps(node, "status", "conditions")) {
            Condition kind = BY_TYPE.get(String.valueOf(condition.get("type")));
            String status = String.valueOf(condition.get("status"));
            if (kind != null && isTold(kind, status)) {
                facts.put(kind.word(), status.equals("True"));
            }
        }
        boolean isCordoned = Slim.part(node, "spec", "unschedulable").equals(Optional.of(true));
        facts.put(Condition.CORDONED.word(), isCordoned);
        return Slim.with(node, facts);
    }

    /// A node of which nothing is known is not ready; of its pressures nothing is known either.
    private static boolean isTold(Condition kind, String status) {
        return kind == Condition.READY || !status.equals("Unknown");
    }

    static List<Status> statuses(Collection<GenericKubernetesResource> nodes, Instant now) {
        return nodes.stream()
                .filter(node -> DeviceId.isName(node.getMetadata().getName()))
                .limit(MOST)
                .flatMap(node -> statuses(node, now).stream())
                .toList();
    }

    private static List<Status> statuses(GenericKubernetesResource node, Instant now) {
        Source source = Source.whole(new DeviceId("node", node.getMetadata().getName()));
        Map<String, Object> facts = node.getAdditionalProperties();
        return List.of(Condition.values()).stream()
                .filter(condition -> facts.containsKey(condition.word()))
                .map(condition ->
                        new Status(source, condition, Boolean.TRUE.equals(facts.get(condition.word())), now, false))
                .toList();
    }
}
