package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
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
            return Report.refusedName(layout.deviceName());
        }
        Report report = new Report(message, NAME, layout.deviceName());
        String content = layout.lastLevel();
        Optional<String> relay = TasmotaState.relayChannel(content);
        if (content.equals("LWT")) {
            readWill(message, layout, report);
        } else if (relay.isPresent()) {
            readRelayTopic(message, relay.get(), layout, report);
        } else {
            readDocument(message, layout, report);
        }
        return report.decoded();
    }

    private static void readDocument(Message message, TasmotaLayout layout, Report report) {
        String content = layout.lastLevel();
        switch (content) {
            case "SENSOR", "STATE", "ENERGY", "RESULT" ->
                report.document().ifPresent(root -> readContent(content, root, layout, report));
            default -> {
                if (STATUS.matcher(content).matches()) {
                    report.document().ifPresent(root -> readStatus(root, layout, report));
                } else if (claimsToBeJson(message) && Json.read(message.payload()) instanceof Json.Bad(Problem why)) {
                    report.problem(why.at(), why.expected(), why.got());
                }
            }
        }
    }

    private static void readContent(String content, Json.Obj root, TasmotaLayout layout, Report report) {
        switch (content) {
            case "SENSOR" -> TasmotaSensors.read(root, report);
            case "STATE" -> TasmotaState.readState(root, layout, report);
            case "ENERGY" -> TasmotaEnergy.read(root, "", report);
            default -> TasmotaState.readRelays(root, layout, report);
        }
    }

    private static void readStatus(Json.Obj root, TasmotaLayout layout, Report report) {
        if (root.member("StatusSNS").orElse(new Json.Null()) instanceof Json.Obj sensors) {
            TasmotaSensors.read(sensors, report);
        }
        if (root.member("StatusSTS").orElse(new Json.Null()) instanceof Json.Obj state) {
            TasmotaState.readState(state, layout, report);
        }
    }

    /// An empty will is one that was deleted from the broker; a sleeper's will says nothing.
    private static void readWill(Message message, TasmotaLayout layout, Report report) {
        if (!layout.isTelemetry()) {
            report.problem("topic", "LWT below the telemetry prefix", message.topic());
        } else if (message.payload().length > 0 && !layout.words().sleepsDeeply()) {
            Optional<Boolean> reachable = layout.words().reachable(message.text());
            reachable.ifPresent(report::available);
            if (reachable.isEmpty() && !layout.words().isOwn()) {
                report.problem("payload", "\"Online\" or \"Offline\"", '"' + message.text() + '"');
            }
        }
    }

    private static void readRelayTopic(Message message, String channel, TasmotaLayout layout, Report report) {
        String text = message.text();
        if (text.startsWith("{")) {
            report.document().ifPresent(root -> TasmotaState.readRelays(root, layout, report));
        } else if (!text.isEmpty()) {
            TasmotaState.readRelay(layout.lastLevel(), channel, text, layout, report);
        }
    }

    private static boolean claimsToBeJson(Message message) {
        return message.payload().length > 0 && "{[\"".indexOf(message.payload()[0]) >= 0;
    }
}
