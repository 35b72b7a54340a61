package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/// What went wrong at the API server, in one line with the remedy.
final class Trouble {
    private static final int MOST_CHARS = 200;

    private Trouble() {}

    static String of(KubernetesClientException failed) {
        String said = Optional.ofNullable(failed.getStatus())
                .map(Status::getMessage)
                .or(() -> Optional.ofNullable(failed.getMessage()))
                .orElse("no reason given");
        String why = shown(said.lines().findFirst().orElse(said));
        return switch (Math.max(0, failed.getCode())) {
            case 0 -> "the Kubernetes API does not answer (" + why + ")"; // no code means no answer
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "the Kubernetes API does not know us (" + why + "); give the pod a service account";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "the Kubernetes API forbids it (" + why + "); ask domovoi doctor what the service account lacks";
            default -> "the Kubernetes API answers " + failed.getCode() + " (" + why + ")";
        };
    }

    private static String shown(String said) {
        String printable = said.replaceAll("\\p{C}", "?");
        return printable.length() > MOST_CHARS ? printable.substring(0, MOST_CHARS) + "…" : printable;
    }
}
