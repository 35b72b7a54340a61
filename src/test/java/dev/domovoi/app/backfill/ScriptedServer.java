package dev.domovoi.app.backfill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A server that answers like a Prometheus with a sample each minute, and misbehaves as a test has it.
final class ScriptedServer implements AutoCloseable {
    static final Answer HANGS = new Answer(0, "", Map.of());

    private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d+)s]");

    /// Questions in the order they came, as `labels SELECTOR` or `SELECTOR[SECONDSs] @TIME`.
    final Queue<String> questions = new ConcurrentLinkedQueue<>();

    final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    volatile Script script = question -> Optional.empty();
    volatile Map<String, List<String>> devices = Map.of("domovoi_power_watts", List.of("fridge"));

    /// By second: NaN where there was no scrape.
    volatile LongToDoubleFunction watts = second -> 50 + second / 60 % 7;

    volatile int seriesSideBySide = 1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    record Answer(int status, String body, Map<String, String> headers) {
        static Answer of(int status, String body) {
            return new Answer(status, body, Map.of());
        }
    }

    /// What is answered instead of the truth.
    @FunctionalInterface
    interface Script {
        Optional<Answer> instead(String question) throws IOException;
    }

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            String labels = query.getOrDefault("match[]", "");
            boolean isLabels = !labels.isEmpty();
            String question = isLabels ? "labels " + labels : query.get("query") + " @" + query.get("time");
            questions.add(question);
            Answer answer = script.instead(question)
                    .orElseGet(() -> Answer.of(200, isLabels ? labels(labels) : samples(query)));
            if (answer.equals(HANGS)) {
                closing.await();
                return;
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(String raw) {
        return Pattern.compile("&")
                .splitAsStream(raw)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> java.net.URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private String labels(String metric) {
        return devices.getOrDefault(metric, List.of()).stream()
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(",", "{\"status\":\"success\",\"data\":[", "]}"));
    }

    private String samples(Map<String, String> query) {
        Matcher range = RANGE.matcher(query.getOrDefault("query", ""));
        if (!range.matches()) {
            return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},"
                    + "\"values\":[[1772000000,\"1\"],[1772086400,\"2\"]]}]}}";
        }
        long end = Long.parseLong(query.getOrDefault("time", ""));
        StringBuilder series = new StringBuilder();
        for (int i = 0; i < seriesSideBySide; i++) {
            series.append(i == 0 ? "" : ",").append(series(end - Long.parseLong(range.group(2)), end, i));
        }
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + series + "]}}";
    }

    private String series(long start, long end, int number) {
        StringBuilder values = new StringBuilder();
        for (long at = Math.floorDiv(start, 60) * 60; at <= end; at += 60) {
            double value = watts.applyAsDouble(at);
            if (at >= start && !Double.isNaN(value)) {
                values.append(values.isEmpty() ? "" : ",")
                        .append("[")
                        .append(at + number)
                        .append(".25,\"")
                        .append(value)
                        .append("\"]");
            }
        }
        return "{\"metric\":{\"instance\":\"" + number + "\"},\"values\":[" + values + "]}";
    }

    static Duration length(String question) {
        Matcher range = RANGE.matcher(question.substring(0, question.indexOf(" @")));
        return range.matches() ? Duration.ofSeconds(Long.parseLong(range.group(2))) : Duration.ZERO;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
