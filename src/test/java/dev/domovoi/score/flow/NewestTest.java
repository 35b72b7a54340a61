package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Short and long tables keep and forget the same.
final class NewestTest {
    @Test
    void theShortTableIsAsTheLongOne() {
        for (int most : List.of(1, 2, 5, 48, Newest.MOST)) {
            Random chance = new Random(most);
            Newest<String, Integer> some = new Newest<>(most);
            NewestOfMany<String, Integer> oracle = new NewestOfMany<>(most);
            for (int i = 0; i < 5000; i++) {
                int value = i;
                String key = "key" + chance.nextInt(2 * most);
                String where = most + " entries, step " + i;
                switch (chance.nextInt(4)) {
                    case 0 -> assertEquals(oracle.known(key), some.known(key), where);
                    case 1 -> assertEquals(oracle.knows(key), some.knows(key), where);
                    default -> assertEquals(oracle.of(key, _ -> value), some.of(key, _ -> value), where);
                }
                if (i % 50 == 0) {
                    List<String> expected = new ArrayList<>();
                    oracle.forEach((one, number) -> expected.add(one + number));
                    List<String> found = new ArrayList<>();
                    some.forEach((one, number) -> found.add(one + number));
                    assertEquals(expected, found, where);
                    assertEquals(expected.size(), some.size());
                }
            }
        }
    }

    @Test
    void aShortTableIsShort() {
        assertEquals(Optional.empty(), new Newest<String, String>(1).known("nobody"));
        assertThrows(IllegalArgumentException.class, () -> new Newest<String, String>(Newest.MOST + 1));
    }
}
