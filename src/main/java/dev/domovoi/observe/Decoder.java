package dev.domovoi.observe;

import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.util.List;

/// Offers each message to the dialects in order and contains what goes wrong in one of them.
///
/// It remembers what discovery taught, so it belongs to one thread and one broker.
public final class Decoder {
    /// Largest payload that any dialect gets to see.
    public static final int MAX_PAYLOAD_BYTES = 1 << 20;

    private final List<Dialect> dialects;

    public Decoder(List<Dialect> dialects) {
        this.dialects = List.copyOf(dialects);
    }

    /// What came of offering a message.
    public sealed interface Result {
        /// The named dialect knows the message.
        record Known(String dialect, Decoded.Understood understood) implements Result {}

        /// No dialect knows the message.
        record Unknown() implements Result {}

        /// The message was too large to be offered.
        record Refused(Problem problem) implements Result {}

        /// The named dialect failed on the message: our fault, kept with the message for a later look.
        record Bug(String dialect, Throwable fault, Message message) implements Result {}
    }

    public List<Dialect> dialects() {
        return dialects;
    }

    /// Never throws, whatever the message.
    public Result decode(Message message) {
        if (message.payload().length > MAX_PAYLOAD_BYTES) {
            return new Result.Refused(new Problem(
                    "payload", "at most " + MAX_PAYLOAD_BYTES + " bytes", message.payload().length + " bytes"));
        }
        for (Dialect dialect : dialects) {
            try {
                if (dialect.decode(message) instanceof Decoded.Understood understood) {
                    return new Result.Known(dialect.name(), understood);
                }
            } catch (RuntimeException | StackOverflowError fault) {
                return new Result.Bug(dialect.name(), fault, message);
            }
        }
        return new Result.Unknown();
    }
}
