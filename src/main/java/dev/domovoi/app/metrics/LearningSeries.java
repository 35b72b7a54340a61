package dev.domovoi.app.metrics;

import dev.domovoi.app.Agent;
import dev.domovoi.app.Devices;
import dev.domovoi.app.Streams;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import java.util.stream.Stream;

/// The series of what is learned: surprise, expectation and readiness of every stream.
final class LearningSeries {
    private final Agent agent;
    private final Devices devices;

    LearningSeries(Agent agent) {
        this.agent = agent;
        this.devices = agent.devices();
    }

    /// None where another process leads.
    Stream<Series> all() {
        if (!agent.isLeading()) {
            return Stream.of();
        }
        Series surprise = Series.gauge("domovoi_surprise_nats", "How surprising the newest step is.");
        Series tail = Series.gauge(
                "domovoi_tail_probability",
                "Chance that a slot of the stream's normal life holds evidence this strong.");
        Series expected =
                Series.quantiles("domovoi_expected_watts", "What the hour usually brings, as a mean over an hour.");
        Series ready = Series.gauge("domovoi_stream_ready_ratio", "How far the stream is on the way to being judged.");
        for (Score score : agent.vitals().scores()) {
            if (isLost(score.stream())) {
                continue;
            }
            surprise.with(score.surpriseNats(), "stream", name(score.stream()));
            tail.with(score.tailProbability(), "stream", name(score.stream()));
            expect(expected, score, "0.05", score.expected().low());
            expect(expected, score, "0.5", score.expected().median());
            expect(expected, score, "0.95", score.expected().high());
        }
        Series champion = Series.gauge("domovoi_champion", "1 for the scorer that a stream's alarms come from.");
        for (Streams.Progress progress : agent.vitals().progress()) {
            champion.with(1, "stream", name(progress.stream()), "scorer", progress.scorer());
            ready.with(progress.ready().ratio(), "stream", name(progress.stream()));
        }
        return Stream.of(surprise, tail, expected, ready, champion);
    }

    private void expect(Series series, Score score, String quantile, double watts) {
        series.with(
                watts,
                "device",
                devices.label(score.stream().source().device()),
                "channel",
                score.stream().source().channel(),
                "quantile",
                quantile);
    }

    /// What was last thought of a lost device says nothing of now.
    private boolean isLost(StreamId stream) {
        return !devices.isCurrent(stream.source().device(), agent.time().instant());
    }

    private String name(StreamId stream) {
        String device = devices.label(stream.source().device());
        String channel = stream.source().isWhole() ? "" : "/" + stream.source().channel();
        return device + channel + "/" + stream.quantity().word();
    }
}
