package dev.domovoi.app.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.concurrent.Executors;

/// The way to the API server: where it is and who we are to it is found as every Kubernetes client does, in a pod
/// from its service account.
///
/// It knows no classes of objects but those that it is asked for: by itself Fabric8 loads every kind there is.
final class Kubernetes {
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private Kubernetes() {}

    static KubernetesClient connect() {
        return connect(new ConfigBuilder());
    }

    static KubernetesClient connect(ConfigBuilder found) {
        Config config = found.withRequestTimeout((int) REQUEST.toMillis())
                .withConnectionTimeout((int) CONNECT.toMillis())
                .withRequestRetryBackoffLimit(0) // whoever asks knows better whether to ask again
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(new ObjectMapper(), false))
                .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }
}
