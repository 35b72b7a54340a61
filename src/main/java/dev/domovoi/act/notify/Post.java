package dev.domovoi.act.notify;

import dev.domovoi.signal.Outcome;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends JSON by HTTP, within a time for all of it. It follows no redirect: what lets us in here is not for another
/// host.
public final class Post implements AutoCloseable {
    /// How long everything may take unless told otherwise.
    public static final Duration WITHIN = Duration.ofSeconds(5);

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    private final Duration within;
    private final HttpClient http;

    public Post() {
        this(WITHIN);
    }

    Post(Duration within) {
        this.within = within;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(within)
                .build();
    }

    /// What came of it; nothing of the answer's body is kept.
    Outcome json(URI url, Map<String, String> headers, String body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(within)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            return outcome(answer.get(within.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException silence) {
            answer.cancel(true);
            return silent();
        } catch (ExecutionException failed) {
            return outcome(failed.getCause());
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            throw stopping;
        }
    }

    private Outcome silent() {
        return new Outcome.Failed("no answer within " + within.toMillis() + " ms", true);
    }

    /// The exceptions' own words may hold the address.
    private Outcome outcome(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException late -> silent();
            case ConnectException refused -> new Outcome.Failed("no connection", true);
            case null -> new Outcome.Failed("no answer", true);
            default -> new Outcome.Failed("no answer: " + cause.getClass().getSimpleName(), true);
        };
    }

    private static Outcome outcome(int status) {
        if (status >= OK && status < REDIRECTS) {
            return new Outcome.Done("taken");
        }
        if (status >= REDIRECTS && status < CLIENT_ERRORS) {
            return new Outcome.Refused("it redirects (" + status + "), which is not followed");
        }
        boolean mayPass = status >= SERVER_ERRORS || status == REQUEST_TIMEOUT || status == TOO_MANY;
        String why = "it answers with status " + status;
        return mayPass ? new Outcome.Failed(why, true) : new Outcome.Refused(why);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
