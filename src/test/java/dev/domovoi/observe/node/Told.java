package dev.domovoi.observe.node;

import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the signals make of a few files.
record Told(Understood understood) {
    static Told by(NodeFile... files) {
        return by("/var/lib/domovoi", files);
    }

    static Told by(String stateDirectory, NodeFile... files) {
        Report report = new Report(Fixtures.message("files", ""), NodeVitals.NAME, "pi");
        NodeSignals.read(report, NodeSignals.all(stateDirectory), List.of(files));
        return new Told((Understood) report.decoded());
    }

    static Told by(String path, String text) {
        return by(new NodeFile(path, text));
    }

    /// By `channel|quantity`; a condition that holds is 1.
    Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        Fixtures.observed(understood).forEach((what, value) -> values.put(what.substring("pi|".length()), value));
        return values;
    }

    /// Where something could not be read.
    List<String> places() {
        return understood.problems().stream().map(Problem::at).toList();
    }
}
