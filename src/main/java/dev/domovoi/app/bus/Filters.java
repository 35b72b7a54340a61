package dev.domovoi.app.bus;

import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.MqttTopic;

/// The topic filters we want, each once, at most 1,000. Any thread may add and read.
final class Filters {
    static final int MAX_FILTERS = 1_000;
    private static final int MAX_FILTER_CHARS = 500;

    private final Lock lock = new ReentrantLock();
    private final Set<String> wanted = new LinkedHashSet<>();

    /// What of an addition was new, and what could not be taken.
    record Added(List<String> filters, List<Problem> problems) {}

    Added add(Collection<String> filters) {
        List<String> added = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        lock.lock();
        try {
            for (String filter : filters) {
                if (!isFilter(filter)) {
                    problems.add(new Problem("mqtt/subscribe", "a topic filter", filter));
                } else if (wanted.size() >= MAX_FILTERS && !wanted.contains(filter)) {
                    problems.add(new Problem("mqtt/subscribe", "at most " + MAX_FILTERS + " topic filters", filter));
                } else if (wanted.add(filter)) {
                    added.add(filter);
                }
            }
        } finally {
            lock.unlock();
        }
        return new Added(List.copyOf(added), List.copyOf(problems));
    }

    void clear() {
        lock.lock();
        try {
            wanted.clear();
        } finally {
            lock.unlock();
        }
    }

    List<String> snapshot() {
        lock.lock();
        try {
            return List.copyOf(wanted);
        } finally {
            lock.unlock();
        }
    }

    static void checkTopic(String topic) {
        if (!isValid(topic, false)) {
            throw new IllegalArgumentException(
                    "an MQTT topic must be 1..65535 bytes without + and #, was \"" + Text.shortened(topic) + "\"");
        }
    }

    private static boolean isFilter(String filter) {
        return filter.length() <= MAX_FILTER_CHARS && isValid(filter, true);
    }

    static boolean isValid(String topic, boolean allowsWildcards) {
        if (topic.indexOf('\0') >= 0) {
            return false;
        }
        try {
            MqttTopic.validate(topic, allowsWildcards);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
