package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Report;
import java.util.List;

/// The signals of a node, listed by hand.
public final class NodeSignals {
    private NodeSignals() {}

    /// All of them; `stateDirectory` is the absolute path of what this agent must be able to write.
    public static List<NodeSignal> all(String stateDirectory) {
        return List.of(
                new Pressure(),
                new Temperatures(),
                new SupplyVoltage(),
                new Throttling(),
                new Clocks(),
                new FlashWear(),
                new DiskWrites(),
                new FileSystemErrors(),
                new Mounts(stateDirectory),
                new MemoryUse(),
                new LoadAverage(),
                new Uptime());
    }

    /// Adds to the report what the files say, each signal reading those of its own places.
    public static void read(Report report, List<NodeSignal> signals, List<NodeFile> files) {
        for (NodeSignal signal : signals) {
            List<NodeFile> own =
                    files.stream().filter(file -> isOf(signal, file)).toList();
            if (!own.isEmpty()) {
                signal.read(report, own);
            }
        }
    }

    private static boolean isOf(NodeSignal signal, NodeFile file) {
        return signal.places().stream().anyMatch(place -> place.fits(file.path()));
    }
}
