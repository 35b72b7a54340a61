package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Commands.Asked;
import dev.domovoi.decide.Event;
import dev.domovoi.signal.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final Commands commands =
            new Commands("domovoi", false, List.of("people/anna"), (id, now) -> Optional.empty());

    private Asked asked(String command, String payload) {
        return commands.read(message("domovoi/command/" + command, payload, false), NOW);
    }

    private static Message message(String topic, String payload, boolean retained) {
        return new Message(NOW, topic, payload.getBytes(StandardCharsets.UTF_8), retained);
    }

    private void assertRefused(String command, String payload, String because) {
        String why =
                assertInstanceOf(Asked.Refused.class, asked(command, payload)).why();
        assertTrue(why.contains(because), command + " with \"" + payload + "\": " + why);
    }

    @Test
    void otherTopicsAreNoCommands() {
        for (String topic : List.of("domovoi/decision", "tele/fridge/SENSOR", "domovoi2/command/pause")) {
            assertInstanceOf(Asked.Nothing.class, commands.read(message(topic, "", false), NOW));
        }
    }

    @Test
    void pauseLastsUntilResumedOrForAsLongAsItSays() {
        assertEquals(new Asked.Happens(new Event.Pause(Optional.empty())), asked("pause", ""));
        assertEquals(
                new Asked.Happens(new Event.Pause(Optional.of(NOW.plus(Duration.ofMinutes(30))))),
                asked("pause", " 30m\n"));
        assertEquals(
                new Asked.Happens(new Event.Pause(Optional.of(NOW.plus(Duration.ofHours(9999))))),
                asked("pause", "9999 h"));
    }

    @Test
    void resumeWidensWhatIsDoneAndNeedsApprovals() {
        assertRefused("resume", "", "mqtt.approvals");
        Commands approving = new Commands("domovoi", true, List.of(), (id, now) -> Optional.empty());
        assertEquals(
                new Asked.Happens(new Event.Resume()),
                approving.read(message("domovoi/command/resume", "", false), NOW));
    }

    @Test
    void aSwitchPausesAndResumesOnlyWithApprovals() {
        assertEquals(new Asked.Happens(new Event.Pause(Optional.empty())), asked("paused", "ON"));
        assertRefused("paused", "OFF", "mqtt.approvals");
        assertRefused("paused", "off", "ON or OFF");
        assertEquals(
                new Asked.Happens(new Event.Resume()),
                new Commands("domovoi", true, List.of(), (id, now) -> Optional.empty())
                        .read(message("domovoi/command/paused", "OFF", false), NOW));
    }

    @Test
    void approvalWidensWhatIsDoneTooAndIsRefusedInTheDecidersWords() {
        Commands approving = new Commands(
                "domovoi",
                true,
                List.of(),
                (id, now) -> id.equals("d-7") ? Optional.empty() : Optional.of("too late: it had to be"));
        assertEquals(
                new Asked.Happens(new Event.Approve("d-7")),
                approving.read(message("domovoi/command/approve/d-7", "", false), NOW));
        assertEquals(
                new Asked.Refused("approve d-8: too late: it had to be"),
                approving.read(message("domovoi/command/approve/d-8", "", false), NOW));
        assertEquals(
                new Asked.Refused("approve needs an id such as approve/d-3"),
                approving.read(message("domovoi/command/approve/all", "", false), NOW));
        assertInstanceOf(
                Asked.Refused.class, approving.read(message("domovoi/command/approve/d-7", "", true), NOW), "retained");
    }

    @Test
    void denyAndFeedbackNameWhatTheyMean() {
        assertEquals(new Asked.Happens(new Event.Deny("i-3")), asked("deny/i-3", ""));
        assertEquals(new Asked.Happens(new Event.Deny("d-12")), asked("deny/d-12", "please"));
        assertEquals(new Asked.Happens(new Event.Feedback("i-3", true)), asked("feedback/i-3", "true"));
        assertEquals(new Asked.Happens(new Event.Feedback("i-3", false)), asked("feedback/i-3", "false_alarm"));
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithTheRemedy() {
        assertRefused("pause", "5 days", "30m or 2h");
        assertRefused("pause", "-1h", "30m or 2h");
        assertRefused("pause", "99999h", "30m or 2h");
        assertRefused("deny", "", "deny/i-3");
        assertRefused("deny/everything", "", "deny/i-3");
        assertRefused("deny/i-3/and/more", "", "deny/i-3");
        assertRefused("deny/i-9999999999999", "", "deny/i-3");
        assertRefused("feedback/i-3", "", "true or false_alarm");
        assertRefused("feedback/i-3", "FALSE", "true or false_alarm");
        assertRefused("feedback", "true", "feedback/i-3");
        assertRefused("", "", "known: pause");
        assertRefused("approve/i-3", "", "mqtt.approvals");
        assertRefused("decline/i-3", "", "unknown command");
        assertRefused("pause", "x".repeat(101), "at most 100");
        assertRefused("pause", "\u0000\uFFFF", "30m or 2h");
    }

    @Test
    void aTriggerStartsRulesThatWaitForItsName() {
        assertEquals(
                new Asked.Says(new Arrival.Triggered("movie_night")),
                commands.read(message("domovoi/trigger/movie_night", "whatever", false), NOW));
        for (String refused : List.of("", "a b", "a/b", "x".repeat(61))) {
            assertInstanceOf(
                    Asked.Refused.class, commands.read(message("domovoi/trigger/" + refused, "", false), NOW), refused);
        }
        assertInstanceOf(
                Asked.Refused.class, commands.read(message("domovoi/trigger/movie_night", "", true), NOW), "retained");
    }

    @Test
    void whoIsHomeIsSaidInTheWordsOfHomeAssistant() {
        for (String home :
                List.of("home", "ON", "true", "2", "{\"attributes\":{\"state\":\"x\"},\"state\":\"home\"}")) {
            assertEquals(Optional.of(true), present(home), home);
        }
        for (String away : List.of("not_home", "away", "off", "0", "{\"state\":false}", "{\"state\":0,")) {
            assertEquals(Optional.of(false), present(away), away);
        }
        for (String unknown :
                List.of("", "unavailable", "Work", "{", "{}", "{\"state\":{}}", "[]", "-1", "home\u0000")) {
            assertEquals(Optional.empty(), present(unknown), unknown);
        }
        assertInstanceOf(Asked.Unheard.class, commands.read(message("people/anna", "home", true), NOW));
        assertInstanceOf(Asked.Nothing.class, commands.read(message("people/ben", "home", false), NOW));
    }

    private Optional<Boolean> present(String payload) {
        Asked said = commands.read(message("people/anna", payload, false), NOW);
        Arrival arrival = assertInstanceOf(Asked.Says.class, said).arrival();
        return assertInstanceOf(Arrival.Present.class, arrival).isHome();
    }

    @Test
    void nobodyIsHomeOnceAllSaySoAndSomebodyIfOneDoes() {
        Presence presence = new Presence(List.of("anna", "ben"));
        assertEquals(Optional.empty(), presence.heard("anna", Optional.of(false)), "nothing is known of Ben");
        assertEquals(Optional.of(false), presence.heard("ben", Optional.of(false)));
        assertEquals(Optional.of(true), presence.heard("anna", Optional.of(true)));
        assertEquals(Optional.empty(), presence.heard("anna", Optional.empty()));
        presence.heard("anna", Optional.of(false));
        presence.forget();
        assertEquals(Optional.empty(), presence.heard("anna", Optional.of(false)));
        assertEquals(Optional.empty(), presence.heard("nobody", Optional.of(true)));
    }

    @Test
    void retainedCommandsAreNeverFollowed() {
        for (String command : List.of("pause", "resume", "deny/i-1", "feedback/i-1")) {
            Asked answer = new Commands("domovoi", true, List.of(), (id, now) -> Optional.empty())
                    .read(message("domovoi/command/" + command, "true", true), NOW);
            assertTrue(assertInstanceOf(Asked.Refused.class, answer).why().contains("retain"));
        }
    }
}
