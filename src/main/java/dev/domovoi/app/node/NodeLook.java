package dev.domovoi.app.node;

import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.node.NodeFile;
import dev.domovoi.observe.node.NodeSignal;
import dev.domovoi.observe.node.NodeSignals;
import dev.domovoi.observe.node.NodeVitals;
import dev.domovoi.observe.node.Place;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Looks at a node: at its files, all below one root, and at the room that is left on its disk.
final class NodeLook {
    private static final String DISK = "/";

    private final Path root;
    private final String node;
    private final List<NodeSignal> signals;
    private final List<NodeSignal> fleeting;

    /// Of the state directory only the file system is looked at, and not below the root: it is this process's own.
    NodeLook(Path root, String node, Path stateDirectory) {
        this.root = root.toAbsolutePath().normalize();
        this.node = node;
        this.signals =
                NodeSignals.all(stateDirectory.toAbsolutePath().normalize().toString());
        this.fleeting = signals.stream().filter(NodeSignal::isFleeting).toList();
    }

    /// All that the node says at present.
    Understood all(Instant at) {
        Report report = report(at);
        List<NodeFile> files = files(signals);
        if (files.isEmpty()) {
            report.problem(root.toString(), "the node's /proc and /sys below it (node.root)", "neither");
        }
        NodeSignals.read(report, signals, files);
        space(report);
        return understood(report);
    }

    /// What the node shows for moments only.
    Understood fleeting(Instant at) {
        Report report = report(at);
        NodeSignals.read(report, fleeting, files(fleeting));
        return understood(report);
    }

    private Report report(Instant at) {
        return new Report(new Message(at, node, new byte[0], false), NodeVitals.NAME, node);
    }

    private List<NodeFile> files(List<NodeSignal> wanted) {
        NodeTree tree = new NodeTree(root);
        List<Place> places =
                wanted.stream().flatMap(signal -> signal.places().stream()).toList();
        return places.stream().flatMap(place -> tree.files(place).stream()).toList();
    }

    /// A file system that does not answer says that its size is 0.
    private void space(Report report) {
        File disk = root.toFile();
        long size = disk.getTotalSpace();
        if (size > 0) {
            report.reading(root.toString(), DISK, Field.of(Quantity.DISK_FREE), (double) disk.getUsableSpace());
            report.reading(root.toString(), DISK, Field.of(Quantity.DISK_SIZE), (double) size);
        }
    }

    private static Understood understood(Report report) {
        return report.decoded() instanceof Understood understood
                ? understood
                : new Understood(List.of(), List.of(), List.of());
    }
}
