package dev.domovoi.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.signal.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the decoder does around the dialects.
final class DecoderTest {
    /// Fails on every message.
    private record Broken(String name) implements Dialect {
        @Override
        public List<String> subscriptions() {
            return List.of();
        }

        @Override
        public Decoded decode(Message message) {
            throw new IllegalStateException("broken on " + message);
        }
    }

    @Test
    void keepsTheMessageOnWhichADialectFails() {
        Message message = message(new byte[1]);

        Decoder.Result.Bug bug =
                assertInstanceOf(Decoder.Result.Bug.class, new Decoder(List.of(new Broken("broken"))).decode(message));

        assertEquals("broken", bug.dialect());
        assertEquals(message, bug.message());
    }

    @Test
    void offersNoDialectAPayloadBeyondTheLimit() {
        Decoder decoder = new Decoder(List.of(new Broken("broken")));

        assertInstanceOf(
                Decoder.Result.Refused.class, decoder.decode(message(new byte[Decoder.MAX_PAYLOAD_BYTES + 1])));
    }

    @Test
    void saysThatNobodyKnowsAnUnknownTopic() {
        assertEquals(new Decoder.Result.Unknown(), new Decoder(Dialects.all()).decode(message(new byte[1])));
    }

    private static Message message(byte[] payload) {
        return new Message(Instant.EPOCH, "weather/today", payload, false);
    }
}
