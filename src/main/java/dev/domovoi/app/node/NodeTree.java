package dev.domovoi.app.node;

import dev.domovoi.observe.node.NodeFile;
import dev.domovoi.observe.node.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files below a node's root during one round: each folder is listed once.
///
/// What is not there, or cannot be read at the moment, is simply not among them: sensors come and go, and kernels
/// answer with errors where they have nothing to say.
final class NodeTree {
    private static final int MAX_LISTED = 2_000;

    /// Numbers at the ends of names in their order: `thermal_zone9` before `thermal_zone10`.
    private static final Comparator<String> NATURAL =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Path root;
    private final Map<Path, List<String>> folders = new HashMap<>();

    NodeTree(Path root) {
        this.root = root;
    }

    List<NodeFile> files(Place place) {
        List<Path> found = List.of(root);
        for (Place.Level level : place.levels()) {
            found = found.stream()
                    .flatMap(above -> below(above, level).stream())
                    .limit(Place.MAX_MATCHES)
                    .toList();
        }
        return found.stream().map(this::read).flatMap(Optional::stream).toList();
    }

    private List<Path> below(Path folder, Place.Level level) {
        if (level.isFixed()) {
            return List.of(folder.resolve(level.pattern()));
        }
        return folders.computeIfAbsent(folder, NodeTree::list).stream()
                .filter(level::fits)
                .map(folder::resolve)
                .toList();
    }

    private static List<String> list(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
                if (names.size() >= MAX_LISTED) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException notThere) {
            return List.of();
        }
        names.sort(NATURAL);
        return names;
    }

    /// Only regular files are opened, as all of the kernel's are: a pipe would never answer.
    private Optional<NodeFile> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            String text = new String(stream.readNBytes(NodeFile.MAX_BYTES), StandardCharsets.UTF_8);
            return Optional.of(new NodeFile("/" + root.relativize(file), text));
        } catch (IOException notNow) {
            return Optional.empty();
        }
    }
}
