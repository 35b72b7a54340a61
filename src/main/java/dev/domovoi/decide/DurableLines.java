package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.HomeState.Counters;
import dev.domovoi.decide.Plan.Progress;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The home's state as lines of fields: the first field names the kind of line, the first line the version.
final class DurableLines {
    private static final String VERSION = "domovoi-decide";
    private static final String TWO = "2";
    private static final String TIMED_SHED = "timed_shed";

    /// The same without leases.
    private static final String ONE = "1";

    private final List<Incident> incidents = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Latch> latches = new ArrayList<>();
    private final List<Lease> leases = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();
    private final List<Maintenance.OneOff> maintenance = new ArrayList<>();
    private Counters counters = new Counters(0, 0, 0);
    private Optional<Instant> pausedUntil = Optional.empty();
    private long unshownAlarms;

    private DurableLines() {}

    static List<String> of(HomeState state) {
        List<String> lines = new ArrayList<>();
        Counters counters = state.counters();
        lines.add(Fields.line(VERSION, TWO));
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
        state.leases().forEach(lease -> lines.add(line(lease)));
        state.approvals().forEach(approval -> lines.add(line(approval)));
        state.maintenance().forEach(oneOff -> lines.add(line(oneOff)));
        return List.copyOf(lines);
    }

    static HomeState read(List<String> lines) {
        boolean isKnown = !lines.isEmpty()
                && List.of(Fields.line(VERSION, ONE), Fields.line(VERSION, TWO)).contains(lines.getFirst());
        if (!isKnown) {
            throw new IllegalArgumentException("stored state must begin with \"" + VERSION + " " + TWO
                    + "\"; use the version of Domovoi that wrote it, or restore a backup");
        }
        DurableLines read = new DurableLines();
        lines.stream().skip(1).forEach(line -> read.take(new Fields(line)));
        return read.state();
    }

    /// A plan that was running may have been done: it stays spent, and a relay that it cut latched until it is seen
    /// on. What it took for a while stays taken, or is taken for longer; what it gave back is given back once more
    /// where the device does not say that it was.
    private HomeState state() {
        List<Plan> ended = new ArrayList<>();
        for (Plan plan : plans) {
            ended.add(plan.isRunning() ? plan.with(Progress.MAYBE_DONE) : plan);
            if (plan.isRunning() && plan.action() instanceof Action.SwitchOff) {
                latches.add(new Latch(plan.action().target(), plan.id()));
            }
            if (plan.isRunning()) {
                leases.replaceAll(lease -> lease.isRenewedBy(plan) ? Leases.renewed(lease, plan, plan.at()) : lease);
            }
        }
        return new HomeState(
                counters,
                Hold.BEFORE_START,
                pausedUntil,
                incidents,
                ended,
                latches,
                leases,
                unshownAlarms,
                approvals,
                maintenance,
                Door.UNKNOWN);
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
            case "lease" -> leases.add(lease(fields));
            case "maintenance" -> maintenance.add(oneOff(fields));
            case "approval" -> approval(fields).ifPresent(approvals::add);
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
        return String.join(
                "\t",
                Fields.line(
                        "plan",
                        plan.id(),
                        plan.incident(),
                        plan.decision(),
                        plan.at().toString(),
                        plan.progress().name()),
                line(plan.action()));
    }

    private static Plan plan(Fields fields) {
        String id = fields.word();
        String incident = fields.word();
        String decision = fields.word();
        Instant at = fields.instant();
        Progress progress = fields.choice(Progress.class);
        return new Plan(id, incident, decision, action(fields), at, progress);
    }

    private static String line(Action action) {
        Source target = action.target();
        String line = Fields.line(
                isTimed(action) ? TIMED_SHED : action.kind(),
                target.device().dialect(),
                target.device().name(),
                target.channel());
        return lasts(action)
                .map(time -> String.join("\t", line, Fields.line(Long.toString(time.toSeconds()))))
                .orElse(line);
    }

    private static boolean isTimed(Action action) {
        return action instanceof Action.Shed shed && shed.backAfter().isPresent();
    }

    private static Optional<Duration> lasts(Action action) {
        return switch (action) {
            case Action.Quarantine quarantine -> Optional.of(quarantine.lasts());
            case Action.Shed shed -> shed.backAfter();
            case Action.SwitchOff off -> Optional.empty();
            case Action.SwitchOn on -> Optional.empty();
            case Action.Release release -> Optional.empty();
        };
    }

    private static Action action(Fields fields) {
        String kind = fields.word();
        return switch (kind) {
            case "off" -> new Action.SwitchOff(source(fields));
            case "shed" -> new Action.Shed(source(fields));
            case TIMED_SHED -> new Action.Shed(source(fields), Optional.of(Duration.ofSeconds(fields.number())));
            case "on" -> new Action.SwitchOn(source(fields));
            case "quarantine" -> new Action.Quarantine(source(fields), Duration.ofSeconds(fields.number()));
            case "release" -> new Action.Release(source(fields));
            default -> throw fields.broken("off, shed, on, quarantine or release instead of \"" + kind + "\"");
        };
    }

    private static String line(Lease lease) {
        return String.join(
                "\t",
                Fields.line(
                        "lease",
                        lease.plan(),
                        lease.incident(),
                        lease.name(),
                        lease.rule(),
                        Boolean.toString(lease.isForPeople()),
                        lease.until().toString(),
                        Integer.toString(lease.attempts())),
                line(lease.taken()));
    }

    /// Giving it back begins anew, at once where it is due.
    private static Lease lease(Fields fields) {
        String plan = fields.word();
        String incident = fields.word();
        String name = fields.word();
        String rule = fields.word();
        boolean isForPeople = Boolean.parseBoolean(fields.word());
        Instant until = fields.instant();
        int attempts = (int) fields.number();
        return new Lease(
                action(fields),
                plan,
                incident,
                name,
                rule,
                isForPeople,
                until,
                Optional.empty(),
                attempts,
                Instant.EPOCH);
    }

    private static String line(Approval approval) {
        return Fields.line(
                "approval",
                approval.incident(),
                String.join("\n", approval.parts()),
                String.join(",", approval.decisions()),
                approval.until().toString(),
                Boolean.toString(approval.isGiven()));
    }

    /// One that was given and not used before the restart is void: nothing is done because of a start.
    private static Optional<Approval> approval(Fields fields) {
        Approval stored = new Approval(
                fields.word(),
                List.of(fields.word().split("\n", -1)),
                List.of(fields.word().split(",", -1)),
                fields.instant(),
                Boolean.parseBoolean(fields.word()));
        return Optional.of(stored).filter(approval -> !approval.isGiven());
    }

    private static String line(Maintenance.OneOff oneOff) {
        return Fields.line(
                "maintenance",
                oneOff.device().map(DeviceId::dialect).orElse(""),
                oneOff.device().map(DeviceId::name).orElse(""),
                oneOff.since().toString(),
                oneOff.until().toString());
    }

    private static Maintenance.OneOff oneOff(Fields fields) {
        String dialect = fields.word();
        String name = fields.word();
        Optional<DeviceId> device = dialect.isEmpty() ? Optional.empty() : Optional.of(new DeviceId(dialect, name));
        return new Maintenance.OneOff(device, fields.instant(), fields.instant());
    }

    private static String line(Latch latch) {
        Source relay = latch.relay();
        return Fields.line("latch", relay.device().dialect(), relay.device().name(), relay.channel(), latch.plan());
    }

    private static Source source(Fields fields) {
        return new Source(new DeviceId(fields.word(), fields.word()), fields.word());
    }
}
