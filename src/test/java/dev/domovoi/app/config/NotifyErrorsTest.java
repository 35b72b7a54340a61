package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may not be said of notifiers, and what is never shown of them.
final class NotifyErrorsTest {
    private static final String HOOK = "notify: {webhook: {url: 'https://h/s3cret', ";

    @TempDir
    Path folder;

    @Test
    void wrongValuesAreRefusedWithWhatWasExpected() throws IOException {
        refused("notify: {webhook: {url: 'ftp://h/s3cret'}}", "expected http://host[:port]/path");
        refused(
                "notify: {webhook: {url: 'http://u:s3cret@h'}}",
                "(user and password belong into a header), got (hidden)");
        refused("notify: {webhook: {on: [opened]}}", "notify.webhook.url: is not set, but another key below");
        refused(HOOK + "on: [sometimes]}}", "expected one of opened, changed, asked, resolved");
        refused(HOOK + "severity: bad}}", "expected one of info, warning, critical");
        refused(HOOK + "template: 'hello ${why}'}}", "expected JSON with placeholders inside its strings");
        refused(HOOK + "template: '{\"a\": ${why}}'}}", "expected JSON with placeholders inside its strings");
        refused(HOOK + "template: '{\"a\": \"${reason}\"}'}}", "\"reason\" is none of them");
        refused(HOOK + "headers: {Host: s3cret}}}", "\"Host\" is no header that can be set");
        refused(HOOK + "headers: {X-A: \"s3cret\\nX-B: c\"}}}", "expected 1 to 4096 printable ASCII characters");
        refused(HOOK + "token: s3cret, headers: {authorization: s3cret}}}", "header Authorization is set twice");
        refused(HOOK + "header_files: {X-A: missing}}}", "notify.webhook.header_files.X-A");
        refused("notify: {ntfy: {url: 'https://ntfy.sh/'}}", "expected the address of a topic");
        refused("notify: {ntfi: {url: 'https://ntfy.sh/a'}}", "the nearest known one is \"notify.ntfy.url\"");
        refused("home_assistant: {prefix: 'a/b'}", "home_assistant.prefix");
    }

    @Test
    void addressesTokensAndHeadersAreNeverShown() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.yaml"),
                HOOK + "token: s3cret1, headers: {X-A: s3cret2}}, ntfy: {url: 'https://n/s3cret3', token: s3cret4}}");
        AgentConfig config = ConfigReader.read(Optional.of(file), Map.of());
        assertFalse(config.toString().contains("s3cret"), config.toString());
        assertTrue(config.toString().contains("Webhook["), config.toString());
    }

    private void refused(String yaml, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
        String told =
                String.valueOf(assertThrows(ConfigException.class, () -> ConfigReader.read(Optional.of(file), Map.of()))
                        .getMessage());
        assertTrue(told.contains(part) && !told.contains("s3cret"), told);
    }
}
