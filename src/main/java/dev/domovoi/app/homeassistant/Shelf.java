package dev.domovoi.app.homeassistant;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What we keep retained at the broker: it makes what is there into what is wanted, and says only what differs.
/// Belongs to one thread.
final class Shelf {
    static final int MOST = 5_000;

    /// Whatever it is: not what we want.
    private static final Page UNKNOWN = new Page("", false);

    private final Publish publish;
    private final Map<String, Page> there = new HashMap<>();
    private final Set<String> found = new HashSet<>();

    /// Hands a retained message to the broker; false where it has to be tried again.
    @FunctionalInterface
    interface Publish {
        boolean retain(String topic, String payload);
    }

    /// A JSON object, with the time in it where it is dated: two that differ in the time only are the same.
    record Page(String content, boolean isDated) {
        String payload(Instant now) {
            return isDated ? "{\"at\":\"" + now + "\"," + content.substring(1) : content;
        }
    }

    Shelf(Publish publish) {
        this.publish = publish;
    }

    /// Something of ours was seen at the broker, from an earlier run perhaps.
    void finds(String topic) {
        if (!there.containsKey(topic) && there.size() < MOST) {
            there.put(topic, UNKNOWN);
            found.add(topic);
        }
    }

    /// All has to be said again: somebody may not have heard it, or the broker lost it.
    void doubtAll() {
        there.replaceAll((topic, page) -> UNKNOWN);
    }

    /// With `clearsFound`, what an earlier run left goes too; else it may still be wanted.
    void become(Map<String, Page> wanted, boolean clearsFound, Instant now) {
        for (Map.Entry<String, Page> entry : wanted.entrySet()) {
            boolean isThere = entry.getValue().equals(there.get(entry.getKey()));
            if (!isThere && !put(entry.getKey(), entry.getValue(), now)) {
                return;
            }
        }
        for (String topic : List.copyOf(there.keySet())) {
            boolean goes = !wanted.containsKey(topic) && (clearsFound || !found.contains(topic));
            if (goes && !publish.retain(topic, "")) {
                return;
            }
            if (goes) {
                there.remove(topic);
                found.remove(topic);
            }
        }
    }

    private boolean put(String topic, Page page, Instant now) {
        boolean hasRoom = there.containsKey(topic) || there.size() < MOST;
        if (hasRoom && !publish.retain(topic, page.payload(now))) {
            return false;
        }
        if (hasRoom) {
            there.put(topic, page);
            found.remove(topic);
        }
        return true;
    }
}
