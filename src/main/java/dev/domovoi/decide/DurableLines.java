package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.HomeState.Counters;
import dev.domovoi.decide.Plan.Progress;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The home's state as lines of fields: the first field names the kind of line, the first line the version.
final class DurableLines {
    private static final String VERSION = "domovoi-decide";
    private static final String ONE = "1";

    private final List<Incident> incidents = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Latch> latches = new ArrayList<>();
    private Counters counters = new Counters(0, 0, 0);
    private Optional<Instant> pausedUntil = Optional.empty();
    private long unshownAlarms;

    private DurableLines() {}

    static List<String> of(HomeState state) {
        List<String> lines = new ArrayList<>();
        Counters counters = state.counters();
        lines.add(Fields.line(VERSION, ONE));
        lines.add(Fields.line(
                "counters",
                Long.toString(counters.incidents()),
                Long.toString(counters.decisions()),
                Long.toString(counters.plans()),
                Long.toString(state.unshownAlarms())));
        state.pausedUntil().ifPresent(until -> lines.add(Fields.line("paused", until.toString())));
        state.incidents().forEach(incident -> lines.add(line(incident)));
        state.plans().forEach(plan -> lines.add(line(plan)));
        state.latches().forEach(latch -> lines.add(line(latch)));
        return List.copyOf(lines);
    }

    static HomeState read(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals(Fields.line(VERSION, ONE))) {
            throw new IllegalArgumentException("stored state must begin with \"" + VERSION + " " + ONE
                    + "\"; use the version of Domovoi that wrote it, or restore a backup");
        }
        DurableLines read = new DurableLines();
        lines.stream().skip(1).forEach(line -> read.take(new Fields(line)));
        return read.state();
    }

    /// A plan that was running may have been done: it stays spent, and its relay latched until it is seen on.
    private HomeState state() {
        List<Plan> ended = new ArrayList<>();
        for (Plan plan : plans) {
            ended.add(plan.isRunning() ? plan.with(Progress.MAYBE_DONE) : plan);
            if (plan.isRunning()) {
                latches.add(new Latch(plan.action().target(), plan.id()));
            }
        }
        return new HomeState(counters, Hold.BEFORE_START, pausedUntil, incidents, ended, latches, unshownAlarms);
    }

    private void take(Fields fields) {
        String kind = fields.word();
        switch (kind) {
            case "counters" -> {
                counters = new Counters(fields.number(), fields.number(), fields.number());
                unshownAlarms = fields.number();
            }
            case "paused" -> pausedUntil = Optional.of(fields.instant());
            case "incident" -> incidents.add(incident(fields));
            case "plan" -> plans.add(plan(fields));
            case "latch" -> latches.add(new Latch(source(fields), fields.word()));
            default -> throw fields.broken("a known kind of line");
        }
        fields.end();
    }

    private static String line(Incident incident) {
        String known = Fields.line(
                "incident",
                incident.id(),
                incident.device().dialect(),
                incident.device().name(),
                incident.name(),
                incident.kind(),
                incident.severity().name(),
                incident.openedAt().toString(),
                incident.lastAlarmAt().toString(),
                incident.lastScoreAt().toString(),
                incident.why());
        String real =
                incident.real().map(isReal -> isReal ? "real" : "false_alarm").orElse("unjudged");
        return String.join("\t", known, line(incident.cut()), real);
    }

    private static Incident incident(Fields fields) {
        return new Incident(
                fields.word(),
                new DeviceId(fields.word(), fields.word()),
                fields.word(),
                fields.word(),
                fields.choice(Severity.class),
                fields.instant(),
                fields.instant(),
                fields.instant(),
                fields.word(),
                cut(fields),
                real(fields));
    }

    private static Optional<Boolean> real(Fields fields) {
        String word = fields.word();
        return switch (word) {
            case "real" -> Optional.of(true);
            case "false_alarm" -> Optional.of(false);
            case "unjudged" -> Optional.empty();
            default -> throw fields.broken("real, false_alarm or unjudged instead of \"" + word + "\"");
        };
    }

    private static String line(Cut cut) {
        return switch (cut) {
            case Cut.Open open -> Fields.line("open");
            case Cut.Held held ->
                Fields.line("held", held.verdict().name(), held.guard(), String.join(",", held.decisions()));
            case Cut.Spent spent -> Fields.line("spent", spent.plan());
            case Cut.Denied denied -> Fields.line("denied");
        };
    }

    private static Cut cut(Fields fields) {
        String word = fields.word();
        return switch (word) {
            case "open" -> new Cut.Open();
            case "held" ->
                new Cut.Held(
                        fields.choice(Verdict.class),
                        fields.word(),
                        List.of(fields.word().split(",", -1)));
            case "spent" -> new Cut.Spent(fields.word());
            case "denied" -> new Cut.Denied();
            default -> throw fields.broken("open, held, spent or denied instead of \"" + word + "\"");
        };
    }

    private static String line(Plan plan) {
        return Fields.line(
                "plan",
                plan.id(),
                plan.incident(),
                plan.decision(),
                plan.at().toString(),
                plan.progress().name(),
                plan.action().kind(),
                plan.action().target().device().dialect(),
                plan.action().target().device().name(),
                plan.action().target().channel());
    }

    private static Plan plan(Fields fields) {
        String id = fields.word();
        String incident = fields.word();
        String decision = fields.word();
        Instant at = fields.instant();
        Progress progress = fields.choice(Progress.class);
        return new Plan(id, incident, decision, action(fields), at, progress);
    }

    private static Action action(Fields fields) {
        String kind = fields.word();
        return switch (kind) {
            case "off" -> new Action.SwitchOff(source(fields));
            default -> throw fields.broken("the action off instead of \"" + kind + "\"");
        };
    }

    private static String line(Latch latch) {
        Source relay = latch.relay();
        return Fields.line("latch", relay.device().dialect(), relay.device().name(), relay.channel(), latch.plan());
    }

    private static Source source(Fields fields) {
        return new Source(new DeviceId(fields.word(), fields.word()), fields.word());
    }
}
