package dev.domovoi.app;

import dev.domovoi.app.homeassistant.HomeAssistant;
import dev.domovoi.app.notify.Notices;
import dev.domovoi.decide.HomeState;
import java.util.function.Supplier;

/// Who is told beside the topics and the log: notifiers, and Home Assistant. A bug in telling them is not one in
/// deciding.
record Outward(Notices notices, HomeAssistant homeAssistant, Supplier<HomeState> state) implements Audience {
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
