package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kustomization names what is there, nothing beside it is forgotten, and it says nothing that kustomize does
/// not know.
final class KustomizationTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Path EXAMPLE = Path.of("deploy/kubernetes/example");
    private static final Pattern OFFERED = Pattern.compile("(?m)^# {3}- (\\.\\./components/[\\w-]+)");

    /// Of all that kustomize knows, what we use.
    private static final Set<String> FIELDS = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "labels",
            "resources",
            "components",
            "images",
            "patches",
            "configMapGenerator",
            "secretGenerator");

    static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            List<Path> found = files.filter(file -> file.endsWith(Kustomizations.FILE))
                    .filter(file -> !file.startsWith("deploy/kubernetes/home"))
                    .map(file -> file.getParent())
                    .sorted()
                    .toList();
            assertTrue(found.size() >= 5, "found only " + found);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everythingNamedIsThereAndEverythingThereIsNamed(Path folder) throws IOException {
        List<Path> named = Kustomizations.references(folder);
        for (Path reference : named) {
            Path expected = Files.isDirectory(reference) ? reference.resolve(Kustomizations.FILE) : reference;
            assertTrue(Files.isRegularFile(expected), folder + " names " + reference + ", which is not there");
        }
        try (Stream<Path> files = Files.list(folder)) {
            Set<Path> there = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(Kustomizations.FILE)
                            && !file.toString().endsWith(".md"))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<Path> inFolder = named.stream()
                    .filter(file -> folder.equals(file.getParent()) && Files.isRegularFile(file))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(there, inFolder, "files of " + folder);
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void itSaysOnlyWhatKustomizeKnows(Path folder) throws IOException {
        JsonNode root = Kustomizations.read(folder);
        root.fieldNames().forEachRemaining(field -> assertTrue(FIELDS.contains(field), folder + ": " + field));
        boolean isComponent = folder.startsWith("deploy/kubernetes/components");
        assertEquals(
                isComponent ? "Component" : "Kustomization", root.path("kind").asText(), folder.toString());
        String version = isComponent ? "v1alpha1" : "v1beta1";
        assertEquals(
                "kustomize.config.k8s.io/" + version, root.path("apiVersion").asText(), folder.toString());
    }

    @Test
    void theExampleOffersEveryComponent() throws IOException {
        Set<Path> offered = OFFERED.matcher(Files.readString(EXAMPLE.resolve(Kustomizations.FILE)))
                .results()
                .map((MatchResult found) -> EXAMPLE.resolve(found.group(1)).normalize())
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> components = Files.list(Path.of("deploy/kubernetes/components"))) {
            assertEquals(components.collect(Collectors.toCollection(TreeSet::new)), offered);
        }
    }
}
