package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/configuration.md` is made here, from the keys themselves; `-Dgolden.update=true` writes it anew.
final class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Made by ConfigurationPageTest from the list of keys. To change it, change the keys or the test, and run
            ./mvnw -B test -Dtest=ConfigurationPageTest -Dgolden.update=true -->

            Nothing needs to be configured to begin: every key has a default, or may stay unset. Three sources are read, and a later one
            wins: the defaults below, the YAML file named by `--config FILE`, and environment variables.

            * A dot in a key is a level of the YAML file: `home.zone` is `zone:` below `home:`. In a key, `*` stands for a name that you
              choose, and `[]` for each element of a list.
            * The environment variable of a key is `DOMOVOI_` and the key in capitals. A list is given with commas between its elements. Keys
              below a chosen name or below a list's elements can only be set in the file.
            * A secret can be read from a file: `DOMOVOI_MQTT_PASSWORD_FILE=/run/secrets/mqtt` takes the password from there, without the
              line break at its end. Set either the variable or its `_FILE` form, not both.
            * Durations carry their unit: `90s`, `15m`, `2h`, and are at most `1d`. Paths are relative to the directory in which Domovoi is started.
            * A key that is not in this list is refused, and so is a value that does not fit or is empty. The message names the file, line and column (or the
              environment variable), what was expected, what was there, and for an unknown key the nearest known one. A password or token is never
              shown.
            * An unknown variable that begins with `DOMOVOI_` is refused too. Only `DOMOVOI_HEAP` (largest heap, default `96m`), `DOMOVOI_NO_AOT`
              (anything: start without the cache of prepared classes) and `DOMOVOI_CACHE_DIR` (where that cache is kept) belong to the launcher
              `./domovoi`, which keeps them to itself.

            `domovoi doctor --config FILE` checks a configuration against the world: clock, disk, broker, devices heard.
            """;

    private static final String LAYOUT = """
            dialects:
              generic:
                - topic: shed/{device}/telemetry
                  readings:
                    - {pointer: /meter/power_mw, quantity: power, unit: mW}
                    - {pointer: /meter/total, quantity: energy_total}
                  switch: {pointer: /relay, on: true, off: false, command: "shed/{device}/set", command_on: "1", command_off: "0"}
                - topic: shed/{device}/lwt
                  availability: {online: here, offline: gone}
                - topic: greenhouse/thermometer
                  device: greenhouse
                  readings: [{quantity: temperature, unit: F}]
            """;

    private static final String LAYOUTS = """

            `dialects.generic` reads devices that speak none of the known dialects. Each entry says on which topics they come, and where in
            the payload is what; without a pointer the payload itself is the value. Entries may share a device. The first entry whose topic
            fits reads a message, before any other dialect sees it. `domovoi decode --config FILE RECORDING` shows what becomes of it.

            ```yaml
            %s```

            A relay can be switched if it has a `command`. That topic must not be among those that are read: our own command would come
            back looking like the device's answer. On and off are written as in the payload, without quotes: `ON`, `1`, `true`.
            """.formatted(LAYOUT);

    private static final String EXPORTED = """
            prometheus:
              url: http://prometheus.lan:9090
              series:
                - {metric: 'plug_power_watts{job="plugs"}', device_label: name, channel_label: socket}
                - {metric: meter_milliwatts, device_label: instance, channel: "0", unit: mW}
              names:
                boiler: 192.168.1.5:80
                tasmota:lamp: lamp-cellar
            """;

    private static final String HISTORY = """

            A stream that is heard and not ready yet is looked for in `prometheus.series`, in their order, and then in what Domovoi itself
            has shown, `domovoi_power_watts`. The label must hold the name of the device, or what `prometheus.names` says. Where two devices
            share a name, write `dialect:name` there.

            ```yaml
            %s```
            """.formatted(EXPORTED);

    private static final String TOLD = """
            notify:
              webhook:
                url: https://chat.example.org/hooks/a1b2c3
                template: '{"text": "${title}: ${why}"}'
                header_files: {X-Api-Key: /run/secrets/chat}
                on: [opened, resolved]
                severity: warning
              ntfy:
                url: https://ntfy.sh/my-long-secret-topic
            """;

    private static final String NOTICES = """

            Each notifier is told once when an incident opens, changes its severity or is resolved, and never while it only goes on. MQTT
            (`domovoi/incident/<id>`) needs no key. What cannot be delivered is tried again for some nine minutes, with longer and longer rests;
            of each incident only the newest notice waits. No redirect is followed.

            ```yaml
            %s```

            Placeholders of the template: `${event}`, `${incident}`, `${device}`, `${name}`, `${kind}`, `${severity}`, `${opened_at}`, `${at}`,
            `${title}`, `${why}`. They stand inside strings and are escaped. In Alertmanager an incident is the alert `DomovoiIncident` with
            the labels `device`, `kind`, `severity` and `instance`; it is repeated every minute and ends five minutes after the last time.
            """.formatted(TOLD);

    private static final String SHOWN = """

            Each learned device shows whether something is wrong, how surprising it is and its usual power; the agent shows whether it is
            paused, open incidents, this week's alarms and the realised rate of false ones. The states are retained, under
            `domovoi/state/<object>` and `domovoi/report`. There is a switch for the pause with `mqtt.approvals: true` only, which also needs leave to write
            `domovoi/command/paused` at the broker; otherwise there is a button, for nobody resumes over MQTT. A device that its own discovery
            removes, or that is forgotten, goes; so does one that is not heard for a day after a start.
            """;

    private static final String WIRED = """
            devices:
              rack: {powers: [switch-plug, pi4]}
              switch-plug: {powers: [router, dns]}
              pi4: {role: node}
            """;

    private static final String NAMES = """

            In `devices`, a device is called by its name in topics (what `decode` and the metrics show as `device`), or by
            `dialect:name` where two dialects share a name. In `act.allow`, write that name without a dialect, or the name given to it with `devices.*.name`.

            `devices.*.powers` says what hangs on a plug, so that the agent never turns off what the home needs:

            ```yaml
            %s```

            Nothing is done to a plug that feeds one of these words, a device with role `router` or `node`, or the node the agent runs on, be it
            over other plugs (guard `lockout`). A device that is itself called by one of these words counts as it, and so does a client of the
            network: `"02:00:00:00:00:07": {name: storage}` is never put into quarantine. A name that is not in `devices`, and a circle, are refused.
            """.formatted(WIRED);

    private static final String PRESENCE = """

            On a topic of `home.presence` comes `home` or `not_home` (also `away`, `on`, `off`, `true`, `false`, or how many people are home),
            as text or as the field `state` of a JSON object. Somebody is home if one topic says so; nobody is if all of them say so. Anything
            else, such as `unavailable` or the name of another zone, is not known, and so is what was retained, or said before a start, a lost
            connection or more than a day ago: let it be said again now and then.
            """;

    private static final String RULES = """

            How rules are written, and what the shipped ones do, is in [rules/README.md](../rules/README.md). What is changed in the directory is
            in force within a minute, as one set: with a mistake in any file the last good set stays, and the log, `domovoi doctor` and the metric
            `domovoi_rules_refused` say so. At a start there is no last good set: then no rule is in force until the mistake is gone.
            """;

    @Test
    void thePageSaysWhatTheCodeKnows() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                page,
                Files.readString(PAGE),
                PAGE + " is out of date: run this test with -Dgolden.update=true and look at the difference");
    }

    @Test
    void theExampleOfALayoutIsTaken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), LAYOUT);
        assertEquals(
                3,
                ConfigReader.read(Optional.of(file), Map.of())
                        .dialects()
                        .generic()
                        .size());
    }

    @Test
    void theExampleOfNotifiersIsTaken(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "s3cret\n");
        Path file = Files.writeString(folder.resolve("c.yaml"), TOLD.replace("/run/secrets/chat", key.toString()));
        AgentConfig.Notify notify =
                ConfigReader.read(Optional.of(file), Map.of()).notifiers();
        assertEquals(
                Map.of("X-Api-Key", "s3cret"), notify.webhook().orElseThrow().headers());
        assertEquals("/my-long-secret-topic", notify.ntfy().orElseThrow().url().getPath());
    }

    @Test
    void theExampleOfWhatHangsOnAPlugIsTaken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), WIRED);
        assertEquals(
                List.of("switch-plug", "pi4"),
                Objects.requireNonNull(ConfigReader.read(Optional.of(file), Map.of())
                                .devices()
                                .get("rack"))
                        .powers());
    }

    @Test
    void theExampleOfAHistoryIsTaken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), EXPORTED);
        AgentConfig.Prometheus server =
                ConfigReader.read(Optional.of(file), Map.of()).prometheus().orElseThrow();
        assertEquals(2, server.series().size());
        assertEquals("lamp-cellar", server.names().get("tasmota:lamp"));
    }

    private static String page() {
        Map<String, List<Key<?>>> sections = Keys.ALL.stream()
                .collect(Collectors.groupingBy(
                        key -> key.segments().getFirst(), LinkedHashMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(INTRODUCTION);
        sections.forEach((name, keys) -> page.append(section(name, keys)).append(notes(name)));
        return page.toString();
    }

    private static String notes(String section) {
        return switch (section) {
            case "devices" -> NAMES;
            case "notify" -> NOTICES;
            case "home_assistant" -> SHOWN;
            case "home" -> PRESENCE;
            case "rules" -> RULES;
            case "prometheus" -> HISTORY;
            case "dialects" -> LAYOUTS + quantities();
            default -> "";
        };
    }

    private static String quantities() {
        String words = Stream.of(Quantity.values())
                .map(quantity -> "`" + quantity.word() + "`" + (quantity.unit().isEmpty() ? "" : " " + quantity.unit()))
                .collect(Collectors.joining(", "));
        return "\nQuantities, each with the unit that is meant unless another is given: " + words
                + ". Other units of the same kind are taken too, with prefixes such as m, k and M, and J, F, K, min, h.\n";
    }

    private static String section(String name, List<Key<?>> keys) {
        return "\n## " + name + "\n| key | default | unit | environment variable | meaning |\n|---|---|---|---|---|\n"
                + keys.stream().map(ConfigurationPageTest::row).collect(Collectors.joining());
    }

    private static String row(Key<?> key) {
        String fallback = key.fallback().isEmpty() ? "not set" : code(key.fallback());
        String variable = key.variable().isEmpty() ? "" : code(key.variable());
        String file = key.isSecret() && !variable.isEmpty() ? ", " + code(key.variable() + "_FILE") : "";
        return "| " + code(key.path()) + " | " + fallback + " | " + key.unit() + " | " + variable + file + " | "
                + key.meaning().replace("|", "\\|") + " |\n";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
