package dev.domovoi.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.signal.Message;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Several messages in one input, so that what a dialect remembers from one to the next is fuzzed too.
///
/// A message ends with the byte 0x1E. Its first line is the topic, `!` before it says that the message is retained,
/// and the rest is the payload. Wildcards are taken out of the topic: no broker passes it on with them.
final class Conversation {
    private static final byte END = 0x1E;
    private static final int MOST_MESSAGES = 100;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Conversation() {}

    static List<Message> of(byte[] input) {
        List<Message> messages = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= input.length && messages.size() < MOST_MESSAGES; at++) {
            if (at == input.length || input[at] == END) {
                messages.add(message(Arrays.copyOfRange(input, from, at), BEGIN.plusSeconds(messages.size())));
                from = at + 1;
            }
        }
        return messages;
    }

    private static Message message(byte[] input, Instant at) {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        boolean isRetained = input.length > 0 && input[0] == '!';
        int start = isRetained ? 1 : 0;
        String topic = new String(input, start, Math.max(0, line - start), UTF_8).replaceAll("[+#]", "_");
        byte[] payload = Arrays.copyOfRange(input, Math.min(line + 1, input.length), input.length);
        return new Message(at, topic, payload, isRetained);
    }

    static byte[] input(List<Message> messages) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        messages.forEach(message -> {
            input.writeBytes(((message.retained() ? "!" : "") + message.topic() + "\n").getBytes(UTF_8));
            input.writeBytes(message.payload());
            input.write(END);
        });
        return input.toByteArray();
    }
}
