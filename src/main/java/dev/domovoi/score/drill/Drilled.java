package dev.domovoi.score.drill;

import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.util.List;

/// What became of a drill.
public sealed interface Drilled {
    /// It was done, on the held-back part from `from` to `to`, in which the untouched stream raised `falseAlarms`
    /// alarms at the same budget. `isWhole` is false where the limit of work left places out.
    record Done(
            StreamId stream,
            String scorer,
            double alarmsPerWeek,
            Instant from,
            Instant to,
            int falseAlarms,
            boolean isWhole,
            List<Finding> findings)
            implements Drilled {
        private static final double WEEK_SECONDS = 7 * 86_400.0;

        public Done {
            findings = List.copyOf(findings);
        }

        public double weeks() {
            return (to.getEpochSecond() - from.getEpochSecond()) / WEEK_SECONDS;
        }

        public List<Finding.Tried> tried() {
            return findings.stream()
                    .filter(Finding.Tried.class::isInstance)
                    .map(Finding.Tried.class::cast)
                    .toList();
        }

        public int places() {
            return tried().stream().mapToInt(Finding.Tried::places).sum();
        }

        public int caught() {
            return tried().stream().mapToInt(Finding.Tried::caught).sum();
        }
    }

    /// There was nothing to drill with.
    record Cannot(StreamId stream, String scorer, String why) implements Drilled {}

    /// It was called off.
    record Stopped(StreamId stream) implements Drilled {}
}
