package dev.domovoi.app.bus;

/// What the broker publishes for us when we vanish without a goodbye. Its topic also carries our birth message.
public record Will(String topic, String payload, boolean retained) {
    /// The payload that says we are there.
    public static final String ONLINE = "online";

    /// The payload that says we are gone.
    public static final String OFFLINE = "offline";

    public Will {
        Filters.checkTopic(topic);
    }

    /// The usual one: `offline`, retained, so that whoever subscribes later knows too.
    public static Will offline(String topic) {
        return new Will(topic, OFFLINE, true);
    }
}
