package dev.domovoi.app.backfill;

import java.time.Duration;

/// How often new streams are looked for, how long to wait before a server that is away is asked again (each time twice
/// as long, up to a longest), and how long one answer may take.
public record Pace(Duration look, Duration firstRetry, Duration longestRetry, Duration answer) {
    public static final Pace USUAL =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofSeconds(30));

    public Pace {
        if (look.isNegative() || !firstRetry.isPositive() || !answer.isPositive()) {
            throw new IllegalArgumentException(
                    "waits must be positive, were " + look + ", " + firstRetry + " and " + answer);
        }
    }
}
