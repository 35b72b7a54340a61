package dev.domovoi.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.cluster.Permissions.Answer;
import dev.domovoi.app.config.AgentConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the pod asks of the API server about itself.
final class PermissionsTest {
    private static AgentConfig.Cluster config(boolean isWatching) {
        Duration second = Duration.ofSeconds(1);
        return new AgentConfig.Cluster("hearth", "home", "pod", second, second, second, isWatching);
    }

    private static List<String> shown(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.verb() + " " + answer.resource() + " "
                        + answer.lacking().orElse("allowed"))
                .toList();
    }

    @Test
    void eachPermissionIsAskedForAndWhatIsNotGivenIsNamed() throws InterruptedException {
        try (ApiServer server = new ApiServer();
                KubernetesClient client = server.client()) {
            server.answers((request, usual) -> {
                String question = request.getUtf8Body();
                boolean isAllowed = !(question.contains("pods") && question.contains("watch"))
                        && question.contains("home") == !(question.contains("nodes") || question.contains("pods"))
                        && isByName(question);
                return new MockResponse().setResponseCode(201).setBody("""
                        {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{},
                        "status":{"allowed":%s}}""".formatted(isAllowed));
            });
            assertEquals(
                    List.of(
                            "get leases allowed",
                            "create leases allowed",
                            "update leases allowed",
                            "get configmaps allowed",
                            "create configmaps allowed",
                            "update configmaps allowed",
                            "list nodes allowed",
                            "watch nodes allowed",
                            "list pods allowed",
                            "watch pods not allowed"),
                    shown(Permissions.ask(config(true), client)));
            assertEquals(6, Permissions.ask(config(false), client).size());
        }
    }

    /// The shipped role lets the pod read and change its own two objects only, and create any of their kind.
    private static boolean isByName(String question) {
        boolean isOwn = question.contains("leases") || question.contains("configmaps");
        boolean needsName = isOwn && !question.contains("create");
        return question.contains("\"name\"") == needsName;
    }

    @Test
    void aServerThatDoesNotAnswerIsToldAsSuch() throws InterruptedException {
        try (ApiServer server = new ApiServer();
                KubernetesClient client = server.client()) {
            server.refuses("POST", "selfsubjectaccessreviews", 401);
            Optional<String> lacking =
                    Permissions.ask(config(false), client).getFirst().lacking();
            assertTrue(lacking.orElse("").contains("does not know us"), lacking.toString());
        }
        try (KubernetesClient nowhere = ApiServer.client(1)) {
            Optional<String> lacking =
                    Permissions.ask(config(false), nowhere).getFirst().lacking();
            assertTrue(lacking.orElse("").contains("does not answer"), lacking.toString());
        }
    }
}
