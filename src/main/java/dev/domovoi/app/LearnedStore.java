package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.Collection;

/// Writes now and then what was learned, and takes out what is to be forgotten. Belongs to the home thread, which owns
/// what is written. `ageing` writes what of the state of deciding waits.
record LearnedStore(Station station, Streams streams, TickHistory history, NetworkWatch network, Runnable ageing) {
    /// All streams where it is to be whole; else some of them, in turn.
    void write(boolean isWhole) {
        Instant now = station.time().instant();
        station.vitals().progress(streams.progress(now));
        history.write();
        try {
            KeptThings.forget(station.store(), history, streams.takeOutGone(now));
            NetworkWatch.Kept clients = network.states();
            station.store()
                    .keepLearned(
                            isWhole ? streams.states() : streams.nextStates(), clients.states(), clients.gone(), now);
            station.store().alarmDays().keep(station.vitals().record.newest(), AlarmRecord.oldest(now));
            ageing.run();
        } catch (StoreException failed) {
            System.getLogger(LearnedStore.class.getName())
                    .log(System.Logger.Level.WARNING, "learning goes on, but is not kept: " + failed.getMessage());
        }
    }

    /// Nothing of a device or client is kept any more.
    void forget(DeviceId device, Collection<String> subjects) {
        history.forget(stream -> stream.source().device().equals(device));
        try {
            KeptThings.forget(station.store(), device, subjects);
            ageing.run();
        } catch (StoreException failed) {
            station.narrator()
                    .say(Kind.TROUBLE, device.name() + " is forgotten, but not on the disk: " + failed.getMessage());
        }
    }
}
