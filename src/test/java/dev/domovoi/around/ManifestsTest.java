package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.domovoi.app.config.ConfigReader;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The manifests are what Kubernetes understands, ask for no more than is used, and agree with the program's
/// defaults.
final class ManifestsTest {
    private static final Path BASE = Path.of("deploy/kubernetes/base");
    private static final Path EXAMPLE = Path.of("deploy/kubernetes/example");
    private static final Path BROKER = Path.of("deploy/kubernetes/components/mosquitto/broker.yaml");

    /// All that may be asked of the cluster: resource and verbs.
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "leases", Set.of("create", "get", "update"),
            "configmaps", Set.of("create", "get", "update"),
            "nodes", Set.of("list", "watch"),
            "pods", Set.of("list", "watch"));

    @Test
    void everyManifestIsOfKubernetesOwnModel() throws IOException {
        List<String> kinds = all().stream().map(HasMetadata::getKind).sorted().toList();
        assertEquals(
                List.of(
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "DaemonSet",
                        "Deployment",
                        "Namespace",
                        "PersistentVolumeClaim",
                        "PriorityClass",
                        "Role",
                        "RoleBinding",
                        "Service",
                        "ServiceAccount"),
                kinds);
    }

    @Test
    void aMisspeltFieldIsFoundHoweverDeepItIs() throws IOException {
        String daemonSet = Files.readString(BASE.resolve("daemonset.yaml"));
        for (String field :
                List.of("livenessProbe", "readOnlyRootFilesystem", "fieldRef", "periodSeconds", "selector")) {
            assertTrue(daemonSet.contains(field + ":"), field);
            String broken = daemonSet.replaceFirst(field + ":", field.substring(1) + ":");
            UnrecognizedPropertyException found =
                    assertThrows(UnrecognizedPropertyException.class, () -> Manifests.objects(broken), field);
            assertEquals(field.substring(1), found.getPropertyName());
        }
        String twice =
                daemonSet.replaceFirst("priorityClassName:", "serviceAccountName: other\n      priorityClassName:");
        assertThrows(JsonProcessingException.class, () -> Manifests.objects(twice), "a field given twice");
    }

    @Test
    void nothingRunsWithMoreThanItNeeds() throws IOException {
        for (PodSpec pod : List.of(agent(), broker())) {
            assertTrue(pod.getSecurityContext().getRunAsNonRoot());
            assertEquals(
                    "RuntimeDefault",
                    pod.getSecurityContext().getSeccompProfile().getType());
            assertEquals(
                    pod.getSecurityContext().getRunAsUser(),
                    pod.getSecurityContext().getFsGroup());
            assertFalse(Boolean.TRUE.equals(pod.getHostNetwork()) || Boolean.TRUE.equals(pod.getHostPID()));
            for (Container container : containers(pod)) {
                var context = container.getSecurityContext();
                String name = container.getName();
                assertEquals(false, context.getAllowPrivilegeEscalation(), name);
                assertEquals(true, context.getReadOnlyRootFilesystem(), name);
                assertFalse(Boolean.TRUE.equals(context.getPrivileged()), name);
                assertEquals(List.of("ALL"), context.getCapabilities().getDrop(), name);
                boolean isTheOneRootStep = name.equals("own-state");
                assertEquals(isTheOneRootStep, Long.valueOf(0).equals(context.getRunAsUser()), name);
                assertEquals(
                        isTheOneRootStep ? List.of("CHOWN") : List.of(),
                        context.getCapabilities().getAdd(),
                        name);
                assertTrue(container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")), name);
                assertTrue(container.getResources().getLimits().containsKey("memory"), name);
            }
        }
    }

    @Test
    void whatIsTheNodesIsOnlyRead() throws IOException {
        PodSpec pod = agent();
        List<String> writable = new ArrayList<>();
        for (Volume volume : pod.getVolumes()) {
            mounts(pod).stream()
                    .filter(mount -> mount.getName().equals(volume.getName()) && volume.getHostPath() != null)
                    .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                    .forEach(mount -> writable.add(mount.getMountPath()));
        }
        assertEquals(List.of("/var/lib/domovoi", "/var/lib/domovoi"), writable, "the state, for both containers");
    }

    @Test
    void everyMountHasItsVolumeAndNoneHidesAnother() throws IOException {
        for (PodSpec pod : List.of(agent(), broker())) {
            Set<String> volumes = pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
            Set<String> mounted = mounts(pod).stream().map(VolumeMount::getName).collect(Collectors.toSet());
            assertEquals(volumes, mounted);
            for (Container container : containers(pod)) {
                List<String> paths = container.getVolumeMounts().stream()
                        .map(VolumeMount::getMountPath)
                        .toList();
                for (String path : paths) {
                    assertTrue(paths.stream().noneMatch(other -> other.startsWith(path + "/")), "below " + path);
                }
            }
        }
        assertTrue(agent().getVolumes().stream()
                .anyMatch(volume -> volume.getName().equals("native") && volume.getEmptyDir() != null));
    }

    @Test
    void theClusterIsAskedForNothingBeyondTheList() throws IOException {
        List<PolicyRule> rules = new ArrayList<>();
        for (HasMetadata object : all()) {
            if (object instanceof Role role) {
                assertEquals("domovoi", role.getMetadata().getNamespace());
                rules.addAll(role.getRules());
            } else if (object instanceof ClusterRole role) {
                rules.addAll(role.getRules());
                role.getRules().forEach(rule -> assertEquals(List.of("nodes", "pods"), rule.getResources()));
            } else if (object instanceof RoleBinding binding) {
                assertEquals("domovoi", binding.getSubjects().getFirst().getName());
            } else if (object instanceof ClusterRoleBinding binding) {
                assertEquals("domovoi-watch", binding.getRoleRef().getName());
            }
        }
        assertEquals(5, rules.size());
        String lease = environment(agent()).getOrDefault("DOMOVOI_CLUSTER_LEASE", "");
        for (PolicyRule rule : rules) {
            for (String resource : rule.getResources()) {
                assertTrue(
                        ALLOWED.getOrDefault(resource, Set.of()).containsAll(rule.getVerbs()),
                        resource + " " + rule.getVerbs());
            }
            assertEquals(named(rule, lease), rule.getResourceNames());
        }
    }

    /// What may be changed is named, where Kubernetes can limit to a name: everywhere but at "create".
    private static List<String> named(PolicyRule rule, String lease) {
        if (rule.getVerbs().equals(List.of("create"))) {
            return List.of();
        }
        return switch (rule.getResources().getFirst()) {
            case "leases" -> List.of(lease);
            case "configmaps" -> List.of(lease + "-ledger");
            default -> List.of();
        };
    }

    @Test
    void theAgentUnderstandsItsEnvironmentAndTheExampleConfiguration() throws IOException {
        Map<String, String> environment = new TreeMap<>(environment(agent()));
        environment.put(
                "DOMOVOI_MQTT_PASSWORD_FILE", EXAMPLE.resolve("mqtt-password").toString());
        var config = ConfigReader.read(Optional.of(EXAMPLE.resolve("domovoi.yaml")), environment);
        assertEquals("sample", config.mqtt().instance());
        assertTrue(config.mqtt().password().isPresent());
    }

    @Test
    void noVariableIsPutInByTheCluster() throws IOException {
        assertEquals(
                false,
                agent().getEnableServiceLinks(),
                "a Service called domovoi would add variables that the agent refuses");
    }

    @Test
    void filesPortsAndPathsAreTheProgramsOwn() throws IOException {
        Container agent = agent().getContainers().getFirst();
        assertEquals(List.of("run", "--config", "/etc/domovoi/config/domovoi.yaml"), agent.getArgs());
        assertEquals("/etc/domovoi/config", mount(agent, "config"));
        assertEquals(
                mount(agent, "secrets") + "/mqtt-password", environment(agent()).get("DOMOVOI_MQTT_PASSWORD_FILE"));
        assertEquals(mount(agent, "host-proc"), environment(agent()).get("DOMOVOI_NODE_ROOT") + "/proc");
        assertEquals(mount(agent, "host-sys"), environment(agent()).get("DOMOVOI_NODE_ROOT") + "/sys");
        int port = ConfigReader.read(Optional.empty(), Map.of()).web().port();
        assertEquals(port, agent.getPorts().getFirst().getContainerPort());
        String health = property("quarkus.smallrye-health.root-path");
        assertProbe(health + "/live", agent.getStartupProbe());
        assertProbe(health + "/live", agent.getLivenessProbe());
        assertProbe(health + "/ready", agent.getReadinessProbe());
        String annotations =
                Files.readString(Path.of("deploy/kubernetes/components/prometheus-annotations/annotations.yaml"));
        assertTrue(annotations.contains("prometheus.io/port: \"" + port + "\""), annotations);
        assertTrue(
                annotations.contains("prometheus.io/path: " + property("quarkus.micrometer.export.prometheus.path")));
    }

    @Test
    void theImageIsTheOneThatTheContainerfileMakes() throws IOException {
        String recipe = Files.readString(Path.of("deploy/container/Containerfile"));
        long user = agent().getSecurityContext().getRunAsUser();
        assertTrue(recipe.contains("USER " + user + ":" + user), "the user");
        assertTrue(recipe.contains("--chown=" + user + ":" + user), "the owner of the volume");
        assertTrue(
                recipe.contains("VOLUME " + mount(agent().getContainers().getFirst(), "state") + "\n"), "the volume");
        String own = agent().getInitContainers().getFirst().getCommand().getLast();
        assertTrue(own.contains("chown " + user + ":" + user + " /var/lib/domovoi"), own);
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        String tag = "newTag: " + version;
        assertTrue(Files.readString(BASE.resolve("kustomization.yaml")).contains(tag), tag);
    }

    private static void assertProbe(String path, Probe probe) {
        assertEquals(path, probe.getHttpGet().getPath());
        assertEquals("http", probe.getHttpGet().getPort().getStrVal());
    }

    private static String property(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/application.properties"))
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String mount(Container container, String volume) {
        return container.getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume))
                .findFirst()
                .orElseThrow()
                .getMountPath();
    }

    /// With "sample" for what the cluster fills in.
    private static Map<String, String> environment(PodSpec pod) {
        return pod.getContainers().getFirst().getEnv().stream()
                .collect(Collectors.toMap(
                        EnvVar::getName, each -> each.getValueFrom() == null ? each.getValue() : "sample"));
    }

    private static List<VolumeMount> mounts(PodSpec pod) {
        return containers(pod).stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .toList();
    }

    private static List<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .toList();
    }

    private static PodSpec agent() throws IOException {
        return only(DaemonSet.class).getSpec().getTemplate().getSpec();
    }

    private static PodSpec broker() throws IOException {
        return only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static <T> T only(Class<T> kind) throws IOException {
        List<T> found = all().stream().filter(kind::isInstance).map(kind::cast).toList();
        assertEquals(1, found.size(), kind.getSimpleName());
        return found.getFirst();
    }

    private static List<HasMetadata> all() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (Path file : Kustomizations.resources(BASE)) {
            objects.addAll(Manifests.objects(Files.readString(file)));
        }
        objects.addAll(Manifests.objects(Files.readString(BROKER)));
        return objects;
    }
}
