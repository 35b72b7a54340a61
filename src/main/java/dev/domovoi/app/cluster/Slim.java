package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// An informer's memory that keeps of each object only what is looked at, a hundredth of the whole.
final class Slim<T extends HasMetadata> extends BasicItemStore<T> {
    /// Asks for one object only.
    static final ListOptions ONE = new ListOptionsBuilder().withLimit(1L).build();

    private final UnaryOperator<T> slimmed;

    private Slim(UnaryOperator<T> slimmed) {
        super(Cache::metaNamespaceKeyFunc);
        this.slimmed = slimmed;
    }

    static Slim<Node> nodes() {
        return new Slim<>(Slim::node);
    }

    static Slim<Pod> pods() {
        return new Slim<>(Slim::pod);
    }

    @Override
    public T put(String key, T object) {
        return super.put(key, slimmed.apply(object));
    }

    private static Node node(Node node) {
        List<NodeCondition> conditions =
                node.getStatus() == null ? List.of() : node.getStatus().getConditions();
        return new NodeBuilder()
                .withMetadata(identity(node.getMetadata()).build())
                .withNewSpec()
                .withUnschedulable(
                        node.getSpec() == null ? null : node.getSpec().getUnschedulable())
                .endSpec()
                .withNewStatus()
                .withConditions(conditions.stream()
                        .map(condition -> new NodeConditionBuilder()
                                .withType(condition.getType())
                                .withStatus(condition.getStatus())
                                .build())
                        .toList())
                .endStatus()
                .build();
    }

    private static Pod pod(Pod pod) {
        return new PodBuilder()
                .withMetadata(identity(pod.getMetadata())
                        .withOwnerReferences(pod.getMetadata().getOwnerReferences())
                        .withLabels(Optional.ofNullable(pod.getMetadata().getLabels())
                                .map(labels -> labels.get(Workloads.HASH))
                                .map(hash -> Map.of(Workloads.HASH, hash))
                                .orElse(Map.of()))
                        .build())
                .withNewStatus()
                .withContainerStatuses(looping(pod))
                .endStatus()
                .build();
    }

    /// Those alone: of a pod that is well, nothing is kept but its name.
    private static List<ContainerStatus> looping(Pod pod) {
        return Workloads.containers(pod).filter(Workloads::isLooping).limit(1).toList();
    }

    private static ObjectMetaBuilder identity(ObjectMeta metadata) {
        return new ObjectMetaBuilder()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion());
    }
}
