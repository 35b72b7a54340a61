package dev.domovoi.app.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Names of devices become conditions, whatever characters they hold.
final class SelectorTest {
    @Test
    void aConditionIsAddedToWhatIsThere() {
        assertEquals("m{d=\"x\"}", with("m", "x"));
        assertEquals("m{d=\"x\"}", with("m{}", "x"));
        assertEquals("m{a=\"b\",d=\"x\"}", with("m{a=\"b\"}", "x"));
        assertEquals("m{a=\"b\",d=\"x\"}", with("m{a=\"b\", }".replace(", ", ","), "x"));
    }

    @Test
    void aNameIsTakenLiterally() {
        assertEquals("m{d=\"a\\\"b\\\\c\"}", with("m", "a\"b\\c"));
        assertEquals("m{d=~\"a\\\\.b|c\\\\(d\\\\)\\\\|e\"}", with("m", "a.b", "c(d)|e"));
        assertEquals("m{d=~\"Küche|tasmota:Küche\"}", with("m", "Küche", "tasmota:Küche"));
    }

    private static String with(String selector, String... values) {
        return new Selector(selector).with("d", List.of(values)).toString();
    }
}
