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
public final class Filters {
    static final int MAX_FILTERS = 1_000;
    private static final int MAX_FILTER_CHARS = 500;

    private final Lock lock = new ReentrantLock();
    private final Set<String> wanted = new LinkedHashSet<>();
    private volatile List<String> all = List.of();

    /// What of an addition was new, and what could not be taken.
    public record Added(List<String> filters, List<Problem> problems) {}

    public Added add(Collection<String> filters) {
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
            all = List.copyOf(wanted);
        } finally {
            lock.unlock();
        }
        return new Added(List.copyOf(added), List.copyOf(problems));
    }

    void clear() {
        lock.lock();
        try {
            wanted.clear();
            all = List.of();
        } finally {
            lock.unlock();
        }
    }

    List<String> snapshot() {
        return all;
    }

    /// Whether a message on the topic is for us.
    public boolean match(String topic) {
        for (String filter : all) {
            if (matches(filter, topic)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String filter, String topic) {
        int at = 0;
        for (int i = 0; i < filter.length(); i++) {
            char wanted = filter.charAt(i);
            if (wanted == '#') {
                return true;
            } else if (wanted == '+') {
                int slash = topic.indexOf('/', at);
                at = slash < 0 ? topic.length() : slash;
            } else if (at < topic.length() && topic.charAt(at) == wanted) {
                at++;
            } else {
                return at == topic.length() && filter.startsWith("/#", i); // "a/#" takes "a" too
            }
        }
        return at == topic.length();
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
