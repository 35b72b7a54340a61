package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Fabric8's server that remembers objects, and refuses changes to a version that is not the newest; for each test it
/// can be made to answer otherwise.
public final class ApiServer implements AutoCloseable {
    private final KubernetesMockServer server;
    private final AtomicReference<BiFunction<RecordedRequest, Supplier<MockResponse>, MockResponse>> mood =
            new AtomicReference<>((request, usual) -> usual.get());

    public ApiServer() {
        Map<ServerRequest, Queue<ServerResponse>> expected = new ConcurrentHashMap<>();
        Dispatcher usual = new KubernetesMixedDispatcher(expected);
        Dispatcher moody = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return mood.get().apply(request, () -> usual.dispatch(request));
            }
        };
        this.server = new KubernetesMockServer(new Context(), new MockWebServer(), expected, moody, false);
        server.init();
    }

    public int port() {
        return server.getPort();
    }

    /// A client of the kind that the agent uses, plugged in at this port.
    public static KubernetesClient client(int port) {
        Config empty = Config.empty();
        return Kubernetes.connect(new ConfigBuilder(empty)
                .withMasterUrl("http://127.0.0.1:" + port)
                .withHttp2Disable(true)
                .withWatchReconnectInterval(200));
    }

    public KubernetesClient client() {
        return client(port());
    }

    /// From now on each request is answered by this; it may ask for the usual answer.
    void answers(BiFunction<RecordedRequest, Supplier<MockResponse>, MockResponse> by) {
        mood.set(by);
    }

    /// Requests with this method whose path contains this are answered with a bare code.
    void refuses(String method, String path, int code) {
        answers((request, usual) -> isMeant(request, method, path) ? refusal(code, path) : usual.get());
    }

    void answersAsUsual() {
        answers((request, usual) -> usual.get());
    }

    static boolean isMeant(RecordedRequest request, String method, String path) {
        return (method.equals("*") || request.getMethod().equals(method))
                && Optional.ofNullable(request.getPath()).orElse("").contains(path);
    }

    static MockResponse refusal(int code, String what) {
        return new MockResponse().setResponseCode(code).setBody("""
                {"kind":"Status","apiVersion":"v1","status":"Failure","message":"no %s for you","code":%d}""".formatted(what, code));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
