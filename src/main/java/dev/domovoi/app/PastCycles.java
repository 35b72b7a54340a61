package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.history.Past;
import dev.domovoi.score.drill.Trace;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Lets rules learn the cycles of work of devices at a start, from the kept history of their power.
///
/// Of a device with several channels that does not say the whole itself nothing is learned so: the channels' files do
/// not end together.
final class PastCycles {
    private static final int SECONDS_PER_MINUTE = 60;

    private final RuleFeed rules;
    private final AgentConfig config;
    private final Narrator narrator;

    PastCycles(RuleFeed rules, AgentConfig config, Narrator narrator) {
        this.rules = rules;
        this.config = config;
        this.narrator = narrator;
    }

    void remember() {
        try {
            Past past = Past.in(config.stateDir(), config.zone(), damage -> {}); // the drill says what is damaged
            Map<DeviceId, List<StreamId>> streams = past.streams().stream()
                    .filter(stream -> stream.quantity() == Quantity.POWER)
                    .collect(Collectors.groupingBy(
                            stream -> stream.source().device(), TreeMap::new, Collectors.toList()));
            streams.forEach((device, of) -> {
                if (rules.learnsCycle(device)) {
                    whole(of).flatMap(past::trace).ifPresent(trace -> rules.remember(device, minutes(trace)));
                }
            });
        } catch (IOException unreadable) {
            narrator.say(Kind.TROUBLE, "Rules learn cycles of work anew: the history cannot be read: " + unreadable);
        }
    }

    private static Optional<StreamId> whole(List<StreamId> streams) {
        return streams.size() == 1
                ? Optional.of(streams.getFirst())
                : streams.stream()
                        .filter(stream -> stream.source().channel().equals(Source.WHOLE))
                        .findFirst();
    }

    /// Their means; a minute of which less than half is known is not.
    static DoubleStream minutes(Trace trace) {
        int ticks = Math.max(1, SECONDS_PER_MINUTE / trace.tickSeconds());
        return IntStream.range(0, trace.values().length / ticks)
                .mapToDouble(minute -> mean(trace.values(), minute * ticks, ticks));
    }

    private static double mean(float[] values, int from, int count) {
        double sum = 0;
        int known = 0;
        for (int i = from; i < from + count; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                known++;
            }
        }
        return known * 2 >= count ? sum / known : Double.NaN;
    }
}
