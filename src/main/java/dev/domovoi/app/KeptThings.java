package dev.domovoi.app;

import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.app.store.Store;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.DeviceId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The devices and clients of which the store keeps something.
public final class KeptThings {
    private KeptThings() {}

    /// Those that a person may mean by a name: a device by its name in topics, with or without its dialect, a client by
    /// its MAC or address.
    public static Set<DeviceId> named(Store store, String name) {
        Set<DeviceId> found = new TreeSet<>();
        String client = client(name);
        if (store.clients().containsKey(client)) {
            found.add(new DeviceId(NetworkWatch.CLIENT, client));
        }
        for (String stream : store.streams().keySet()) {
            String owner = stream;
            for (int level = 0; level < 2; level++) {
                int slash = owner.lastIndexOf('/');
                owner = slash < 0 ? "" : owner.substring(0, slash);
                int colon = owner.indexOf(':');
                if (colon > 0
                        && (owner.equals(name) || owner.substring(colon + 1).equals(name))) {
                    found.add(new DeviceId(owner.substring(0, colon), owner.substring(colon + 1)));
                }
            }
        }
        return found;
    }

    /// The name under which a client is known, of whatever spelling a person gives.
    static String client(String name) {
        return Address.parse(name).map(Address::toString).orElseGet(() -> name.toLowerCase(Locale.ROOT));
    }

    /// Takes out streams that are gone: what was learned of them, and their history.
    static void forget(Store store, TickHistory history, Set<String> gone) {
        if (!gone.isEmpty()) {
            history.forget(stream -> gone.contains(stream.toString()));
            store.forget(gone, List.of(), List.of());
        }
    }

    /// Takes out all that the store keeps of a device or client; `subjects` are its names in decisions.
    public static void forget(Store store, DeviceId device, Collection<String> subjects) {
        List<String> streams = store.streams().keySet().stream()
                .filter(stream -> Streams.isOf(stream, device))
                .toList();
        boolean isClient = device.dialect().equals(NetworkWatch.CLIENT);
        store.closed().forget(device);
        store.forget(streams, isClient ? List.of(device.name()) : List.of(), subjects);
    }
}
