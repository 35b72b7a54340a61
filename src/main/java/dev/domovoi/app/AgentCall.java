package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the agent that runs with the same configuration for something, over its API.
public final class AgentCall {
    /// The agent has taken it in.
    public static final int ACCEPTED = 202;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern DETAIL = Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String WILDCARD = "0.0.0.0";

    private final AgentConfig config;

    public AgentCall(AgentConfig config) {
        this.config = config;
    }

    /// The status, in words why it was not done, and all that was said.
    public record Answer(int status, String detail, String body) {}

    /// Throws a ConnectException where no agent runs.
    public Answer post(String path, String json) throws IOException {
        return post(path, json, LIMIT);
    }

    /// The same for what may take longer.
    public Answer post(String path, String json, Duration limit) throws IOException {
        return send(to(path, limit).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /// Throws a ConnectException where no agent runs.
    public Answer get(String path) throws IOException {
        return send(to(path, LIMIT).GET());
    }

    private HttpRequest.Builder to(String path, Duration limit) throws IOException {
        String host = config.web().listen().equals(WILDCARD)
                ? "127.0.0.1"
                : config.web().listen();
        String place = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        if (config.web().port() == 0) {
            throw new ConnectException("nobody knows the port");
        }
        return HttpRequest.newBuilder(
                        URI.create("http://" + place + ":" + config.web().port() + path))
                .timeout(limit)
                .header("Authorization", "Bearer " + token());
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopping);
        }
    }

    private static Answer answer(HttpResponse<String> answer) {
        Matcher detail = DETAIL.matcher(answer.body());
        String why = detail.find() ? detail.group(1).replace("\\\"", "\"") : "status " + answer.statusCode();
        return new Answer(answer.statusCode(), why, answer.body());
    }

    private String token() throws IOException {
        Path file = config.stateDir().resolve("web-token");
        if (config.web().token().isPresent()) {
            return config.web().token().get();
        }
        if (Files.notExists(file)) {
            throw new ConnectException("no agent was ever started here");
        }
        return Files.readString(file).strip();
    }
}
