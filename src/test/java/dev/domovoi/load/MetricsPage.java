package dev.domovoi.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// One look at the agent's `/metrics`: every sample by its name and labels, as written there.
record MetricsPage(Map<String, Double> samples) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static MetricsPage of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", "text/plain")
                .build();
        String page = CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Map<String, Double> samples = new LinkedHashMap<>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int cut = line.lastIndexOf(' ');
            if (cut > 0) {
                samples.put(line.substring(0, cut), number(line.substring(cut + 1)));
            }
        });
        return new MetricsPage(samples);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    double of(String sample) {
        return samples.getOrDefault(sample, 0.0);
    }

    /// The value of a device's first series of that metric.
    OptionalDouble device(String metric, String device) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(metric + "{"))
                .filter(sample -> sample.getKey().contains("device=\"" + device + "\""))
                .mapToDouble(Map.Entry::getValue)
                .findFirst();
    }

    /// All series of a metric together.
    double sum(String metric) {
        return samples.entrySet().stream()
                .filter(sample ->
                        sample.getKey().equals(metric) || sample.getKey().startsWith(metric + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /// The bound of the bucket in which the quantile lies of what was measured since an earlier look.
    String decisionsWithin(double quantile, MetricsPage before) {
        String prefix = "domovoi_decision_seconds_bucket{le=\"";
        double all = of("domovoi_decision_seconds_count") - before.of("domovoi_decision_seconds_count");
        return samples.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> of(name) - before.of(name) >= quantile * all)
                .map(name -> name.substring(prefix.length(), name.indexOf('"', prefix.length())))
                .findFirst()
                .orElse("?");
    }
}
