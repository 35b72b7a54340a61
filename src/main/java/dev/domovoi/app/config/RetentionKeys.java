package dev.domovoi.app.config;

import java.time.Duration;

/// The keys below `retention`: how long what is kept is kept.
final class RetentionKeys {
    private RetentionKeys() {}

    static final Key<Integer> DECISIONS = new Key<>(
            "retention.decisions",
            "400",
            "d",
            "How many days a decision is kept, of at most the newest 10,000. What has a purpose of its own has its own limit:"
                    + " an incident that is over 70 days, a stream's history four weeks, what was learned of a stream that"
                    + " is not heard 30 days.",
            text -> Parse.wholeNumber(text, 7, 3_650));

    static Duration decisions(Settings settings) {
        return Duration.ofDays(settings.value(DECISIONS));
    }
}
