package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TapoBridgeTest {
    private final TapoBridge dialect = new TapoBridge();

    @TestFactory
    List<DynamicTest> readsWhatTheBridgeSent() {
        return Fixtures.tests("tapo_bridge");
    }

    /// The command would come back on the topic of the state and look like the plug's own word.
    @Test
    void teachesNoWayToSwitchBecauseItsOwnCommandWouldConfirmItself() {
        assertEquals(List.of(), Fixtures.learned(dialect, "tapo/rack/status", "1"));
        assertEquals(Map.of("rack||switch", 1.0), Fixtures.observed(dialect, "tapo/rack/status", "1"));
    }

    @Test
    void takesNothingButOneAndZeroForAState() {
        for (String text : List.of("on", "true", "1.0", "01", " 1", "-1", "2", "\"1\"")) {
            assertTrue(Fixtures.understood(dialect, "tapo/rack/status", text).isRejected(), text);
        }
    }

    @Test
    void leavesForeignTopicsAlone() {
        for (String topic : List.of("tapo", "tapo/rack", "tapo/rack/x", "tapo/a/b/power", "tapos/rack/power")) {
            assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message(topic, "1")), topic);
        }
        assertTrue(Fixtures.understood(dialect, "tapo//power", "1").isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(TapoBridge::new, 17, 20_000);
    }
}
