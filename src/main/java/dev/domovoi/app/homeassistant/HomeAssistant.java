package dev.domovoi.app.homeassistant;

import dev.domovoi.app.Devices;
import dev.domovoi.app.Streams;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.Vitals;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.homeassistant.Shelf.Page;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Shows the agent and each learned device to Home Assistant, and takes away what is gone for good.
///
/// A virtual thread of its own looks at what there is to show, several times a minute and whenever it is stirred, and
/// publishes what differs; all other methods only enqueue, and may be called by any thread.
public final class HomeAssistant implements AutoCloseable {
    /// How long after the beginning a device of an earlier run may still be heard of before it counts as gone.
    static final Duration GRACE = Duration.ofDays(1);

    private static final int MOST_DEVICES = 500;
    private static final int MOST_FOUND = 5_000;
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LEAST_WAIT = Duration.ofMillis(250);
    private static final int LONGEST_JITTER_MILLIS = 30_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(HomeAssistant.class.getName());

    private final AgentConfig config;
    private final Topics topics;
    private final String birth;
    private final String root;
    private final Devices devices;
    private final Vitals vitals;
    private final Supplier<HomeState> state;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Shelf shelf;
    private final Instant begun;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finds = new AtomicInteger();
    private final AtomicBoolean isDoubted = new AtomicBoolean();
    private final AtomicReference<Optional<Instant>> repeatAt = new AtomicReference<>(Optional.empty());
    private final Semaphore stir = new Semaphore(0);
    private final Thread thread;

    /// `retain` hands a retained message to the broker, and answers whether it could.
    public HomeAssistant(
            AgentConfig config,
            Devices devices,
            Vitals vitals,
            Supplier<HomeState> state,
            BiPredicate<String, String> retain,
            TimeSource time,
            RandomGenerator random) {
        this.config = config;
        this.topics = new Topics(
                config.homeAssistant().prefix(),
                config.mqtt().prefix(),
                config.mqtt().instance());
        this.birth = topics.birth();
        this.root = config.homeAssistant().prefix() + "/";
        this.devices = devices;
        this.vitals = vitals;
        this.state = state;
        this.time = time;
        this.random = random;
        this.shelf = new Shelf(retain::test);
        this.begun = time.instant();
        this.thread = Thread.ofVirtual().name("home-assistant").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// What has to be subscribed to: Home Assistant's birth, and what we left at the broker in an earlier run.
    public List<String> filters() {
        return List.of(topics.birth(), topics.configFilter());
    }

    /// Whether the message was for this: nobody else needs to read it.
    public boolean hears(Message message) {
        if (!message.topic().startsWith(root)) {
            return false;
        }
        if (message.topic().equals(birth)) {
            if (!message.retained() && message.text().equals("online")) {
                Duration jitter = Duration.ofMillis(random.nextInt(LONGEST_JITTER_MILLIS));
                repeatAt.set(Optional.of(message.at().plus(jitter)));
            }
            return true;
        }
        Optional<String> object = topics.objectOf(message.topic());
        object.filter(name -> message.retained() && isOurs(message, name))
                .filter(name -> finds.incrementAndGet() <= MOST_FOUND)
                .ifPresent(found::add);
        return object.isPresent();
    }

    /// Another agent may use the same broker, with a prefix of its own.
    private boolean isOurs(Message message, String object) {
        return message.text().contains('"' + topics.state(object) + '"');
    }

    /// Something may have to be shown anew at once.
    public void stirred() {
        if (stir.availablePermits() == 0) {
            stir.release();
        }
    }

    /// The broker may have forgotten what it retained.
    public void reconnected() {
        isDoubted.set(true);
        stirred();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                contained();
                boolean wasStirred = stir.tryAcquire(waitMillis(), TimeUnit.MILLISECONDS);
                LOG.log(System.Logger.Level.TRACE, "looking again, stirred: {0}", wasStirred);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private long waitMillis() {
        Instant now = time.instant();
        Duration left = repeatAt.get()
                .map(due -> Duration.between(now, due))
                .filter(span -> span.compareTo(EVERY) < 0)
                .orElse(EVERY);
        return Math.clamp(time.realWait(left).toMillis(), LEAST_WAIT.toMillis(), EVERY.toMillis());
    }

    private void contained() {
        try {
            round(time.instant());
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "a bug in showing things to Home Assistant; it goes on", bug);
        }
    }

    /// Makes what is retained at the broker into what there is to show now.
    void round(Instant now) {
        for (String object = found.poll(); object != null; object = found.poll()) {
            shelf.finds(topics.config(object));
            shelf.finds(topics.state(object));
        }
        Optional<Instant> due = repeatAt.get();
        boolean isDue =
                due.filter(at -> !now.isBefore(at)).isPresent() && repeatAt.compareAndSet(due, Optional.empty());
        if (isDoubted.getAndSet(false) || isDue) {
            shelf.doubtAll();
        }
        boolean isShown = config.homeAssistant().isFound();
        boolean isSettled = !now.isBefore(begun.plus(GRACE));
        shelf.become(isShown ? wanted(now) : Map.of(), !isShown || isSettled, now);
    }

    private Map<String, Page> wanted(Instant now) {
        HomeState home = state.get();
        List<Score> scores = vitals.scores();
        Map<String, Page> wanted = new LinkedHashMap<>();
        String agent = topics.agentObject();
        wanted.put(
                topics.config(agent),
                new Page(
                        Announcement.ofAgent(
                                topics, config.homeName(), config.mqtt().approvals()),
                        false));
        wanted.put(topics.state(agent), States.report(home, vitals.record.days(), config.alarmsPerWeek(), now));
        for (DeviceId device : shown()) {
            String object = topics.object(device);
            List<Incident> incidents = home.incidents().stream()
                    .filter(incident -> incident.device().equals(device))
                    .toList();
            wanted.put(
                    topics.config(object),
                    new Page(
                            Announcement.ofDevice(topics, object, devices.householdName(device), devices.room(device)),
                            false));
            wanted.put(topics.state(object), States.device(States.of(device, scores), incidents));
        }
        return wanted;
    }

    /// Those that have something to be learned, and are known still.
    private List<DeviceId> shown() {
        Set<DeviceId> learned = vitals.progress().stream()
                .map(Streams.Progress::stream)
                .map(stream -> stream.source().device())
                .collect(Collectors.toSet());
        return devices.all().stream()
                .filter(learned::contains)
                .sorted()
                .limit(MOST_DEVICES)
                .toList();
    }

    /// What is retained stays: the next who leads goes on with it.
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
