package dev.domovoi.app.node;

import dev.domovoi.app.Narrator;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.node.NodeVitals;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Publishes the vitals of the node that this agent runs on, round by round; does nothing where the node has no name.
///
/// Where a condition shows for moments only it is looked at every second, and the next message says whether it held
/// at any of these looks. One virtual thread does all of it.
public final class NodePublisher implements AutoCloseable {
    private static final Duration GLANCE_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int MAX_SAID = 64;

    private final Optional<String> name;
    private final Duration interval;
    private final String prefix;
    private final NodeLook node;
    private final Publish publish;
    private final Narrator narrator;
    private final TimeSource time;
    private final Thread thread = Thread.ofVirtual().name("node").unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Held> held = new HashSet<>();
    private final Set<String> said = new HashSet<>();
    private boolean isFleeting;

    /// How a message is handed to the broker, never retained.
    @FunctionalInterface
    public interface Publish {
        Publication publish(String topic, String payload);
    }

    private record Moment(Instant wall, long elapsedNanos) {}

    /// A condition that held at some look since the message before.
    private record Held(Source source, Condition condition) {
        static Held of(Status status) {
            return new Held(status.source(), status.condition());
        }
    }

    public NodePublisher(AgentConfig config, Publish publish, Narrator narrator, TimeSource time) {
        this.name = config.node().name();
        this.interval = config.node().interval();
        this.prefix = config.mqtt().prefix();
        this.node = new NodeLook(config.node().root(), name.orElse(NodeVitals.NAME), config.stateDir());
        this.publish = publish;
        this.narrator = narrator;
        this.time = time;
    }

    public void start() {
        if (name.isPresent()) {
            thread.start();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(CLOSE_LIMIT)) {
                thread.interrupt(); // a disk that does not answer holds it; nothing waits for it
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long dueNanos = now().elapsedNanos();
        try {
            do {
                Moment now = now();
                if (now.elapsedNanos() - dueNanos >= 0) {
                    dueNanos = now.elapsedNanos() + interval.toNanos();
                    contained(() -> round(now.wall()));
                } else {
                    contained(() -> glance(now.wall()));
                }
            } while (!closed.await(waitMillis(dueNanos), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Moment now() {
        Instant wall = time.instant();
        return new Moment(wall, time.elapsedNanos());
    }

    private long waitMillis(long dueNanos) {
        Duration left = Duration.ofNanos(dueNanos - now().elapsedNanos());
        boolean isLong = isFleeting && left.compareTo(GLANCE_EVERY) > 0;
        return Math.max(1, time.realWait(isLong ? GLANCE_EVERY : left).toMillis());
    }

    private void glance(Instant now) {
        List<Status> statuses = statuses(node.fleeting(now));
        isFleeting = !statuses.isEmpty();
        statuses.stream().filter(Status::holds).map(Held::of).forEach(held::add);
    }

    private static List<Status> statuses(Understood look) {
        return look.observations().stream()
                .filter(Status.class::isInstance)
                .map(Status.class::cast)
                .toList();
    }

    private void round(Instant now) {
        glance(now);
        Understood look = node.all(now);
        look.problems().forEach(problem -> sayOnce(problem.at(), problem.toString()));
        List<Observation> observations =
                look.observations().stream().map(this::withHeld).toList();
        if (observations.isEmpty()) {
            return;
        }
        String topic = NodeVitals.topic(prefix, name.orElseThrow());
        switch (publish.publish(topic, VitalsMessage.of(now, observations))) {
            case Publication.Queued sent -> held.clear();
            case Publication.NotConnected later -> {} // the bus says so itself
            case Publication.Full(String why) -> sayOnce("full", "a message is left out: " + why);
            case Publication.Invalid(String why) -> sayOnce("invalid", "nothing can be published: " + why);
        }
    }

    private Observation withHeld(Observation observation) {
        return observation instanceof Status status && held.contains(Held.of(status))
                ? new Status(status.source(), status.condition(), true, status.at(), status.retained())
                : observation;
    }

    /// What goes wrong in one round must not end the rounds.
    private void contained(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            sayOnce("bug", "a bug in looking at the node; it goes on: " + bug);
        }
    }

    private void sayOnce(String what, String sentence) {
        if (said.size() < MAX_SAID && said.add(what)) {
            narrator.say(Kind.TROUBLE, "Vitals of node " + name.orElse("") + ": " + sentence);
        }
    }
}
