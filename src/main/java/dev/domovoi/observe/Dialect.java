package dev.domovoi.observe;

import dev.domovoi.signal.Message;
import java.util.List;

/// One way of speaking MQTT: a kind of device or bridge, its topics and its payloads.
///
/// A dialect remembers what discovery messages taught it, so an instance belongs to one thread and one broker.
public interface Dialect {
    /// The word for it in decoded lines, metrics and device names.
    String name();

    /// The topic filters to subscribe to before anything was learned; never `#` alone.
    List<String> subscriptions();

    /// What the message says, or that it is not of this dialect.
    Decoded decode(Message message);
}
