package dev.domovoi.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which topics the filters let through.
final class FiltersTest {
    @Test
    void matchesLevelByLevel() {
        String[] levels = {"a", "b", "ab", ""};
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String topic = path(random, levels, "a");
            String filter = path(random, new String[] {"a", "b", "ab", "", "+", "+"}, random.nextBoolean() ? "#" : "a");
            Filters filters = new Filters();
            filters.add(List.of("other/topic", filter));
            assertEquals(
                    matches(filter.split("/", -1), topic.split("/", -1)),
                    filters.match(topic),
                    filter + " and " + topic);
        }
    }

    @Test
    void noFilterMatchesNothing() {
        assertEquals(false, new Filters().match("a"));
    }

    private static boolean matches(String[] filter, String[] topic) {
        for (int i = 0; i < filter.length; i++) {
            if (filter[i].equals("#")) {
                return true;
            }
            if (i >= topic.length || !(filter[i].equals("+") || filter[i].equals(topic[i]))) {
                return false;
            }
        }
        return filter.length == topic.length;
    }

    private static String path(Random random, String[] levels, String last) {
        StringBuilder path = new StringBuilder();
        for (int more = random.nextInt(4); more > 0; more--) {
            path.append(levels[random.nextInt(levels.length)]).append('/');
        }
        return path.append(last).toString();
    }
}
