package dev.domovoi.score;

import java.time.Instant;

/// How far a stream is on the way to being judged: a share of 0 to 1, the reason in words, and when it should be
/// ready.
public record ReadyState(double ratio, String why, Instant expected) {
    public ReadyState {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ready ratio must be 0..1, was " + ratio);
        }
    }

    public boolean isReady() {
        return ratio >= 1;
    }
}
