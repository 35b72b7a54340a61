package dev.domovoi.observe.power;

import java.util.Arrays;
import java.util.Optional;

/// What we ask a switch of a later-generation Shelly, told by the number of the request: an answer repeats that
/// number, and where it is an error nothing else says what was refused.
record ShellyRequest(int index, Kind kind) {
    private static final int NUMBERS_PER_SWITCH = 10;

    /// What is asked; the digit is the last one of the number.
    enum Kind {
        ON(1, "Switch.Set"),
        OFF(2, "Switch.Set"),
        STATUS(3, "Switch.GetStatus");

        private final int digit;
        private final String method;

        Kind(int digit, String method) {
            this.digit = digit;
            this.method = method;
        }

        String method() {
            return method;
        }
    }

    int id() {
        return index * NUMBERS_PER_SWITCH + kind.digit;
    }

    /// The request of that number; empty where it is none of ours.
    static Optional<ShellyRequest> of(double number) {
        int id = (int) number;
        return Arrays.stream(Kind.values())
                .filter(kind -> id == number && id > 0 && id % NUMBERS_PER_SWITCH == kind.digit)
                .map(kind -> new ShellyRequest(id / NUMBERS_PER_SWITCH, kind))
                .findFirst();
    }
}
