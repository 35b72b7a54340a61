package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may not be said of a Prometheus, and what is never shown of it.
final class PrometheusErrorsTest {
    private static final String URL = "prometheus: {url: 'http://p:9090', ";

    @TempDir
    Path folder;

    @Test
    void wrongValuesAreRefusedWithTheirPlaceAndWhatWasExpected() throws IOException {
        refused("prometheus: {url: 'ftp://p'}", "prometheus.url: expected http://host[:port] or https://host[:port]");
        refused("prometheus: {url: 'http://u:s3cret@p'}", "(user, password and token have keys of their own)");
        refused("prometheus: {weeks: 3}", "prometheus.url: is not set, but another key below prometheus is");
        refused(URL + "weeks: 9}", "prometheus.weeks: expected a whole number from 1 to 8");
        refused(URL + "user: us}", "prometheus.user, prometheus.password: one is set without the other");
        refused(URL + "token: 's3cret s3cret'}", "a token of printable characters without blanks, got (hidden)");
        refused(URL + "series: [{metric: 'sum(a)'}]}", "the name of a metric, such as plug_watts, or a selector");
        refused(URL + "series: [{unit: W}]}", "prometheus.series[0] needs metric");
        refused(URL + "series: [{metric: a, unit: kWh}]}", "expected a unit of power (W, kW, mW), got \"kWh\"");
        refused(URL + "series: [{metric: a, channel: b, channel_label: c}]}", "has both channel and channel_label");
        refused(URL + "series: [{metric: a, device_label: 'b-c'}]}", "the name of a label in Prometheus");
    }

    @Test
    void aSecretIsReadFromAFileAndNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
        AgentConfig.Prometheus read = ConfigReader.read(
                        Optional.empty(),
                        Map.of(
                                "DOMOVOI_PROMETHEUS_URL",
                                "http://p:9090/",
                                "DOMOVOI_PROMETHEUS_TOKEN_FILE",
                                secret.toString(),
                                "DOMOVOI_PROMETHEUS_USER",
                                "us",
                                "DOMOVOI_PROMETHEUS_PASSWORD_FILE",
                                secret.toString()))
                .prometheus()
                .orElseThrow();
        assertEquals(URI.create("http://p:9090"), read.url());
        assertEquals(Optional.of("hush"), read.token());
        assertFalse((read + " " + read.login()).contains("hush"), read.toString());
    }

    private void refused(String yaml, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
        String told =
                String.valueOf(assertThrows(ConfigException.class, () -> ConfigReader.read(Optional.of(file), Map.of()))
                        .getMessage());
        assertTrue(told.contains(part) && !told.contains("s3cret"), told);
    }
}
