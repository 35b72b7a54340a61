package dev.domovoi.app.cli;

import dev.domovoi.app.Replay;
import dev.domovoi.app.Replay.Reception;
import dev.domovoi.app.recording.RecordedLine.Unreadable;
import dev.domovoi.app.replay.ReplayTally;
import dev.domovoi.app.replay.Timeline;
import dev.domovoi.app.rules.RuleFiles.RuleSet;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.rule.Rule;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a replay says at its end: what was decided by rule and week, and what was wrong with the recording.
final class ReplaySummary {
    private static final double HOURS_A_DAY = 24;

    private final Replay replay;
    private final ReplayTally tally;
    private final RuleSet rules;
    private final String origin;
    private final Mode mode;
    private long unreadable;
    private Optional<Unreadable> first = Optional.empty();
    private Optional<String> cut = Optional.empty();

    ReplaySummary(Replay replay, ReplayTally tally, RuleSet rules, String origin, Mode mode) {
        this.replay = replay;
        this.tally = tally;
        this.rules = rules;
        this.origin = origin;
        this.mode = mode;
    }

    void unreadable(Unreadable line) {
        unreadable++;
        first = first.or(() -> Optional.of(line));
    }

    /// The file ends in the middle of something.
    void cut(String why) {
        cut = Optional.of(why);
    }

    void print(PrintWriter out) {
        boolean isEmpty = replay.count(Reception.values()) == 0;
        if (isEmpty) {
            out.println("domovoi: there is no message in the recording");
        } else {
            Duration length = Duration.between(replay.began(), replay.now()).abs();
            out.println(head(length));
            out.println();
            tally.lines(rules.book().rules().stream().map(Rule::name).toList(), length)
                    .forEach(out::println);
        }
        List<String> troubles = troubles();
        if (!troubles.isEmpty()) {
            out.println();
            troubles.forEach(out::println);
        }
        out.flush();
    }

    private String head(Duration length) {
        return String.format(
                Locale.ROOT,
                "%,d messages of %s from %s to %s (%.1f days), mode %s, %s (%s).",
                replay.count(Reception.values()),
                count(replay.deviceCount(), "device"),
                replay.began().truncatedTo(ChronoUnit.SECONDS),
                replay.now().truncatedTo(ChronoUnit.SECONDS),
                length.toMinutes() / (HOURS_A_DAY * Duration.ofHours(1).toMinutes()),
                mode.word(),
                count(rules.book().rules().size(), "rule"),
                origin);
    }

    private List<String> troubles() {
        Timeline.Faults faults = replay.faults();
        List<String> said = new ArrayList<>();
        first.ifPresent(line -> say(
                said, unreadable, "line", "could not be read; the first is " + line.number() + ": " + line.problem()));
        cut.ifPresent(
                why -> said.add("The file ends in the middle of something (" + why + "): it was heard up to there."));
        say(said, faults.undated(), "line", "without a time left out.");
        say(said, faults.late(), "line", "up to 30 s earlier than one before, heard as late.");
        say(said, faults.leftOut(), "line", "in the wrong order, or alone far ahead in time, left out.");
        say(said, faults.setBack(), "time", "the clock was set back; each time a hold followed.");
        if (faults.gaps() > 0) {
            say(
                    said,
                    faults.gaps(),
                    "gap",
                    "of " + hours(faults.missing()) + " together, the longest " + hours(faults.longestGap())
                            + ": held, as if the broker had been away.");
        }
        say(said, replay.count(Reception.REJECTED), "message", "that no dialect could read rejected.");
        say(said, replay.count(Reception.UNHEARD), "message", "on topics that the agent does not listen to left out.");
        say(said, replay.count(Reception.REFUSED), "command", "refused, as a running agent does.");
        replay.bug().ifPresent(bug -> say(said, replay.count(Reception.BUG), "bug", "of ours; the first: " + bug));
        if (!replay.mayAct()) {
            said.add("Acting has stopped after a bug in deciding: what follows it is not to be trusted.");
        }
        return said;
    }

    private static void say(List<String> said, long count, String thing, String what) {
        if (count > 0) {
            said.add(count(count, thing) + " " + what);
        }
    }

    private static String count(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    private static String hours(Duration span) {
        return span.compareTo(Duration.ofHours(2)) < 0 ? span.toMinutes() + " min" : span.toHours() + " h";
    }
}
