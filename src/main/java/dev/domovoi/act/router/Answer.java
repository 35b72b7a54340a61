package dev.domovoi.act.router;

import java.util.List;

/// What a router says became of a command, and the clients that it keeps out since.
public record Answer(String router, long counter, Result result, String why, List<String> blocked) {
    public Answer {
        blocked = List.copyOf(blocked);
    }

    /// How it ended.
    public enum Result {
        DONE,
        REFUSED,
        FAILED
    }
}
