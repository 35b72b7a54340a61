package dev.domovoi.app.backfill;

import dev.domovoi.app.bus.Tls;
import dev.domovoi.app.bus.TlsFileException;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.signal.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a Prometheus server, one question at a time, each within a limit of time and bytes.
///
/// It follows no redirect: what lets us in here is not for another host.
final class PrometheusClient implements AutoCloseable {
    static final int MOST_BYTES = 4 << 20;

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CANNOT_EXECUTE = 422;

    private final AgentConfig.Prometheus settings;
    private final Duration within;
    private final HttpClient http;

    /// Reads the CA file; `within` limits each answer, its body included.
    PrometheusClient(AgentConfig.Prometheus settings, Duration within) throws TlsFileException {
        this.settings = settings;
        this.within = within;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(within);
        if (settings.ca().isPresent()) {
            builder.sslContext(new Tls(settings.ca(), Optional.empty()).context("prometheus.ca"));
        }
        this.http = builder.build();
    }

    /// The values that a label has in the series of a selector.
    Reply<List<String>> labelValues(String label, String selector, Instant from, Instant to)
            throws InterruptedException {
        return ask(
                "/api/v1/label/" + label + "/values?match[]=" + encoded(selector) + "&start=" + seconds(from) + "&end="
                        + seconds(to),
                Answers::texts);
    }

    /// The series of an instant query; with a range in it, the samples as they were scraped, with their own times.
    Reply<List<Samples>> query(String query, Instant at) throws InterruptedException {
        return ask("/api/v1/query?query=" + encoded(query) + "&time=" + seconds(at), Answers::series);
    }

    /// The value of a query at the same time of each day.
    Reply<List<Samples>> daily(String query, Instant from, Instant to) throws InterruptedException {
        return ask(
                "/api/v1/query_range?query=" + encoded(query) + "&start=" + seconds(from) + "&end=" + seconds(to)
                        + "&step=86400",
                Answers::series);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private <T> Reply<T> ask(String question, Answers.Data<T> data) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.url() + question.replace("[]", "%5B%5D")))
                .timeout(within);
        authorization().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<BoundedBody.Body>> answer =
                http.sendAsync(request.build(), told -> new BoundedBody(MOST_BYTES));
        try {
            return read(answer.get(within.toMillis(), TimeUnit.MILLISECONDS), data);
        } catch (TimeoutException silence) {
            answer.cancel(true);
            return new Reply.Away<>("no answer within " + within.toSeconds() + " s");
        } catch (ExecutionException failed) {
            return new Reply.Away<>(reason(failed.getCause()));
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            throw stopping;
        }
    }

    private Optional<String> authorization() {
        return settings.token()
                .map(token -> "Bearer " + token)
                .or(() -> settings.login()
                        .map(login -> "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((login.user() + ":" + login.password())
                                                .getBytes(StandardCharsets.UTF_8))));
    }

    private static String reason(@org.jspecify.annotations.Nullable Throwable cause) {
        return cause instanceof ConnectException
                ? "no connection"
                : Text.shortened(String.valueOf(cause == null ? "unknown" : cause.getMessage()));
    }

    private static <T> Reply<T> read(HttpResponse<BoundedBody.Body> response, Answers.Data<T> data) {
        int status = response.statusCode();
        BoundedBody.Body body = response.body();
        if (status == OK && body.isTooLong()) {
            return new Reply.TooMuch<>("the answer is longer than " + (MOST_BYTES >> 20) + " MiB");
        }
        if (status == OK) {
            try {
                return new Reply.Got<>(Answers.data(body.bytes(), data));
            } catch (IOException malformed) {
                return new Reply.Away<>("its answer is not Prometheus's: " + firstLine(malformed));
            }
        }
        if (status >= REDIRECTS && status < BAD_REQUEST) {
            String to = response.headers().firstValue("Location").orElse("elsewhere");
            return new Reply.Away<>("it redirects to " + Text.shortened(to) + "; set prometheus.url to where it is");
        }
        String error = error(body);
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN ->
                new Reply.Away<>("it does not let us in (" + status
                        + "); check prometheus.user and prometheus.password, or prometheus.token");
            case NOT_FOUND -> new Reply.Away<>("there is no Prometheus (404); check the path of prometheus.url");
            case BAD_REQUEST -> new Reply.Refused<>("it refuses the query" + error);
            case CANNOT_EXECUTE -> new Reply.TooMuch<>("it cannot answer the query" + error);
            default -> new Reply.Away<>("it answers with status " + status + error);
        };
    }

    private static String error(BoundedBody.Body body) {
        try {
            return ": " + Answers.error(body.bytes());
        } catch (IOException says) {
            return "";
        }
    }

    /// Jackson adds lines about where it was.
    private static String firstLine(IOException malformed) {
        return Text.shortened(
                String.valueOf(malformed.getMessage()).lines().findFirst().orElse("empty"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
