package dev.domovoi.app;

import dev.domovoi.app.router.RouterNews;
import dev.domovoi.decide.Event;
import dev.domovoi.observe.Decoded;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.util.Optional;

/// What waits for the pipeline's thread, in order of arrival.
public sealed interface Arrival {
    /// A message, read by its dialect.
    record Read(Decoded.Understood understood, Instant at) implements Arrival {}

    /// What a router said of its clients and of itself.
    record Routed(RouterNews news, Instant at) implements Arrival {}

    /// A person wants nothing to be known of a device or client any more. Once it is not, `then` is run: what is on the
    /// disk goes too.
    record Forgotten(DeviceId device, Runnable then) implements Arrival {}

    /// Somebody waits until what is in memory is written, which `writing` does.
    record Backed(Runnable writing) implements Arrival {}

    /// Something that the decider is to hear of as it is.
    record Happened(Event event) implements Arrival {}

    /// A live message on `PREFIX/trigger/<name>`.
    record Triggered(String name) implements Arrival {}

    /// A live message on a topic of `home.presence`: whether somebody is home by it; empty where it does not say.
    record Present(String topic, Optional<Boolean> isHome) implements Arrival {}

    /// What was learned of a stream's past elsewhere, as its scorer's state.
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, handed on and never compared
    record Remembered(StreamId stream, byte[] state) implements Arrival {}
}
