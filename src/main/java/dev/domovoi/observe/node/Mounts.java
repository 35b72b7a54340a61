package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Whether the node's root, or the file system of the agent's state, has become read-only: what Linux does with a
/// failing disk or card.
///
/// The node's root is read from the first process's table, because a pod's own shows the container's root; the
/// state's file system from our own table, because only there has it the path that we use. File systems that can
/// never be written, and layered ones, which a container's root is, say nothing about a disk.
final class Mounts implements NodeSignal {
    private static final String OF_THE_NODE = "/proc/1/mounts";
    private static final String OUR_OWN = "/proc/mounts";
    private static final Set<String> NEVER_WRITTEN =
            Set.of("overlay", "squashfs", "erofs", "iso9660", "cramfs", "romfs");

    /// The second is how newer kernels show an ext4 that stopped writing because of its errors.
    private static final Set<String> READ_ONLY = Set.of("ro", "emergency_ro");

    private final String stateDirectory;

    Mounts(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    @Override
    public List<Place> places() {
        return List.of(Place.of(OF_THE_NODE), Place.of(OUR_OWN));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        Optional<NodeFile> own =
                files.stream().filter(file -> file.path().equals(OUR_OWN)).findFirst();
        Optional<Mount> root = table(report, files.getFirst()).stream()
                .filter(mount -> mount.point().equals("/"))
                .reduce((earlier, later) -> later);
        Optional<Mount> state = own.flatMap(
                file -> table(report, file).stream().filter(this::holdsState).reduce(Mounts::nearer));
        root.ifPresent(mount -> tell(report, mount));
        state.filter(Predicate.not(mount -> mount.point().equals("/"))).ifPresent(mount -> tell(report, mount));
    }

    private boolean holdsState(Mount mount) {
        String below = mount.point().endsWith("/") ? mount.point() : mount.point() + '/';
        return stateDirectory.equals(mount.point()) || stateDirectory.startsWith(below);
    }

    /// Of two that are above a directory, the lower one; of two at the same point, the later one, which hides the
    /// other.
    private static Mount nearer(Mount earlier, Mount later) {
        return later.point().length() >= earlier.point().length() ? later : earlier;
    }

    private static void tell(Report report, Mount mount) {
        if (!NEVER_WRITTEN.contains(mount.type()) && DeviceId.isName(mount.point())) {
            report.holds(
                    mount.point(), Condition.READ_ONLY, mount.options().stream().anyMatch(READ_ONLY::contains));
        }
    }

    private static List<Mount> table(Report report, NodeFile file) {
        List<Mount> table =
                file.text().lines().map(Mount::of).flatMap(Optional::stream).toList();
        if (table.isEmpty()) {
            report.problem(file.path(), "a table of mounts", file.trimmed());
        }
        return table;
    }

    /// One line: where what is mounted, and how.
    private record Mount(String point, String type, List<String> options) {
        private static final int FIELDS = 6;

        /// Empty for anything else, such as a last line that was cut.
        static Optional<Mount> of(String line) {
            String[] fields = line.split(" ", -1);
            return fields.length == FIELDS
                    ? Optional.of(new Mount(plain(fields[1]), fields[2], Arrays.asList(fields[3].split(",", -1))))
                    : Optional.empty();
        }

        /// The kernel writes blanks and backslashes of a path in octal.
        private static String plain(String escaped) {
            return escaped.replace("\\040", " ")
                    .replace("\\011", "\t")
                    .replace("\\012", "\n")
                    .replace("\\134", "\\");
        }
    }
}
