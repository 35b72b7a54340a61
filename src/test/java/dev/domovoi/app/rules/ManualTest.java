package dev.domovoi.app.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The manual tells of every word there is, and its example is one.
final class ManualTest {
    private static final Path MANUAL = Path.of("rules/README.md");

    @Test
    void itTellsOfEveryWordAndEveryShippedRule() throws IOException {
        String manual = Files.readString(MANUAL);
        List<String> shipped = RuleFiles.read(Path.of("rules/decisions")).book().rules().stream()
                .map(Rule::name)
                .toList();
        List<String> untold = Stream.of(
                        shipped,
                        Vocabulary.TERMS,
                        Vocabulary.RELATIONS,
                        Vocabulary.WINDOWS,
                        Vocabulary.SELECTIONS,
                        Vocabulary.PLAIN_DEEDS)
                .flatMap(List::stream)
                .filter(word -> !manual.contains("`" + word + "`"))
                .toList();
        assertEquals(List.of(), untold);
    }

    @Test
    void itsExampleIsARule() throws IOException {
        String manual = Files.readString(MANUAL);
        String example = manual.substring(manual.indexOf("```yaml") + 7, manual.indexOf("```\n\n*"));
        assertEquals(1, RuleFiles.rulesOf("rules/README.md", example).size());
    }
}
