package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ShellyGen2Test {
    private final ShellyGen2 dialect = new ShellyGen2();

    @TestFactory
    List<DynamicTest> readsWhatDevicesSent() {
        return Fixtures.tests("shelly_gen2");
    }

    @Test
    void namesThePhasesOfAThreePhaseMeter() {
        assertEquals(
                Map.of("m|a|power", 5.0, "m|b|voltage", 230.0, "m||power", 9.0),
                Fixtures.observed(
                        dialect,
                        "m/status/em:0",
                        "{\"a_act_power\":5,\"b_voltage\":230,\"n_current\":null,\"total_act_power\":9}"));
        assertEquals(
                Map.of("m|a|energy_total", 0.005, "m||energy_returned_total", 0.002),
                Fixtures.observed(dialect, "m/status/emdata:0", "{\"a_total_act_energy\":5,\"total_act_ret\":2}"));
    }

    @Test
    void switchesByRpcAndReadsTheAnswerToItsQuestion() {
        String id = "shellyplus1-a8032abe54dc";
        String frame =
                "{\"src\":\"" + id + "\",\"method\":\"NotifyStatus\",\"params\":{\"switch:0\":{\"output\":true}}}";
        List<Decoded.Learned> learned = Fixtures.learned(dialect, "attic/fan/events/rpc", frame);
        SwitchRecipe recipe = ((Decoded.Learned.Switch) learned.getFirst()).recipe();
        assertEquals("attic/fan/rpc", recipe.off().topic());
        assertEquals(
                "{\"id\":2,\"src\":\"domovoi\",\"method\":\"Switch.Set\",\"params\":{\"id\":0,\"on\":false}}",
                recipe.off().payload());
        assertEquals(
                Map.of("attic/fan|0|switch", 0.0),
                Fixtures.observed(
                        dialect,
                        "domovoi/rpc",
                        "{\"id\":3,\"src\":\"" + id + "\",\"result\":{\"id\":0,\"output\":false}}"));
    }

    @Test
    void anErrorAnswersTheRequestOfItsNumber() {
        String id = "shellyplus2pm-a8032abe54dc";
        String frame =
                "{\"src\":\"" + id + "\",\"method\":\"NotifyStatus\",\"params\":{\"switch:1\":{\"output\":true}}}";
        SwitchRecipe recipe = ((Decoded.Learned.Switch)
                        Fixtures.learned(dialect, id + "/events/rpc", frame).getFirst())
                .recipe();
        assertTrue(recipe.off().payload().startsWith("{\"id\":12,"), recipe.off()::payload);
        assertEquals(
                "{\"id\":12,\"src\":\"domovoi\",\"method\":\"Switch.Set\",\"params\":{\"id\":1,\"on\":false,\"toggle_after\":300}}",
                recipe.offFor().orElseThrow().command(Duration.ofMinutes(5)).payload());
        assertEquals(
                List.of(new Decoded.Learned.Refusal(recipe.target(), false, "no way")),
                error(id, 12, "{\"code\":-106,\"message\":\"no way\"}"));
        assertEquals(
                List.of(new Decoded.Learned.Refusal(recipe.target(), true, "error -106")),
                error(id, 11, "{\"code\":-106}"));
        assertEquals(List.of(), error(id, 13, "{\"code\":-106}"));
        assertEquals(List.of(), error(id, 7_000_000, "{\"code\":-106}"));
        assertTrue(Fixtures.understood(dialect, "domovoi/rpc", "{\"id\":2,\"src\":\"stranger\",\"error\":{}}")
                .isRejected());
    }

    private List<Decoded.Learned> error(String id, int number, String error) {
        return Fixtures.learned(
                dialect, "domovoi/rpc", "{\"id\":" + number + ",\"src\":\"" + id + "\",\"error\":" + error + "}");
    }

    @Test
    void claimsAvailabilityOnlyOfShellys() {
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("kitchen/online", "true")));
        assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message("shellies/p/online", "true")));
        dialect.decode(Fixtures.message("shellies/p/status/switch:0", "{\"output\":true}"));
        assertEquals(1, Fixtures.observed(dialect, "shellies/p/online", "true").size());
    }

    @Test
    void leavesForeignTopicsAlone() {
        for (String topic : List.of("node/status", "node/status/uptime", "x/command", "x/rpc", "rpc", "/online")) {
            assertEquals(Report.NOT_MINE, dialect.decode(Fixtures.message(topic, "5")), topic);
        }
    }

    @Test
    void keepsWhatIsReadableBesideAWrongMember() {
        Decoded.Understood understood =
                Fixtures.understood(dialect, "p/status/switch:0", "{\"apower\":true,\"voltage\":230}");
        assertEquals("switch:0/apower", understood.problems().getFirst().at());
        assertFalse(understood.isRejected());
        assertTrue(Fixtures.understood(dialect, "p/status/switch:-1", "{\"apower\":1}")
                .isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(ShellyGen2::new, 12, 20_000);
    }
}
