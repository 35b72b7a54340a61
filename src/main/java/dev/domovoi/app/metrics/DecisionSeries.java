package dev.domovoi.app.metrics;

import dev.domovoi.app.Agent;
import dev.domovoi.app.RealisedRate;
import dev.domovoi.app.Vitals;
import dev.domovoi.app.rules.RulesInForce;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The series of deciding and of the plumbing: incidents, alarms, actions, messages and what was dropped.
final class DecisionSeries {
    private final Agent agent;
    private final Vitals vitals;
    private final HomeState state;

    DecisionSeries(Agent agent) {
        this.agent = agent;
        this.vitals = agent.vitals();
        this.state = agent.state();
    }

    Stream<Series> all() {
        return Stream.concat(
                many(),
                Stream.of(Series.gauge("domovoi_maintenance", "Windows of maintenance that are open now.")
                        .with(windows())));
    }

    private Stream<Series> many() {
        return Stream.of(
                open(),
                incidents(),
                counted("domovoi_alarms", "Alarms raised.", vitals.alarms.counts(), "kind", "severity"),
                Series.gauge("domovoi_alarm_budget_per_week", "False alarms a week that the home accepts.")
                        .with(agent.config().alarmsPerWeek()),
                realised(),
                Series.counter("domovoi_false_alarms", "Incidents that a person called false.")
                        .with(total(vitals.falseAlarms.counts())),
                counted(
                        "domovoi_actions",
                        "Decisions about actions, with the first guard that held them.",
                        vitals.actions.counts(),
                        "action",
                        "verdict",
                        "guard"),
                counted(
                        "domovoi_rules_fired",
                        "Incidents that the household's rules opened.",
                        vitals.fired.counts(),
                        "rule",
                        "severity"),
                rules(),
                Series.gauge(
                                "domovoi_rules_refused",
                                "1 while the newest rules have a mistake and older ones are in force.")
                        .with(agent.rules().state().refused().isPresent() ? 1 : 0),
                counted(
                        "domovoi_notifications",
                        "Notices of incidents by what became of them; a dead one is not tried any more.",
                        vitals.notifications.counts(),
                        "notifier",
                        "outcome"),
                mode(),
                Series.gauge("domovoi_paused", "1 while a person has paused all acting.")
                        .with(state.isPaused(agent.time().instant()) ? 1 : 0),
                counted("domovoi_messages", "Messages read.", vitals.messages.counts(), "dialect", "outcome"),
                dropped(),
                counted(
                        "domovoi_quarantined",
                        "Readings that cannot be true or wait to be confirmed: kept from everything.",
                        vitals.quarantined.counts(),
                        "quantity",
                        "reason"),
                counted(
                        "domovoi_doubted",
                        "Readings that are shown, but neither learned nor a reason to act.",
                        vitals.doubted.counts(),
                        "quantity",
                        "reason"),
                Series.gauge("domovoi_queue_depth", "Messages that wait to be read or handled.")
                        .with(agent.waiting()),
                leader(),
                connected(),
                door(),
                Series.gauge("domovoi_store_bytes", "Size of the store on disk.")
                        .with((double) agent.storeBytes()));
    }

    /// Nothing before anything was watched.
    private Series realised() {
        Series series = Series.gauge(
                "domovoi_realised_false_alarms_per_week",
                "Alarms a week that nobody confirmed, over all days that are remembered, with the Poisson interval at"
                        + " 90 %.");
        RealisedRate realised = RealisedRate.of(vitals.record.days());
        if (realised.weeks() > 0) {
            series.with(realised.rate(), "bound", "estimate");
            series.with(realised.perWeek().low(), "bound", "low");
            series.with(realised.perWeek().high(), "bound", "high");
        }
        return series;
    }

    private Series open() {
        Series series = Series.gauge("domovoi_incidents_open", "Incidents that are open.");
        for (Severity severity : List.of(Severity.values())) {
            long count = state.incidents().stream()
                    .filter(incident -> incident.severity() == severity)
                    .count();
            series.with((double) count, "severity", severity.word());
        }
        return series;
    }

    private Series incidents() {
        Series series = Series.gauge("domovoi_incident", "1 for each open incident.");
        for (Incident incident : state.incidents()) {
            series.with(
                    1,
                    "device",
                    agent.devices().label(incident.device()),
                    "kind",
                    incident.kind(),
                    "severity",
                    incident.severity().word());
        }
        return series;
    }

    /// One series for each set that there was would go on for ever: only that in force is shown.
    private Series rules() {
        RulesInForce.State state = agent.rules().state();
        return Series.gauge("domovoi_rules", "How many rules are in force, and of which set.")
                .with(state.set().book().rules().size(), "set", state.set().id());
    }

    private Series leader() {
        return Series.gauge("domovoi_leader", "1 while this process scores, decides and acts.")
                .with(agent.isLeading() ? 1 : 0);
    }

    private Series connected() {
        return Series.gauge("domovoi_broker_connected", "1 while connected to the broker.")
                .with(agent.isConnected() ? 1 : 0);
    }

    /// Nothing while it is not known.
    private Series door() {
        Series series = Series.gauge("domovoi_broker_open", "1 while the broker lets in anyone: then nothing is done.");
        return state.door() == Door.UNKNOWN ? series : series.with(state.door() == Door.OPEN ? 1 : 0);
    }

    private Series mode() {
        Series series = Series.gauge("domovoi_mode", "1 for the mode the agent is in.");
        for (Mode mode : List.of(Mode.values())) {
            series.with(mode == agent.config().mode() ? 1 : 0, "mode", mode.word());
        }
        return series;
    }

    private int windows() {
        Instant now = agent.time().instant();
        int asked = (int) agent.state().maintenance().stream()
                .filter(one -> one.until().isAfter(now))
                .count();
        return asked + agent.maintenance().open(now).size();
    }

    private Series dropped() {
        Series series =
                counted("domovoi_dropped", "Messages thrown away, by reason.", vitals.dropped.counts(), "reason");
        agent.inbox().drops().forEach((reason, count) -> series.with(count, "reason", reason));
        return series;
    }

    private static double total(Map<List<String>, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Series counted(String name, String help, Map<List<String>, Long> counts, String... labels) {
        Series series = Series.counter(name, help);
        counts.forEach((values, count) -> {
            String[] pairs = new String[labels.length * 2];
            for (int i = 0; i < labels.length; i++) {
                pairs[2 * i] = labels[i];
                pairs[2 * i + 1] = values.get(i);
            }
            series.with(count, pairs);
        });
        return series;
    }
}
