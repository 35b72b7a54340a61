package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;

/// The tapo-mqtt-bridge: one plain value per topic below `tapo/<name>/`.
///
/// It teaches no way to switch. State and command share a topic, so a command comes back to its sender looking like
/// the state; the bridge takes it for the state it last told and stays silent when the plug follows. Whoever believed
/// that topic would believe himself. By default the bridge ignores commands altogether.
public final class TapoBridge implements Dialect {
    private static final String ROOT = "tapo";
    private static final int LEVELS = 3;

    private static final Field WATTS = Field.of(Quantity.POWER);
    private static final Field WATT_HOURS = new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS);

    @Override
    public String name() {
        return "tapo_bridge";
    }

    @Override
    public List<String> subscriptions() {
        return List.of("tapo/+/status", "tapo/+/power", "tapo/+/energy");
    }

    @Override
    public Decoded decode(Message message) {
        String[] levels = message.topic().split("/", LEVELS + 1);
        if (levels.length != LEVELS || !levels[0].equals(ROOT)) {
            return Report.NOT_MINE;
        }
        return switch (levels[2]) {
            case "status", "power", "energy" -> mine(message, levels[1], levels[2]);
            default -> Report.NOT_MINE;
        };
    }

    private Decoded mine(Message message, String device, String what) {
        if (!DeviceId.isName(device)) {
            return Report.refusedName(device);
        }
        if (message.payload().length == 0) {
            return Report.NOTHING; // a retained value was deleted
        }
        Report report = new Report(message, name(), device);
        switch (what) {
            case "power" -> report.number(what, Source.WHOLE, WATTS, message.text());
            case "energy" -> report.number(what, Source.WHOLE, WATT_HOURS, message.text());
            default -> state(report, message.text());
        }
        return report.decoded();
    }

    private static void state(Report report, String text) {
        switch (text) {
            case "1" -> report.switched(Source.WHOLE, true);
            case "0" -> report.switched(Source.WHOLE, false);
            default -> report.problem("status", "1 or 0", '"' + text + '"');
        }
    }
}
