package dev.domovoi.app.recording;

import dev.domovoi.signal.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Reads the lines that nearly all recordings consist of, at a fraction of a general reader's cost: one flat object of
/// ASCII with the usual members. It gives up on everything else, so that a general reader decides.
final class QuickLine {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int HEX_DIGITS = 4;
    private static final byte[] NONE = new byte[0];

    private byte[] line = NONE;
    private int at;
    private int end;
    private byte[] text = new byte[1 << 12];
    private int textLength;
    private int digits;

    private String topic = "";
    private byte[] payload = NONE;
    private Instant time = Instant.EPOCH;
    private boolean isRetained;

    /// The message of a line; empty where a general reader has to look at it.
    Optional<Message> read(byte[] bytes, int start, int length) {
        line = bytes;
        at = start;
        end = start + length;
        topic = "";
        payload = NONE;
        time = Instant.EPOCH;
        isRetained = false;
        boolean isWhole = skips('{') && members() && skips('}') && isOver() && !topic.isEmpty();
        return isWhole ? Optional.of(new Message(time, topic, payload, isRetained)) : Optional.empty();
    }

    private boolean members() {
        do {
            if (!takesText() || !takesMember()) {
                return false;
            }
        } while (skips(','));
        return true;
    }

    /// The member whose name has just been taken.
    private boolean takesMember() {
        if (isNamed("topic")) {
            boolean isRead = skips(':') && takesText();
            topic = isRead ? words() : "";
            return isRead;
        }
        if (isNamed("payload")) {
            boolean isRead = skips(':') && takesText();
            payload = isRead ? Arrays.copyOf(text, textLength) : NONE;
            return isRead;
        }
        if (isNamed("tst")) {
            Optional<Instant> read = skips(':') && takesText() ? RecordedTime.parse(words()) : Optional.empty();
            time = read.orElse(Instant.EPOCH);
            return read.isPresent();
        }
        if (isNamed("retain")) {
            boolean isRead = skips(':') && takesDigits();
            isRetained = digits == 1;
            return isRead && digits <= 1;
        }
        return (isNamed("qos") || isNamed("mid") || isNamed("payloadlen")) && skips(':') && takesDigits();
    }

    private boolean isNamed(String name) {
        if (textLength != name.length()) {
            return false;
        }
        for (int i = 0; i < textLength; i++) {
            if (text[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("deprecation") // the quickest way there is to make a text of what is known to be ASCII
    private String words() {
        return new String(text, 0, 0, textLength);
    }

    private boolean isOver() {
        skipSpace();
        return at == end;
    }

    private boolean skips(char wanted) {
        skipSpace();
        if (at == end || line[at] != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipSpace() {
        while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
            at++;
        }
    }

    /// A number without sign, fraction or leading zero, of a few digits.
    private boolean takesDigits() {
        skipSpace();
        int start = at;
        digits = 0;
        while (at < end && line[at] >= '0' && line[at] <= '9' && at - start < 9) {
            digits = 10 * digits + line[at] - '0';
            at++;
        }
        return at > start && (line[start] != '0' || at == start + 1);
    }

    private boolean takesText() {
        if (!skips('"')) {
            return false;
        }
        if (text.length < end - at) {
            text = new byte[end - at];
        }
        textLength = 0;
        while (at < end) {
            byte next = line[at++];
            if (next == '"') {
                return true;
            }
            int meant = next == '\\' ? escaped() : next;
            if (meant < 0 || (next != '\\' && next < FIRST_PRINTABLE)) {
                return false; // beyond ASCII, or no JSON
            }
            text[textLength++] = (byte) meant;
        }
        return false;
    }

    /// What an escape stands for; negative where it is beyond ASCII, or none.
    private int escaped() {
        if (at == end) {
            return -1;
        }
        return switch (line[at++]) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> -1;
        };
    }

    private int unicode() {
        if (end - at < HEX_DIGITS) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int digit = Character.digit(line[at++], 16);
            if (digit < 0) {
                return -1;
            }
            code = 16 * code + digit;
        }
        return code <= Byte.MAX_VALUE ? code : -1;
    }
}
