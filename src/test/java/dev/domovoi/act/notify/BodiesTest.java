package dev.domovoi.act.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.signal.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is sent, with names that mean mischief.
final class BodiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MISCHIEF =
            "\",\"admin\":true,\"x\":\"\\ \n\r\t\b\u0000\u2028 </script> ${why} $1 \uD83D\uDD25 Wäschetrockner";

    @Test
    void aTemplateEscapesWhateverIsFilledIn() throws Exception {
        Template template = new Template("{\"text\":\"*${name}*: ${why}\",\"fixed\":1}");
        JsonNode sent = JSON.readTree(template.filled(Notes.notice("i-1", Event.OPENED, Notes.NOON, MISCHIEF)));
        assertEquals("*Heater*: " + MISCHIEF, sent.path("text").asText());
        assertEquals(2, sent.size());
    }

    @Test
    void theUsualTemplateTellsEverything() throws Exception {
        JsonNode sent = JSON.readTree(Template.USUAL.filled(Notes.notice("i-1", Event.RESOLVED)));
        assertEquals("resolved", sent.path("event").asText());
        assertEquals("Heater: unusual power is over", sent.path("title").asText());
        assertEquals("2026-03-10T12:00:00Z", sent.path("opened_at").asText());
        assertEquals(10, sent.size());
    }

    @Test
    void anUnknownPlaceholderIsRefused() {
        String told =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> new Template("{\"a\":\"${secret}\"}"))
                        .getMessage());
        assertTrue(told.contains("why") && told.endsWith("\"secret\" is none of them"), told);
    }

    @Test
    void ntfyGetsTopicTitlePriorityTagsAndToken() throws Exception {
        try (ScriptedHook hook = new ScriptedHook(200);
                Post post = new Post()) {
            Ntfy ntfy = new Ntfy(post, hook.url("/under/my-topic"), Optional.of("tk_1"));
            assertInstanceOf(Outcome.Done.class, ntfy.deliver(Notes.notice("i-1", Event.OPENED, Notes.NOON, MISCHIEF)));
            ScriptedHook.Got got = hook.got.remove();
            JsonNode sent = JSON.readTree(got.body());
            assertEquals("/under/", got.path());
            assertEquals(List.of("Bearer tk_1"), got.headers().get("Authorization"));
            assertEquals("my-topic", sent.path("topic").asText());
            assertEquals("Heater: unusual power", sent.path("title").asText());
            assertEquals(MISCHIEF, sent.path("message").asText());
            assertEquals(4, sent.path("priority").asInt());
            assertEquals("[\"warning\",\"warning\"]", sent.path("tags").toString());
        }
    }

    @Test
    void aWebhookSendsItsHeaders() throws Exception {
        try (ScriptedHook hook = new ScriptedHook(204);
                Post post = new Post()) {
            Webhook webhook = new Webhook(post, hook.url("/a?b=c"), Map.of("X-Api-Key", "k"), Template.USUAL);
            assertInstanceOf(Outcome.Done.class, webhook.deliver(Notes.notice("i-1", Event.OPENED)));
            ScriptedHook.Got got = hook.got.remove();
            assertEquals("/a?b=c", got.path());
            assertEquals(List.of("k"), got.headers().get("X-api-key"));
        }
    }

    @Test
    void halfACharacterIsNoReasonToFail() {
        assertEquals("\\ud83d!", Quoted.inside("\uD83D!"));
        assertEquals("\uD83D\uDD25", Quoted.inside("\uD83D\uDD25"));
    }
}
