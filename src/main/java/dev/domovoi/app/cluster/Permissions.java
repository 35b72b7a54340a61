package dev.domovoi.app.cluster;

import dev.domovoi.app.config.AgentConfig;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What this pod must be allowed to do in the cluster, and whether it is.
public final class Permissions {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Permissions() {}

    /// One permission: `verb` on `resource`, and why it is not given; empty where it is.
    public record Answer(String verb, String resource, boolean isInNamespace, Optional<String> lacking) {}

    private record Needed(String verb, String group, String resource, Optional<String> namespace) {}

    /// Asks for each that the configuration needs.
    public static List<Answer> ask(AgentConfig.Cluster config) throws InterruptedException {
        try (KubernetesClient client = Kubernetes.connect()) {
            return ask(config, client);
        }
    }

    static List<Answer> ask(AgentConfig.Cluster config, KubernetesClient client) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Needed needed : needed(config)) {
            answers.add(new Answer(
                    needed.verb(), needed.resource(), needed.namespace().isPresent(), lacking(needed, client)));
        }
        return answers;
    }

    private static List<Needed> needed(AgentConfig.Cluster config) {
        List<Needed> all = new ArrayList<>();
        for (String verb : List.of("get", "create", "update")) {
            all.add(new Needed(verb, "coordination.k8s.io", "leases", Optional.of(config.namespace())));
        }
        for (String verb : List.of("get", "create", "update")) {
            all.add(new Needed(verb, "", "configmaps", Optional.of(config.namespace())));
        }
        if (config.isWatching()) {
            for (String resource : List.of("nodes", "pods")) {
                all.add(new Needed("list", "", resource, Optional.empty()));
                all.add(new Needed("watch", "", resource, Optional.empty()));
            }
        }
        return all;
    }

    private static Optional<String> lacking(Needed needed, KubernetesClient client) throws InterruptedException {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(needed.verb())
                .withGroup(needed.group())
                .withResource(needed.resource())
                .withNamespace(needed.namespace().orElse(null))
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            SelfSubjectAccessReview answer = Within.limit(
                    LIMIT,
                    "ask for permissions",
                    () -> client.resource(question).create());
            boolean isAllowed = answer.getStatus() != null
                    && Boolean.TRUE.equals(answer.getStatus().getAllowed());
            return isAllowed ? Optional.empty() : Optional.of("not allowed");
        } catch (KubernetesClientException failed) {
            return Optional.of(Trouble.of(failed));
        }
    }
}
