package dev.domovoi.app;

import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// What the agent can say of itself at any moment: counts, newest scores, progress and faults. Safe for any thread.
public final class Vitals {
    /// By dialect and outcome (`decoded`, `ignored`, `rejected`, `bug`).
    public final Tally messages = new Tally();

    /// By reason, for what was thrown away after it had left the inbox.
    public final Tally dropped = new Tally();

    /// Readings kept from everything, by quantity and reason.
    public final Tally quarantined = new Tally();

    /// Readings shown, but not learned, by quantity and reason.
    public final Tally doubted = new Tally();

    /// What was found of clients of the network, by kind and severity.
    public final Tally findings = new Tally();

    /// By action, verdict and guard.
    public final Tally actions = new Tally();

    /// By kind and severity.
    public final Tally alarms = new Tally();

    /// What the household's rules found, by rule and severity.
    public final Tally fired = new Tally();

    /// Incidents that a person called false.
    public final Tally falseAlarms = new Tally();

    /// Notices by notifier and outcome: `sent`, `retried`, `dead`.
    public final Tally notifications = new Tally();

    /// Notifiers whose last attempts failed.
    public final Ailments notifiers = new Ailments();

    /// Alarms by day, over restarts.
    public final AlarmRecord record = new AlarmRecord();

    private final Map<StreamId, Score> scores = new ConcurrentHashMap<>();
    private final AtomicReference<List<Streams.Progress>> progress = new AtomicReference<>(List.of());
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> unkept = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Consumer<Duration>> decisionTimes = new AtomicReference<>(nobody -> {});

    public void scored(Score score) {
        scores.put(score.stream(), score);
    }

    public List<Score> scores() {
        return scores.values().stream()
                .sorted((one, other) -> one.stream().compareTo(other.stream()))
                .toList();
    }

    public void progress(List<Streams.Progress> now) {
        progress.set(List.copyOf(now));
    }

    public List<Streams.Progress> progress() {
        return progress.get();
    }

    /// What went wrong inside; empty while all is well. The first fault that is for good stays: the rest follow from
    /// it.
    public Optional<String> fault() {
        return fault.get().or(unkept::get);
    }

    /// Why what is decided cannot be kept at present, and acting is refused; empty once it can.
    public void kept(Optional<String> why) {
        unkept.set(why.map(reason -> "acting is refused: " + reason));
    }

    public void failed(String why) {
        fault.compareAndSet(Optional.empty(), Optional.of(why));
    }

    /// A new watch begins: what the last one found out, and what went wrong with it, is no longer so. Counts go on.
    public void beginAnew() {
        scores.clear();
        progress.set(List.of());
        fault.set(Optional.empty());
        unkept.set(Optional.empty());
        notifiers.all().keySet().forEach(notifiers::works);
    }

    /// Who measures the time from a message's arrival to its decisions.
    public void timeDecisionsWith(Consumer<Duration> timer) {
        decisionTimes.set(timer);
    }

    public void decided(Duration sinceArrival) {
        decisionTimes.get().accept(sinceArrival);
    }
}
