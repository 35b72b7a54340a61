package dev.domovoi.around;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the `kustomization.yaml` of a folder says, as far as we use it.
final class Kustomizations {
    static final String FILE = "kustomization.yaml";

    private Kustomizations() {}

    static JsonNode read(Path folder) throws IOException {
        List<JsonNode> documents = Manifests.trees(Files.readString(folder.resolve(FILE)));
        if (documents.size() != 1) {
            throw new IOException(folder.resolve(FILE) + ": expected one document, got " + documents.size());
        }
        return documents.getFirst();
    }

    static List<Path> resources(Path folder) throws IOException {
        return paths(folder, read(folder).path("resources"));
    }

    /// Everything that it takes from elsewhere: files and folders.
    static List<Path> references(Path folder) throws IOException {
        JsonNode root = read(folder);
        List<Path> all = new ArrayList<>(paths(folder, root.path("resources")));
        all.addAll(paths(folder, root.path("components")));
        for (JsonNode patch : root.path("patches")) {
            all.add(folder.resolve(patch.path("path").asText()).normalize());
        }
        for (String generator : List.of("configMapGenerator", "secretGenerator")) {
            for (JsonNode each : root.path(generator)) {
                all.addAll(paths(folder, each.path("files")));
            }
        }
        return all;
    }

    private static List<Path> paths(Path folder, JsonNode names) {
        return Stream.iterate(0, index -> index < names.size(), index -> index + 1)
                .map(index -> folder.resolve(names.path(index).asText()).normalize())
                .toList();
    }
}
