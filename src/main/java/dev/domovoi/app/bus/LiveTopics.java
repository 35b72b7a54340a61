package dev.domovoi.app.bus;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The topics on which something was published since we last subscribed at an embedded broker. At QoS 1 Moquette 0.17
/// delivers what it has kept like anything else: what comes on another topic is of that kind.
///
/// Only in the moment of subscribing can a kept and a new message of the same topic be taken for each other. Safe for
/// any thread.
final class LiveTopics {
    /// In a flood of made-up topics everything counts as live.
    private static final int MOST = 20_000;

    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private volatile boolean isTold;

    /// From now on every publication is told.
    void isTold() {
        isTold = true;
    }

    /// We are about to subscribe: nothing has been published since.
    void begin() {
        topics.clear();
    }

    /// Before it is delivered to anybody.
    void published(String topic) {
        if (topics.size() < MOST) {
            topics.add(topic);
        }
    }

    /// Whether what has come on the topic is what the broker had kept.
    boolean isKept(String topic) {
        return isTold && topics.size() < MOST && !topics.contains(topic);
    }
}
