package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tasmota firmware: telemetry, states and wills under `tele` and `stat`, layouts taught by its native discovery.
public final class Tasmota implements Dialect {
    private static final String NAME = "tasmota";
    private static final String USUAL_DISCOVERY = "tasmota/discovery/";
    private static final Pattern STATUS = Pattern.compile("STATUS[0-9]{0,2}");

    private final TasmotaMemory memory = new TasmotaMemory();
    private final TasmotaDiscovery discovery = new TasmotaDiscovery(NAME, memory);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> subscriptions() {
        return TasmotaDiscovery.SUBSCRIPTIONS;
    }

    @Override
    public Decoded decode(Message message) {
        if (message.topic().startsWith(USUAL_DISCOVERY)) {
            return discovery.decode(message, message.topic().substring(USUAL_DISCOVERY.length()));
        }
        Optional<TasmotaLayout> place =
                memory.locate(message.topic()).or(() -> TasmotaLayout.ofDefault(message.topic()));
        return place.map(layout -> read(message, layout)).orElseGet(Decoded.NotMine::new);
    }

    private static Decoded read(Message message, TasmotaLayout layout) {
        if (!DeviceId.isName(layout.deviceName())) {
            return refused(
                    "topic",
                    "a printable device name of at most " + DeviceId.MAX_NAME_CHARS + " characters",
                    layout.deviceName());
        }
        Findings findings = new Findings(message, new DeviceId(NAME, layout.deviceName()));
        String content = layout.lastLevel();
        Optional<String> relay = TasmotaState.relayChannel(content);
        if (content.equals("LWT")) {
            readWill(message, layout, findings);
        } else if (relay.isPresent()) {
            readRelayTopic(message, relay.get(), layout, findings);
        } else {
            readDocument(message, layout, findings);
        }
        return findings.understood();
    }

    private static void readDocument(Message message, TasmotaLayout layout, Findings findings) {
        String content = layout.lastLevel();
        switch (content) {
            case "SENSOR", "STATE", "ENERGY", "RESULT" ->
                object(message, findings).ifPresent(root -> readContent(content, root, layout, findings));
            default -> {
                if (STATUS.matcher(content).matches()) {
                    object(message, findings).ifPresent(root -> readStatus(root, layout, findings));
                } else if (claimsToBeJson(message) && Json.read(message.payload()) instanceof Json.Bad(Problem why)) {
                    findings.problem(why.at(), why.expected(), why.got());
                }
            }
        }
    }

    private static void readContent(String content, Json.Obj root, TasmotaLayout layout, Findings findings) {
        switch (content) {
            case "SENSOR" -> TasmotaSensors.read(root, findings);
            case "STATE" -> TasmotaState.readState(root, layout, findings);
            case "ENERGY" -> TasmotaEnergy.read(root, "", findings);
            default -> TasmotaState.readRelays(root, layout, findings);
        }
    }

    private static void readStatus(Json.Obj root, TasmotaLayout layout, Findings findings) {
        if (root.member("StatusSNS").orElse(new Json.Null()) instanceof Json.Obj sensors) {
            TasmotaSensors.read(sensors, findings);
        }
        if (root.member("StatusSTS").orElse(new Json.Null()) instanceof Json.Obj state) {
            TasmotaState.readState(state, layout, findings);
        }
    }

    /// An empty will is one that was deleted from the broker; a sleeper's will says nothing.
    private static void readWill(Message message, TasmotaLayout layout, Findings findings) {
        if (!layout.isTelemetry()) {
            findings.problem("topic", "LWT below the telemetry prefix", message.topic());
        } else if (message.payload().length > 0 && !layout.words().sleepsDeeply()) {
            Optional<Boolean> reachable = layout.words().reachable(message.text());
            reachable.ifPresent(findings::availability);
            if (reachable.isEmpty() && !layout.words().isOwn()) {
                findings.problem("payload", "\"Online\" or \"Offline\"", '"' + message.text() + '"');
            }
        }
    }

    private static void readRelayTopic(Message message, String channel, TasmotaLayout layout, Findings findings) {
        String text = message.text();
        if (text.startsWith("{")) {
            object(message, findings).ifPresent(root -> TasmotaState.readRelays(root, layout, findings));
        } else if (!text.isEmpty()) {
            TasmotaState.readRelay(layout.lastLevel(), channel, text, layout, findings);
        }
    }

    private static Optional<Json.Obj> object(Message message, Findings findings) {
        return switch (Json.read(message.payload())) {
            case Json.Ok(Json.Obj root) -> Optional.of(root);
            case Json.Ok(Json other) -> {
                findings.problem("payload", "a JSON object", Json.shown(other));
                yield Optional.empty();
            }
            case Json.Bad(Problem why) -> {
                findings.problem(why.at(), why.expected(), why.got());
                yield Optional.empty();
            }
        };
    }

    private static boolean claimsToBeJson(Message message) {
        return message.payload().length > 0 && "{[\"".indexOf(message.payload()[0]) >= 0;
    }

    private static Decoded refused(String at, String expected, String got) {
        return new Decoded.Understood(List.of(), List.of(), List.of(new Problem(at, expected, got)));
    }
}
