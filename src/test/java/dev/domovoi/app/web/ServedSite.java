package dev.domovoi.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.Agent;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// An agent's site on a real server at a free port, with a page for `/metrics` and one for `/health` beside it as in
/// the program.
public final class ServedSite implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    final Site site;
    private final Agent agent;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public ServedSite(Agent agent, InstantSource clock) throws Exception {
        this.agent = agent;
        this.site = new Site(clock);
        Router router = Router.router(vertx);
        site.mount(router);
        router.get("/metrics").handler(asked -> asked.response().end("metrics"));
        router.get("/health/live").handler(asked -> asked.response().end("alive"));
        site.open(agent);
        this.server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    public int port() {
        return server.actualPort();
    }

    /// The token as a person reads it from the file.
    public String token() throws IOException {
        return Files.readString(tokenFile()).strip();
    }

    Path tokenFile() {
        return agent.config().stateDir().resolve("web-token");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(LIMIT);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Asks without a token.
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> getWithToken(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token()));
    }

    public HttpResponse<String> postWithToken(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /// Sends these lines as they are and returns all that comes back.
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
