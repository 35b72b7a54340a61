package dev.domovoi.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// The keys below `prometheus`: where the past is to be had, and under which names.
final class PrometheusKeys {
    private PrometheusKeys() {}

    static final Key<URI> URL = new Key<>(
            "prometheus.url",
            "",
            "",
            "Your Prometheus, such as http://prometheus.lan:9090: what it remembers of a stream is learned, so that the"
                    + " stream is ready in minutes. Not set: streams are learned live, which takes a week.",
            Parse::httpUrl);
    static final Key<String> USER = new Key<>("prometheus.user", "", "", "User name at your Prometheus.", Parse::name);
    static final Key<String> PASSWORD =
            new Key<>("prometheus.password", "", "", "Password at your Prometheus; never logged.", Function.identity());
    static final Key<String> TOKEN = new Key<>(
            "prometheus.token",
            "",
            "",
            "Bearer token; it is used instead of user and password. Never logged.",
            Parse::bearerToken);
    static final Key<Path> CA = new Key<>(
            "prometheus.ca",
            "",
            "",
            "PEM file of the authority that signed your Prometheus's certificate.",
            Parse::file);
    static final Key<Integer> WEEKS = new Key<>(
            "prometheus.weeks", "4", "weeks", "How far back it is asked.", text -> Parse.wholeNumber(text, 1, 8));
    static final Key<String> METRIC = new Key<>(
            "prometheus.series[].metric",
            "",
            "",
            "Another exporter's metric of power: its name, or a selector such as plug_watts{job=\"plugs\"}.",
            Parse::selector);
    static final Key<String> DEVICE_LABEL = new Key<>(
            "prometheus.series[].device_label",
            "",
            "",
            "Its label that names the device. Not set: device.",
            Parse::labelName);
    static final Key<String> CHANNEL_LABEL = new Key<>(
            "prometheus.series[].channel_label",
            "",
            "",
            "Its label that names the channel. Not set: each device has one series.",
            Parse::labelName);
    static final Key<String> CHANNEL = new Key<>(
            "prometheus.series[].channel",
            "",
            "",
            "The channel that a device's one series stands for. Not set: the whole device.",
            Parse::name);
    static final Key<String> UNIT = new Key<>(
            "prometheus.series[].unit", "", "", "Unit of its numbers, such as mW. Not set: W.", Function.identity());
    static final Key<String> NAMES = new Key<>(
            "prometheus.names.*",
            "",
            "",
            "What a device is called in the series of other exporters, where that is not its name, such as an address.",
            Parse::name);

    static final List<Key<?>> ALL =
            List.of(URL, USER, PASSWORD, TOKEN, CA, WEEKS, METRIC, DEVICE_LABEL, CHANNEL_LABEL, CHANNEL, UNIT, NAMES);
}
