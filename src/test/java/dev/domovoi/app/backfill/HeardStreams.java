package dev.domovoi.app.backfill;

import dev.domovoi.app.HandTime;
import dev.domovoi.app.Streams;
import dev.domovoi.app.Streams.Progress;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// Real live streams, of plugs that were heard a minute ago.
final class HeardStreams implements Backfill.Home {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    final HandTime time = new HandTime(NOW);
    final Set<StreamId> remembered = new HashSet<>();
    final Set<DeviceId> sharing = new HashSet<>();
    private final Streams live = new Streams(ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {
        throw new AssertionError(stream + ": " + problem);
    });

    static StreamId stream(String device, String channel) {
        return new StreamId(new Source(new DeviceId("tasmota", device), channel), Quantity.POWER);
    }

    synchronized void hear(StreamId stream) {
        live.accept(new Reading(stream.source(), stream.quantity(), 50, NOW.minus(Duration.ofMinutes(1)), false));
        live.advance(NOW, score -> {});
    }

    @Override
    public synchronized List<Progress> streams() {
        return live.progress(time.instant());
    }

    @Override
    public boolean hasNameAlone(DeviceId device) {
        return !sharing.contains(device);
    }

    @Override
    public OptionalDouble ratingWatts(DeviceId device) {
        return OptionalDouble.empty();
    }

    @Override
    public synchronized void remember(StreamId stream, byte[] state) {
        remembered.add(stream);
        live.adopt(stream, state, time.instant());
    }

    synchronized boolean isReady(StreamId stream) {
        return streams().stream()
                .anyMatch(progress ->
                        progress.stream().equals(stream) && progress.ready().isReady());
    }
}
