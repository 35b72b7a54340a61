package dev.domovoi.app;

import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.homeassistant.HomeAssistant;
import dev.domovoi.app.notify.Notices;
import dev.domovoi.decide.HomeState;
import java.util.Random;
import java.util.function.Supplier;

/// Who is told beside the topics and the log: notifiers, and Home Assistant. A bug in telling them is not one in
/// deciding.
record Outward(Notices notices, HomeAssistant homeAssistant, Supplier<HomeState> state) implements Audience {
    /// For one watch; what goes over `wire` ends with it.
    static Outward of(Station station, Devices devices, Wire wire, Supplier<HomeState> state) {
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
                state);
    }

    void start() {
        notices.start();
        homeAssistant.start();
    }

    @Override
    public void changed(HomeState before, HomeState after) {
        contained(() -> notices.changed(before, after));
        boolean isSeen = !before.incidents().equals(after.incidents())
                || !before.pausedUntil().equals(after.pausedUntil());
        if (isSeen) {
            homeAssistant.stirred();
        }
    }

    @Override
    public void minute() {
        contained(() -> notices.minute(state.get()));
    }

    @Override
    public void reconnected() {
        homeAssistant.reconnected();
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
