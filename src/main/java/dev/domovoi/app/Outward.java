package dev.domovoi.app;

import dev.domovoi.app.Afterwards.Judged;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.drill.DrillNight;
import dev.domovoi.app.homeassistant.HomeAssistant;
import dev.domovoi.app.notify.Notices;
import dev.domovoi.app.report.WeekCards;
import dev.domovoi.app.report.WeeklyReport;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// Who is told beside the topics and the log: notifiers, and Home Assistant. A bug in telling them is not one in
/// deciding.
record Outward(
        Notices notices,
        HomeAssistant homeAssistant,
        Afterwards afterwards,
        WeeklyReport report,
        Supplier<HomeState> state)
        implements Audience {
    /// For one watch; what goes over `wire` ends with it.
    static Outward of(
            Station station,
            Devices devices,
            Wire wire,
            Supplier<HomeState> state,
            Supplier<Optional<DrillNight>> drilled) {
        AgentConfig config = station.config();
        int seed = config.mqtt().instance().hashCode();
        return new Outward(
                new Notices(
                        config,
                        station.time(),
                        station.vitals(),
                        station.narrator(),
                        devices::label,
                        device -> devices.supply(device).fedBy(),
                        seed),
                new HomeAssistant(
                        config,
                        devices,
                        station.vitals(),
                        state,
                        (topic, payload) -> wire.publish(topic, payload, true) instanceof Publication.Queued,
                        station.time(),
                        new Random(seed)),
                new Afterwards(station.store().closed(), station.time()),
                report(station, wire, state, drilled),
                state);
    }

    private static WeeklyReport report(
            Station station, Wire wire, Supplier<HomeState> state, Supplier<Optional<DrillNight>> drilled) {
        AgentConfig config = station.config();
        return new WeeklyReport(
                config.mqtt().prefix(),
                new WeekCards(station.store(), state, config.zone(), config.alarmsPerWeek()),
                drilled,
                station.vitals().record::hasDaysBefore,
                (topic, payload) -> wire.publish(topic, payload, true) instanceof Publication.Queued,
                station.time(),
                sentence -> station.narrator().say(Narrator.Kind.NEWS, sentence));
    }

    void start() {
        notices.start();
        homeAssistant.start();
    }

    @Override
    public void changed(HomeState before, HomeState after) {
        contained(() -> notices.changed(before, after));
        contained(() -> afterwards.changed(before, after));
        boolean isSeen = !before.incidents().equals(after.incidents())
                || !before.pausedUntil().equals(after.pausedUntil());
        if (isSeen) {
            homeAssistant.stirred();
        }
    }

    @Override
    public Optional<Judged> late(Event.Feedback said) {
        Optional<Judged> judged = afterwards.judge(said);
        judged.ifPresent(known -> report.changed());
        return judged;
    }

    @Override
    public void minute() {
        contained(() -> notices.minute(state.get()));
        contained(report::minute);
    }

    @Override
    public void reconnected() {
        homeAssistant.reconnected();
        report.changed();
    }

    void close() {
        homeAssistant.close();
        notices.close();
    }

    private static void contained(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException bug) {
            System.getLogger(Outward.class.getName())
                    .log(System.Logger.Level.ERROR, "a bug in notifying; deciding goes on", bug);
        }
    }
}
