package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.SwitchRecipe;
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
