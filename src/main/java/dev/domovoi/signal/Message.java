package dev.domovoi.signal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// An MQTT message as it arrived: when, on which topic, which bytes, and whether the broker replayed it from its
/// store.
///
/// The payload is shared, not copied: nobody changes it after construction, and equality is by its bytes.
@SuppressWarnings("ArrayRecordComponent") // raw bytes on the hot path; equals, hashCode and toString are our own
public record Message(Instant at, String topic, byte[] payload, boolean retained) {
    /// The payload as UTF-8 text; bytes that are no UTF-8 become replacement characters.
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message message
                && at.equals(message.at)
                && topic.equals(message.topic)
                && retained == message.retained
                && Arrays.equals(payload, message.payload);
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return topic + " (" + payload.length + " bytes" + (retained ? ", retained)" : ")");
    }
}
