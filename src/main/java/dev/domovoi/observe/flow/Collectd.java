package dev.domovoi.observe.flow;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// collectd's MQTT plugin as OpenWrt has it: `time:value` as plain text below `collectd/<host>/`.
///
/// Counters come as rates, which is how the plugin sends them unless it is told otherwise. Its time is not looked at:
/// a message counts from its arrival, and a router has no clock before it has asked for the time.
public final class Collectd implements Dialect {
    private static final String ROOT = "collectd";
    private static final String EVENTS = "event";
    private static final int LEVELS = 4;
    private static final int MAX_VALUES = 8;

    @Override
    public String name() {
        return "collectd";
    }

    @Override
    public List<String> subscriptions() {
        return List.of("collectd/+/+/+");
    }

    @Override
    public Decoded decode(Message message) {
        String[] levels = message.topic().split("/", LEVELS + 1);
        if (!levels[0].equals(ROOT)) {
            return Report.NOT_MINE;
        }
        if (levels.length > 1 && levels[1].equals(EVENTS)) {
            return Report.NOTHING; // notifications of newer versions
        }
        if (levels.length != LEVELS) {
            return Report.refused("topic", "collectd/<host>/<plugin>/<type>", message.topic());
        }
        if (!DeviceId.isName(levels[1])) {
            return Report.refusedName(levels[1]);
        }
        Optional<CollectdMeaning> meaning = CollectdMeaning.of(CollectdPlace.of(levels[2], levels[3]));
        if (meaning.isEmpty() || message.payload().length == 0) {
            return Report.NOTHING;
        }
        Report report = new Report(message, name(), levels[1]);
        read(report, levels[3], meaning.get().values(), withoutEnd(message.text()));
        return report.decoded();
    }

    /// Up to version 5.12 the text comes with the NUL that ends it in memory.
    private static String withoutEnd(String text) {
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }

    private static void read(Report report, String type, List<CollectdMeaning.Value> values, String text) {
        String[] parts = text.split(":", MAX_VALUES + 2);
        if (!parts[0].equals("N") && Decimal.parse(parts[0]).isEmpty()) {
            report.problem(type, "time:value, the time in epoch seconds or N", '"' + text + '"');
        } else if (parts.length != values.size() + 1) {
            report.problem(type, "a time and " + values.size() + " value(s)", '"' + text + '"');
        } else if (!Arrays.stream(parts).skip(1).allMatch(Collectd::isValue)) {
            report.problem(type, "numbers, nan or U after the time", '"' + text + '"');
        } else {
            for (int i = 0; i < values.size(); i++) {
                CollectdMeaning.Value value = values.get(i);
                if (!isUndefined(parts[i + 1])) {
                    report.number(type, value.channel(), value.field(), parts[i + 1]);
                }
            }
        }
    }

    /// One bad value spoils the line: it was cut, or is not collectd's.
    private static boolean isValue(String text) {
        return isUndefined(text) || Decimal.parse(text).isPresent();
    }

    /// No answer to a ping, or a rate before its second sample.
    private static boolean isUndefined(String text) {
        return switch (text) {
            case "nan", "-nan", "NaN", "U" -> true;
            default -> false;
        };
    }
}
