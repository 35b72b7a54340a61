package dev.domovoi.observe.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The layouts of `fixtures/generic/domovoi.yaml` at work.
final class GenericJsonTest {
    private final Dialect dialect = Fixtures.fresh("generic");

    @TestFactory
    List<DynamicTest> readsWhatTheLayoutsDescribe() {
        return Fixtures.tests("generic");
    }

    @Test
    void switchesThroughTheTopicAndPayloadsOfTheLayout() {
        SwitchRecipe recipe =
                Fixtures.recipe(dialect, "greenhouse/heater/relay", "1").orElseThrow();
        assertEquals(new Command("greenhouse/heater/set", "OFF"), recipe.off());
        assertEquals(new Command("greenhouse/heater/set", "ON"), recipe.on());
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("greenhouse/heater/set", "OFF")));
    }

    @Test
    void putsTheDeviceIntoTheCommandAndFallsBackToTheWordsOfTheState() {
        String payload = "{\"sockets\":[{\"on\":true}]}";
        SwitchRecipe recipe =
                Fixtures.recipe(dialect, "strips/desk/telemetry", payload).orElseThrow();
        assertEquals(new Command("strips/desk/set/left", "false"), recipe.off());
        assertEquals("left", recipe.target().channel());
        assertEquals("desk", recipe.target().device().name());
    }

    @Test
    void readsABooleanANumberAndAWordAlikeWhereTheyAreWrittenAlike() {
        assertEquals(
                Map.of("desk|left|switch", 0.0),
                Fixtures.observed(dialect, "strips/desk/telemetry", "{\"sockets\":[{\"on\":\"false\"}]}"));
        assertEquals(Map.of("greenhouse||switch", 0.0), Fixtures.observed(dialect, "greenhouse/heater/relay", "0"));
    }

    @Test
    void keepsWhatIsReadableBesideAWrongMember() {
        Decoded.Understood understood =
                Fixtures.understood(dialect, "kasa/p/emeter", "{\"power\":true,\"voltage\":230}");
        assertEquals(1, understood.observations().size());
        assertEquals("/power", understood.problems().getFirst().at());
    }

    @Test
    void knowsNoTopicWithoutALayout() {
        Dialect none = new GenericJson(List.of());
        assertEquals(List.of(), none.subscriptions());
        assertEquals(Report.NOT_MINE, none.decode(Fixtures.message("kasa/hs110/emeter", "{}")));
    }

    @Test
    void subscribesToTheTopicsOfItsLayoutsAlone() {
        assertEquals(
                List.of(
                        "kasa/+/emeter",
                        "strips/+/telemetry",
                        "strips/+/lwt",
                        "greenhouse/+/watts",
                        "greenhouse/heater/relay"),
                dialect.subscriptions());
    }

    @Test
    void aPatternFitsLevelByLevel() {
        TopicPattern pattern = TopicPattern.parse("a/{device}/+/#");
        assertEquals(Optional.of("x"), pattern.match("a/x/y"));
        assertEquals(Optional.of("x"), pattern.match("a/x/y/z/1"));
        assertEquals(Optional.empty(), pattern.match("a/x"));
        assertEquals(Optional.empty(), pattern.match("b/x/y"));
        assertEquals("a/+/+/#", pattern.filter());
        assertEquals(Optional.of(""), TopicPattern.parse("a/b").match("a/b"));
        assertEquals(Optional.empty(), TopicPattern.parse("a/b").match("a/b/" + "c/".repeat(10_000)));
    }

    @Test
    void aPatternWithoutAPlaceOrWithHalfALevelIsRefused() {
        for (String text : List.of(
                "",
                "#",
                "+/#",
                "{device}",
                "{device}/+",
                "a/#/b",
                "a+/b",
                "a/x{device}",
                "{device}/{device}/a",
                "a/b\n")) {
            assertThrows(IllegalArgumentException.class, () -> TopicPattern.parse(text), text);
        }
    }

    @Test
    void refusesHostilePayloads() {
        String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        for (String payload : List.of("", "5", "[1]", "null")) {
            assertEquals(Map.of(), Fixtures.observed(dialect, "kasa/p/emeter", payload), payload);
        }
        for (String payload : List.of(deep, "{", "{\"power\":1e999}", "{\"power\":\"0x1p5\"}", "{\"power\":[1]}")) {
            assertTrue(Fixtures.understood(dialect, "kasa/p/emeter", payload).isRejected());
        }
        assertTrue(Fixtures.understood(dialect, "kasa/" + "p".repeat(60_000) + "/emeter", "{\"power\":1}")
                .isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(() -> Fixtures.fresh("generic"), 19, 20_000);
    }
}
