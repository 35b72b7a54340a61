package dev.domovoi.act.router;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a router says became of a command, and the clients that it keeps out since.
public record Answer(String router, long counter, Result result, String why, List<String> blocked) {
    private static final Pattern OLD_COUNTER = Pattern.compile("old counter after ([0-9]{1,15})");

    public Answer {
        blocked = List.copyOf(blocked);
    }

    /// Beyond which number the router wants to be told, where it refused a command for its number.
    OptionalLong countBeyond() {
        Matcher old = OLD_COUNTER.matcher(why);
        return result == Result.REFUSED && old.matches()
                ? OptionalLong.of(Long.parseLong(old.group(1)))
                : OptionalLong.empty();
    }

    /// How it ended.
    public enum Result {
        DONE,
        REFUSED,
        FAILED
    }
}
