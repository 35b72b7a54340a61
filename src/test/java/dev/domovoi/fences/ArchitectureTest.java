package dev.domovoi.fences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.domovoi.app.config.Key;
import dev.domovoi.app.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages about the code speak of code that exists.
final class ArchitectureTest {
    private static final int MOST_LINES = 150;
    private static final int LEAST_NAMES = 20;
    private static final Pattern QUOTED = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*[a-z]\\w*(\\.[A-Z]\\w*)*");
    private static final Pattern ROOM =
            Pattern.compile("(dev\\.domovoi|(dev\\.domovoi\\.)?(signal|observe|score|decide|act|app))(\\.[a-z]+)*");
    private static final Pattern FILE = Pattern.compile("(src|docs|\\.ci|\\.mvn)/[\\w./-]*|[\\w.-]+\\.(md|xml)");
    private static final String ROOT = "dev.domovoi";

    /// Every type of ours, tests included, as `Outer.Inner`.
    private static final Set<String> TYPES = new ClassFileImporter()
            .importPackages(ROOT).stream()
                    .map(type -> type.getName()
                            .substring(type.getPackageName().length() + 1)
                            .replace('$', '.'))
                    .collect(Collectors.toUnmodifiableSet());

    @Test
    void theOverviewIsShort() throws IOException {
        long lines = Files.readString(Path.of("ARCHITECTURE.md")).lines().count();
        assertTrue(lines <= MOST_LINES, "ARCHITECTURE.md has " + lines + " lines, limit " + MOST_LINES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void everyNameExists(String page) throws IOException {
        List<String> names = QUOTED.matcher(Files.readString(Path.of(page)))
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .filter(ArchitectureTest::isName)
                .distinct()
                .toList();
        assertTrue(names.size() >= LEAST_NAMES, page + " names only " + names);
        assertEquals(
                List.of(),
                names.stream().filter(name -> !exists(name)).toList(),
                "names in " + page + " that nothing in the code bears");
    }

    private static boolean isName(String quoted) {
        return Stream.of(TYPE, ROOM, FILE).anyMatch(kind -> kind.matcher(quoted).matches());
    }

    private static boolean exists(String name) {
        if (FILE.matcher(name).matches()) {
            return Files.exists(Path.of(name));
        }
        return ROOM.matcher(name).matches() ? isPackage(name) || isKey(name) : TYPES.contains(name);
    }

    private static boolean isPackage(String name) {
        String folder = (name.startsWith(ROOT) ? name : ROOT + "." + name).replace('.', '/');
        return Files.isDirectory(Path.of("src/main/java", folder));
    }

    /// `act.hold` is a key, not a package.
    private static boolean isKey(String name) {
        return Keys.ALL.stream()
                .map(Key::path)
                .anyMatch(path -> path.equals(name) || path.startsWith(name + ".") || path.startsWith(name + "["));
    }
}
