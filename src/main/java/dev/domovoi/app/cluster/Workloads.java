package dev.domovoi.app.cluster;

import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Source;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The workloads whose pods crash again and again, told under the workload's name, which outlives its pods' names.
///
/// Between two crashes a container runs for a while: it loops until it was not seen waiting for ten minutes, which is
/// when Kubernetes forgets its crashes too. Told of are only those that loop, and for an hour more those that did.
final class Workloads {
    /// What Kubernetes adds to the name of a Deployment for each version of it.
    private static final String HASH = "pod-template-hash";

    private static final String WORKLOAD = "workload";
    private static final String LOOPING = "CrashLoopBackOff";
    private static final String RUN_OF_A_CRON_JOB = "-\\d{8,}$";
    private static final Duration CALM = Duration.ofMinutes(10);
    private static final Duration TOLD_FOR = Duration.ofMinutes(70);
    private static final int MOST = 200;

    private final Map<DeviceId, Instant> loopedAt = new TreeMap<>();

    /// A pod with its workload, and whether one of its containers waits after a crash.
    static GenericKubernetesResource slimmed(GenericKubernetesResource pod) {
        return Slim.with(pod, isLooping(pod) ? Map.of(WORKLOAD, workload(pod)) : Map.of());
    }

    /// What is to be said now of workloads that loop or have looped.
    List<Status> statuses(Collection<GenericKubernetesResource> pods, Instant now) {
        pods.stream().map(Workloads::looping).flatMap(Optional::stream).forEach(device -> {
            if (loopedAt.size() < MOST || loopedAt.containsKey(device)) {
                loopedAt.put(device, now);
            }
        });
        loopedAt.values().removeIf(last -> !now.isBefore(last.plus(TOLD_FOR)));
        return loopedAt.entrySet().stream()
                .map(entry -> new Status(
                        Source.whole(entry.getKey()),
                        Condition.CRASH_LOOPING,
                        now.isBefore(entry.getValue().plus(CALM)),
                        now,
                        false))
                .toList();
    }

    /// Empty for a pod that does not loop, and for a name that is too long to be one.
    private static Optional<DeviceId> looping(GenericKubernetesResource pod) {
        return Optional.ofNullable(pod.getAdditionalProperties().get(WORKLOAD))
                .map(workload -> pod.getMetadata().getNamespace() + "/" + workload)
                .filter(DeviceId::isName)
                .map(name -> new DeviceId("pod", name));
    }

    private static boolean isLooping(GenericKubernetesResource pod) {
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(containers -> Slim.maps(pod, "status", containers).stream())
                .anyMatch(Workloads::isWaitingAfterACrash);
    }

    private static boolean isWaitingAfterACrash(Map<?, ?> container) {
        return container.get("state") instanceof Map<?, ?> state
                && state.get("waiting") instanceof Map<?, ?> waiting
                && LOOPING.equals(waiting.get("reason"));
    }

    private static String workload(GenericKubernetesResource pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst()
                .map(owner -> workload(owner, pod.getMetadata()))
                .orElse(pod.getMetadata().getName());
    }

    private static String workload(OwnerReference owner, ObjectMeta pod) {
        return switch (owner.getKind()) {
            case "ReplicaSet" -> withoutHash(owner.getName(), pod);
            case "Job" -> owner.getName().replaceFirst(RUN_OF_A_CRON_JOB, "");
            case "Node" -> pod.getName(); // a static pod
            default -> owner.getName();
        };
    }

    private static String withoutHash(String replicaSet, ObjectMeta pod) {
        String hash = "-"
                + Optional.ofNullable(pod.getLabels())
                        .map(labels -> labels.get(HASH))
                        .orElse("");
        boolean isHashed = hash.length() > 1 && replicaSet.endsWith(hash);
        return isHashed ? replicaSet.substring(0, replicaSet.length() - hash.length()) : replicaSet;
    }
}
