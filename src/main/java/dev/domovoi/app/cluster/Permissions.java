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

    /// `name` is that of the one object it is about, where only that one has to be allowed.
    private record Needed(
            String verb, String group, String resource, Optional<String> namespace, Optional<String> name) {}

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
            all.add(own(verb, "coordination.k8s.io", "leases", config.lease(), config));
        }
        for (String verb : List.of("get", "create", "update")) {
            all.add(own(verb, "", "configmaps", config.lease() + Cluster.LEDGER, config));
        }
        if (config.isWatching()) {
            for (String resource : List.of("nodes", "pods")) {
                all.add(new Needed("list", "", resource, Optional.empty(), Optional.empty()));
                all.add(new Needed("watch", "", resource, Optional.empty(), Optional.empty()));
            }
        }
        return all;
    }

    /// What does not exist yet has no name to be allowed by.
    private static Needed own(String verb, String group, String resource, String name, AgentConfig.Cluster config) {
        Optional<String> named = verb.equals("create") ? Optional.empty() : Optional.of(name);
        return new Needed(verb, group, resource, Optional.of(config.namespace()), named);
    }

    private static Optional<String> lacking(Needed needed, KubernetesClient client) throws InterruptedException {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(needed.verb())
                .withGroup(needed.group())
                .withResource(needed.resource())
                .withNamespace(needed.namespace().orElse(null))
                .withName(needed.name().orElse(null))
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
