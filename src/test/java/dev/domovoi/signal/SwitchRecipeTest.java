package dev.domovoi.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.domovoi.signal.SwitchRecipe.Command;
import dev.domovoi.signal.SwitchRecipe.OffFor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SwitchRecipeTest {
    private static final Source PLUG = Source.whole(new DeviceId("generic", "lamp"));

    @Test
    void saysAStateAndNeverAChange() {
        for (String change : List.of("toggle", "TOGGLE", "{\"state\": \"toggle\"}", "{\"on\":\"Toggle\"}")) {
            assertThrows(IllegalArgumentException.class, () -> recipe("on", change), change);
            assertThrows(IllegalArgumentException.class, () -> recipe(change, "off"), change);
        }
        assertEquals(
                "{\"on\":false,\"toggle_after\":5}",
                recipe("1", "{\"on\":false,\"toggle_after\":5}").off().payload());
    }

    @Test
    void aTimerIsSetInWholeSecondsAndAtLeastOne() {
        OffFor timer = new OffFor("a/b", "off,", "");
        assertEquals(new Command("a/b", "off,90"), timer.command(Duration.ofMillis(90_900)));
        assertEquals(new Command("a/b", "off,1"), timer.command(Duration.ZERO));
    }

    private static SwitchRecipe recipe(String on, String off) {
        return new SwitchRecipe(PLUG, new Command("a/b", on), new Command("a/b", off), Optional.empty(), false);
    }
}
