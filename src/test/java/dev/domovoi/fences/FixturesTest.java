package dev.domovoi.fences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.Fixture;
import dev.domovoi.observe.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No dialect without recorded messages, none of those without a dialect, and a page of metrics for each.
final class FixturesTest {
    private static final Path PAGES = Path.of("src/test/resources/golden");

    private static final Set<String> NAMES =
            Dialects.all().stream().map(Dialect::name).collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyDialectHasAFolderOfFixturesAndEveryFolderADialect() throws IOException {
        assertEquals(NAMES, names(Fixtures.FOLDER), "dialects in Dialects, and folders in " + Fixtures.FOLDER);
    }

    @Test
    void everyDialectHasAGoldenPageAndEveryPageADialect() throws IOException {
        Set<String> pages = names(PAGES).stream()
                .map(page -> page.replaceFirst("\\.prom$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(NAMES, pages, "dialects in Dialects, and pages in " + PAGES + "; GoldenPageTest writes them");
    }

    @Test
    void everyDialectShowsWhatItReadsAndWhatItRefuses() {
        for (String name : NAMES) {
            List<String> statuses =
                    Fixtures.load(name).stream().map(Fixture::status).distinct().toList();
            assertTrue(statuses.containsAll(List.of("decoded", "ignored", "rejected")), name + " only has " + statuses);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
