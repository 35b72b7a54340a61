package dev.domovoi.app.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.homeassistant.Shelf.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is said to make what is retained into what is wanted.
final class ShelfTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Page ONE = new Page("{\"a\":1}", true);
    private static final Page TWO = new Page("{\"a\":2}", false);

    private final List<String> said = new ArrayList<>();
    private boolean isConnected = true;
    private final Shelf shelf = new Shelf((topic, payload) -> isConnected && said.add(topic + " " + payload));

    private List<String> says(Map<String, Page> wanted, boolean clearsFound) {
        said.clear();
        shelf.become(new TreeMap<>(wanted), clearsFound, NOW);
        return List.copyOf(said);
    }

    @Test
    void onlyWhatDiffersIsSaidAndWhatIsNotWantedAnyMoreIsEmptied() {
        assertEquals(
                List.of("x {\"at\":\"2026-03-10T12:00:00Z\",\"a\":1}", "y {\"a\":2}"),
                says(Map.of("x", ONE, "y", TWO), false));
        assertEquals(List.of(), says(Map.of("x", ONE, "y", TWO), false));
        assertEquals(List.of("y "), says(Map.of("x", ONE), false));
        assertEquals(List.of(), says(Map.of("x", ONE), false));
    }

    @Test
    void whatCouldNotBeSaidIsSaidLater() {
        isConnected = false;
        assertEquals(List.of(), says(Map.of("y", TWO), false));
        isConnected = true;
        assertEquals(List.of("y {\"a\":2}"), says(Map.of("y", TWO), false));
        isConnected = false;
        assertEquals(List.of(), says(Map.of(), false));
        isConnected = true;
        assertEquals(List.of("y "), says(Map.of(), false));
    }

    @Test
    void whatAnEarlierRunLeftStaysForAWhileUnlessItIsHeardOf() {
        shelf.finds("old");
        shelf.finds("y");
        assertEquals(List.of("y {\"a\":2}"), says(Map.of("y", TWO), false));
        assertEquals(List.of("y "), says(Map.of(), false));
        assertEquals(List.of("old "), says(Map.of(), true));
    }

    @Test
    void inDoubtAllIsSaidAgain() {
        says(Map.of("y", TWO), false);
        shelf.doubtAll();
        assertEquals(List.of("y {\"a\":2}"), says(Map.of("y", TWO), false));
        shelf.doubtAll();
        assertEquals(List.of("y "), says(Map.of(), false));
    }
}
