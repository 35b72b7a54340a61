package dev.domovoi.app.sim;

/// A message that a simulated plug or its bridge publishes.
public record Outgoing(String topic, String payload, boolean retained) {
    static Outgoing live(String topic, String payload) {
        return new Outgoing(topic, payload, false);
    }

    static Outgoing kept(String topic, String payload) {
        return new Outgoing(topic, payload, true);
    }
}
