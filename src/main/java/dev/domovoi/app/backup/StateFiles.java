package dev.domovoi.app.backup;

import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.StoreCopy;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which files of a state directory go into a backup: all but what is made anew, what is on its way, and what is not
/// the agent's.
final class StateFiles {
    /// Those that let in whoever has them.
    static final Set<String> SECRETS = Set.of("web-token", "broker-credentials");

    /// Where a backup is unpacked before it is put in place.
    static final String UNPACKED = "restore.new";

    /// The state before a restore is kept in a folder of such a name.
    static final String BEFORE = "before-restore-";

    static final int MOST_FILES = 10_000;
    static final long MOST_BYTES = 8L << 30;

    private static final int MOST_LEVELS = 3;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}");
    private static final Pattern PASSING = Pattern.compile(".*\\.(new|tmp|zip)|backup-.*\\.db");

    private StateFiles() {}

    /// Whether a path may be one of a file in a state directory: relative, of plain names, and of few levels.
    static boolean isPath(String path) {
        String[] names = path.split("/", -1);
        return names.length <= MOST_LEVELS
                && List.of(names).stream().allMatch(name -> PATH.matcher(name).matches());
    }

    /// Whether something right in the state directory belongs to backing up and restoring, not to the state.
    static boolean isOurs(String name) {
        return name.equals(UNPACKED)
                || name.equals(StoreCopy.HALF_RESTORED)
                || name.startsWith(BEFORE)
                || name.endsWith(".zip");
    }

    /// What goes in beside the store, and what does not though it is no file that comes and goes.
    record Found(List<Path> files, List<Path> leftOut) {}

    static Found in(Path stateDirectory) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> leftOut = new ArrayList<>();
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes what) {
                return isOurs(stateDirectory.relativize(folder).toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes what) {
                Path path = stateDirectory.relativize(file);
                boolean isWanted = what.isRegularFile() && isPath(path.toString()) && files.size() < MOST_FILES;
                if (!isPassing(path.toString())) {
                    (isWanted ? files : leftOut).add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(stateDirectory, Set.of(), MOST_LEVELS, visitor);
        files.sort(null);
        return new Found(List.copyOf(files), List.copyOf(leftOut));
    }

    private static boolean isPassing(String path) {
        return path.startsWith(Store.NAME) || PASSING.matcher(path).matches();
    }
}
