package dev.domovoi.act.notify;

import dev.domovoi.signal.Outcome;

/// One way of telling people, such as a webhook.
@FunctionalInterface
public interface Notifier {
    /// Blocks the calling virtual thread for some seconds at most; what the other side says is a value. Its words hold
    /// no address: that may be a secret.
    Outcome deliver(Notice notice) throws InterruptedException;
}
