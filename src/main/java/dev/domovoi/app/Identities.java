package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.history.Past;
import dev.domovoi.decide.Looks;
import dev.domovoi.decide.Role;
import dev.domovoi.score.drill.Trace;
import dev.domovoi.score.identity.Likeness;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks at the kept history of every plug, at a start and every six hours, so that nothing is cut that is no longer
/// what the household declared, or that looks like a fridge.
final class Identities {
    private static final Duration EVERY = Duration.ofHours(6); // as often as there is more of the history
    private static final long LEAST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final AgentConfig config;
    private final Devices devices;
    private final TimeSource time;
    private final Narrator narrator;
    private final Thread thread;
    private final Set<Source> told = new TreeSet<>();

    Identities(AgentConfig config, Devices devices, TimeSource time, Narrator narrator) {
        this.config = config;
        this.devices = devices;
        this.time = time;
        this.narrator = narrator;
        this.thread = Thread.ofPlatform()
                .name("identities")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Instant due = time.instant().plus(EVERY);
                look();
                waitUntil(due);
            }
        } catch (InterruptedException stopping) {
            System.getLogger(Identities.class.getName())
                    .log(System.Logger.Level.DEBUG, "the thread that looks at loads was asked to stop");
        } catch (RuntimeException bug) {
            System.getLogger(Identities.class.getName())
                    .log(System.Logger.Level.ERROR, "looking at loads has died of a bug; the watch goes on", bug);
        }
    }

    /// In short waits: the clock may be set meanwhile.
    private void waitUntil(Instant due) throws InterruptedException {
        Duration left = Duration.between(time.instant(), due);
        while (left.isPositive() && left.compareTo(EVERY) <= 0) {
            Thread.sleep(Math.clamp(time.realWait(left).toMillis(), LEAST_WAIT_MILLIS, LONGEST_WAIT_MILLIS));
            left = Duration.between(time.instant(), due);
        }
    }

    /// Once, on the calling thread.
    void look() {
        Map<Source, Looks> found = new TreeMap<>();
        try {
            Past past = Past.in(config.stateDir(), config.zone(), damage -> {}); // the drill says what is damaged
            for (StreamId stream : past.streams()) {
                if (stream.quantity() == Quantity.POWER
                        && !Thread.currentThread().isInterrupted()) {
                    past.trace(stream)
                            .ifPresent(trace -> found.put(stream.source(), looks(stream.source(), likeness(trace))));
                }
            }
            devices.recognise(found);
            found.forEach(this::tell);
        } catch (IOException unreadable) {
            narrator.say(
                    Kind.TROUBLE,
                    "Nothing is known of what loads look like: the history cannot be read: " + unreadable);
        }
    }

    private static Likeness likeness(Trace trace) {
        double[] all = PastCycles.minutes(trace).toArray();
        float[] minutes = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            minutes[i] = (float) all[i];
        }
        return Likeness.of(minutes);
    }

    /// More than usual is no reason to doubt what heats or turns: it is what it is cut for.
    private Looks looks(Source source, Likeness likeness) {
        Optional<Role> role = devices.role(source.device());
        return switch (likeness) {
            case UNKNOWN -> Looks.UNKNOWN;
            case AS_BEFORE -> Looks.AS_DECLARED;
            case FRIDGE -> isUnprotected(source.device()) ? Looks.AS_DECLARED : Looks.LIKE_A_FRIDGE;
            case FAR_BELOW -> Looks.OTHERWISE;
            case FAR_ABOVE -> role.filter(Role::heatsOrTurns).isPresent() ? Looks.AS_DECLARED : Looks.OTHERWISE;
        };
    }

    private boolean isUnprotected(DeviceId device) {
        Set<String> said = config.care().unprotected();
        return said.contains(device.toString()) || said.contains(device.name());
    }

    /// Of a fridge that was declared as one there is no news.
    private void tell(Source source, Looks looks) {
        Optional<Role> role = devices.role(source.device());
        boolean isNews = looks == Looks.LIKE_A_FRIDGE
                && role.isPresent()
                && !Set.of(Role.FRIDGE, Role.FREEZER).contains(role.get());
        if (isNews && told.add(source)) {
            String word = role.map(Role::word).orElse("");
            narrator.say(
                    Kind.NEWS,
                    devices.householdName(source.device()) + " is declared as " + word
                            + ", but goes on and off like a fridge: it is not switched off, unless devices."
                            + source.device().name() + ".protected is false.");
        }
    }
}
