package dev.domovoi.app.cli;

import dev.domovoi.score.drill.Drilled;
import dev.domovoi.score.drill.Finding;
import dev.domovoi.score.drill.Sight;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// A drill as a person reads it: a table of the faults, and sentences below it.
final class DrillTable {
    private static final String ROW = "  %-14s %-9s %-9s %s%n";
    private static final int MINUTES_FROM = 120;

    private DrillTable() {}

    static void print(PrintWriter out, Drilled drilled) {
        switch (drilled) {
            case Drilled.Done done -> print(out, done);
            case Drilled.Cannot cannot ->
                out.printf(
                        "%s, by %s: cannot be drilled yet: it %s%n%n", cannot.stream(), cannot.scorer(), cannot.why());
            case Drilled.Stopped stopped -> out.printf("%s: called off%n%n", stopped.stream());
        }
    }

    private static void print(PrintWriter out, Drilled.Done done) {
        out.printf(
                "%s, by %s: %d of %d injected faults would be caught%n",
                done.stream(), done.scorer(), done.caught(), done.places());
        out.printf(ROW, "fault", "caught", "delay", "first channel");
        for (Finding finding : done.findings()) {
            switch (finding) {
                case Finding.Tried tried ->
                    out.printf(
                            ROW,
                            tried.fault().word(),
                            tried.caught() + " of " + tried.places(),
                            tried.medianDelay().map(DrillTable::delay).orElse("-"),
                            tried.channels().isEmpty() ? "-" : String.join(", ", tried.channels()));
                case Finding.CannotApply not ->
                    out.printf(ROW, not.fault().word(), "-", "-", "not tried: " + not.why());
            }
        }
        Sight.sentences(done).forEach(sentence -> out.printf("  %s%n", sentence));
        out.println();
    }

    private static String delay(Duration delay) {
        long minutes = Math.max(1, Math.round(delay.toSeconds() / 60.0));
        return minutes < MINUTES_FROM ? minutes + " min" : String.format(Locale.ROOT, "%.1f h", minutes / 60.0);
    }
}
