package dev.domovoi.observe.node;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// What Domovoi's own agents say of their nodes, on `PREFIX/node/<node>/vitals`: a list of observations in words.
public final class NodeVitals implements Dialect {
    /// The word for this dialect.
    public static final String NAME = "node";

    private final String root;

    /// Below the first level of Domovoi's own topics.
    public NodeVitals(String prefix) {
        this.root = prefix + "/node/";
    }

    /// Where a node's vitals are published.
    public static String topic(String prefix, String node) {
        return prefix + "/node/" + node + "/vitals";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> subscriptions() {
        return List.of(root + "+/vitals");
    }

    @Override
    public Decoded decode(Message message) {
        Optional<String> node = node(message.topic());
        if (node.isEmpty()) {
            return Report.NOT_MINE;
        }
        if (!DeviceId.isName(node.get())) {
            return Report.refusedName(node.get());
        }
        if (message.payload().length == 0) {
            return Report.NOTHING; // somebody deleted a retained message
        }
        Report report = new Report(message, NAME, node.get());
        report.document().ifPresent(document -> read(report, document));
        return report.decoded();
    }

    private Optional<String> node(String topic) {
        String[] levels =
                topic.startsWith(root) ? topic.substring(root.length()).split("/", -1) : new String[0];
        return levels.length == 2 && levels[1].equals("vitals") ? Optional.of(levels[0]) : Optional.empty();
    }

    /// The time is the node's own and only checked for being one: what counts is when the message arrived.
    private static void read(Report report, Json.Obj document) {
        Json at = document.member("at").orElseGet(Json.Null::new);
        if (!isTime(at)) {
            report.problem("at", "a time such as 2026-01-31T12:00:00Z", Json.shown(at));
        }
        Json observations = document.member("observations").orElseGet(Json.Null::new);
        if (!(observations instanceof Json.Arr(List<Json> items))) {
            report.problem("observations", "an array", Json.shown(observations));
        } else if (items.size() > Report.MAX_OBSERVATIONS) {
            report.problem("observations", "at most " + Report.MAX_OBSERVATIONS, items.size() + " of them");
        } else {
            VitalsReader reader = new VitalsReader(report);
            for (int i = 0; i < items.size(); i++) {
                reader.read("observations/" + i, items.get(i));
            }
        }
    }

    private static boolean isTime(Json at) {
        if (!(at instanceof Json.Text(String text))) {
            return false;
        }
        try {
            return Instant.parse(text).isAfter(Instant.MIN);
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }
}
