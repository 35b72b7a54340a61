package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.web.ServedSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A household that wants to be asked before its heater is cut, and works on it.
@Timeout(60)
final class ApprovalTest {
    private static final String ASKING = """
            mode: act
            act: {allow: [{action: "off", device: heater}], hold: 2m, approval: ["off"]}
            """;

    private static final Map<String, String> APPROVING = Map.of("DOMOVOI_MQTT_APPROVALS", "true");

    @TempDir
    Path folder;

    /// Until the agent asks; the id to answer.
    private static String asked(LivingHome home, Agent agent) {
        home.stuckAtWatts = Optional.of(2_000);
        for (int minute = 0; minute < 60 && agent.state().approvals().isEmpty(); minute++) {
            home.minute(agent);
        }
        assertEquals(List.of("off:held:approval"), verdicts(agent));
        return agent.state().approvals().getFirst().decisions().getFirst();
    }

    private static List<String> verdicts(Agent agent) {
        return agent.vitals().actions.counts().keySet().stream()
                .map(words -> String.join(":", words))
                .sorted()
                .toList();
    }

    @Test
    void itIsAskedAndOverHttpATokenAnswers() throws Exception {
        try (LivingHome home = new LivingHome(folder, ASKING);
                Agent agent = home.agent(Optional.of(PastHome.recording(folder)));
                ServedSite served = new ServedSite(agent, home.time)) {
            String id = asked(home, agent);
            home.publish("domovoi/command/approve/" + id, "", false);
            isRefused(home, "approve over MQTT needs mqtt.approvals: true");
            assertEquals(404, served.postWithToken("/api/approve/d-99", "{}").statusCode());
            assertEquals(
                    400,
                    served.postWithToken("/api/approve/" + id, "{\"for\":1}").statusCode());
            assertEquals(202, served.postWithToken("/api/approve/" + id, "{}").statusCode());
            Await.until(
                    "it is heard",
                    LivingHome.LIMIT,
                    () -> agent.state().approvals().getFirst().isGiven());
            assertEquals(409, served.postWithToken("/api/approve/" + id, "{}").statusCode());
            home.minute(agent);
            assertEquals("cmnd/heater/POWER OFF", home.order());
            assertEquals(404, served.postWithToken("/api/approve/" + id, "{}").statusCode(), "it is used");
        }
    }

    @Test
    void overMqttItIsAnsweredWhereTheHouseholdAllowsThat() throws Exception {
        try (LivingHome home = new LivingHome(folder, APPROVING, ASKING);
                Agent agent = home.agent(Optional.of(PastHome.recording(folder)))) {
            String id = asked(home, agent);
            home.publish("domovoi/command/approve/" + id, "", false);
            Await.until(
                    "it is heard",
                    LivingHome.LIMIT,
                    () -> agent.state().approvals().getFirst().isGiven());
            home.minute(agent);
            assertEquals("cmnd/heater/POWER OFF", home.order());
        }
    }

    @Test
    void anAnswerThatComesTooLateIsRefusedAndCounted() throws Exception {
        String hurried = ASKING.replace("approval:", "approve_within: 1m, approval:");
        try (LivingHome home = new LivingHome(folder, APPROVING, hurried);
                Agent agent = home.agent(Optional.of(PastHome.recording(folder)))) {
            String id = asked(home, agent);
            home.minute(agent);
            home.publish("domovoi/command/approve/" + id, "", false);
            isRefused(home, "approve " + id + ": too late");
            assertEquals(1L, agent.vitals().dropped.counts().get(List.of("refused_command")));
            home.minute(agent);
            assertEquals(Optional.empty(), home.order(Duration.ofMillis(200)));
        }
    }

    private static void isRefused(LivingHome home, String why) {
        Await.until(
                "it is refused: " + why,
                LivingHome.LIMIT,
                () -> home.said.stream().anyMatch(sentence -> sentence.startsWith("Command refused: " + why)));
    }

    @Test
    void whileSomebodyWorksOnItNothingAlarmsAndNothingIsLearned() throws Exception {
        try (LivingHome home = new LivingHome(folder, ASKING);
                Agent agent = home.agent(Optional.of(PastHome.recording(folder)));
                ServedSite served = new ServedSite(agent, home.time)) {
            home.minute(agent);
            assertEquals(
                    400,
                    served.postWithToken("/api/maintenance", "{\"name\":\"heater\",\"for\":\"soon\"}")
                            .statusCode());
            assertEquals(
                    404,
                    served.postWithToken("/api/maintenance", "{\"name\":\"nobody\",\"for\":\"1h\"}")
                            .statusCode());
            assertEquals(
                    202,
                    served.postWithToken("/api/maintenance", "{\"name\":\"heater\",\"for\":\"2h\"}")
                            .statusCode());
            Await.until(
                    "it is heard",
                    LivingHome.LIMIT,
                    () -> agent.state().maintenance().size() == 1);
            JsonNode open = ServedSite.json(served.getWithToken("/api/report")).path("maintenance");
            assertEquals("heater", open.path(0).path("device").asText());
            home.stuckAtWatts = Optional.of(2_000);
            for (int minute = 0; minute < 60; minute++) {
                home.minute(agent);
            }
            assertEquals(List.of(), verdicts(agent));
            assertEquals(List.of(), agent.state().incidents());
            assertEquals(
                    202,
                    served.postWithToken("/api/maintenance", "{\"name\":\"heater\"}")
                            .statusCode());
            Await.until(
                    "it is over",
                    LivingHome.LIMIT,
                    () -> agent.state().maintenance().isEmpty());
            for (int minute = 0; minute < 60 && agent.state().incidents().isEmpty(); minute++) {
                home.minute(agent);
            }
            assertEquals(1, agent.state().incidents().size(), "an hour of it was not learned as normal");
        }
    }
}
