package dev.domovoi.app.bus;

/// Which members a payload has, as one number: of two payloads of a topic with the same members, the newer one says
/// all that the older one said.
///
/// A device may report only what has changed. Then two messages of its topic speak of different things, and the
/// second does not make up for the first. Names and depth count, values do not; anything that is no JSON has no
/// members.
final class Shape {
    /// What is looked at of a large payload: far more than any report that comes often.
    private static final int MOST_BYTES = 1 << 14;

    private static final int FACTOR = 31;

    private final byte[] payload;
    private final int end;
    private int at;

    private Shape(byte[] payload) {
        this.payload = payload;
        this.end = Math.min(payload.length, MOST_BYTES);
    }

    static long of(byte[] payload) {
        return new Shape(payload).members();
    }

    private long members() {
        skipBlanks();
        if (at >= end || (payload[at] != '{' && payload[at] != '[')) {
            return 0;
        }
        long shape = 1;
        int depth = 0;
        while (at < end) {
            switch (payload[at++]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    long text = text();
                    skipBlanks();
                    if (at < end && payload[at] == ':') {
                        shape = (shape * FACTOR + depth) * FACTOR + text;
                    }
                }
                default -> {}
            }
        }
        return shape;
    }

    /// The text after its opening quote, which is behind us; leaves its closing quote behind too.
    private long text() {
        long text = 1;
        while (at < end && payload[at] != '"') {
            at += payload[at] == '\\' ? 1 : 0;
            text = text * FACTOR + (at < end ? payload[at] : 0);
            at++;
        }
        at++;
        return text;
    }

    private void skipBlanks() {
        while (at < end && payload[at] <= ' ' && payload[at] >= 0) {
            at++;
        }
    }
}
