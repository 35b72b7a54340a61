package dev.domovoi.app.sim;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.domovoi.app.TimeSource;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.bus.Will;
import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The simulated home at a broker: a client that speaks for all its plugs, hears their commands and obeys at once.
///
/// It looks at every plug each 10 s of its time, and publishes changes at once and the rest each minute. Faults may
/// be given by any thread.
public final class LiveHome implements AutoCloseable {
    static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final int INBOX_MESSAGES = 1_000;
    private static final System.Logger LOG = System.getLogger(LiveHome.class.getName());

    private final SimulatedHome home;
    private final TimeSource time;
    private final Inbox inbox;
    private final MqttBus bus;
    private final Map<String, AppliancePower> powers;
    private final Map<String, PublishingRule> rules = new ConcurrentHashMap<>();
    private final AtomicBoolean greets = new AtomicBoolean();
    private final AtomicBoolean stops = new AtomicBoolean();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong unpublished = new AtomicLong();
    private final Thread speaker;

    private LiveHome(SimulatedHome home, MqttOptions options, TimeSource time) {
        this.home = home;
        this.time = time;
        this.inbox = new Inbox(INBOX_MESSAGES, time);
        this.powers = new ConcurrentHashMap<>(home.appliances());
        MqttBus.Listener listener = new MqttBus.Listener() {
            @Override
            public void connected(Instant at) {
                greets.set(true);
            }

            @Override
            public void lost(Instant at, String why) {
                greets.set(false);
            }
        };
        this.bus = new MqttBus(
                withBridgeAsWill(options), inbox, listener, InstantSource.system(), new Random(options.hashCode()));
        this.speaker = Thread.ofVirtual().name("simulated-home").unstarted(this::live);
    }

    /// A client has but one will, and the Zigbee bridge is the only one that speaks for several plugs.
    private static MqttOptions withBridgeAsWill(MqttOptions options) {
        Will will = Will.offline(SimulatedHome.ZIGBEE_BASE + "/bridge/state");
        return new MqttOptions(
                options.url(), options.credentials(), options.tls(), options.clientId(), Optional.of(will));
    }

    /// Connects the home to a broker and lets it live; returns at once. A will among the options is not used.
    public static LiveHome start(SimulatedHome home, MqttOptions options, TimeSource time) {
        LiveHome live = new LiveHome(home, options, time);
        home.plugs().values().forEach(plug -> live.bus.subscribe(plug.subscriptions()));
        live.bus.start();
        live.speaker.start();
        return live;
    }

    /// Breaks the appliance behind a plug from now on; a second fault comes on top of the first.
    public void breaks(String plug, Fault fault) {
        Instant now = time.instant();
        if (powers.computeIfPresent(plug, (_, whole) -> whole.with(fault, now)) == null) {
            throw new IllegalArgumentException("no plug is called \"" + plug + "\"; the plugs are "
                    + home.plugs().keySet());
        }
    }

    /// How many messages the broker's client took.
    public long published() {
        return published.get();
    }

    /// How many messages found no broker or too long a queue; the next report makes up for them.
    public long unpublished() {
        return unpublished.get();
    }

    /// Says goodbye for all plugs and disconnects; takes a few seconds at most.
    @Override
    public void close() {
        stops.set(true);
        try {
            if (!speaker.join(CLOSE_LIMIT)) {
                LOG.log(WARNING, "the simulated home did not stop within {0}", CLOSE_LIMIT);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        bus.close();
    }

    private void live() {
        try {
            Instant next = time.instant();
            while (!stops.get()) {
                inbox.take(waitUntil(next)).ifPresent(this::obey);
                Instant now = time.instant();
                if (greets.compareAndSet(true, false)) {
                    rules.clear();
                    home.plugs().values().forEach(plug -> publish(plug.hello(now)));
                    next = now;
                }
                if (!now.isBefore(next)) {
                    look(now);
                    next = now.plus(LOOK);
                }
            }
            home.plugs().values().forEach(plug -> publish(plug.goodbye()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.log(ERROR, "the simulated home died", bug);
        }
    }

    private Duration waitUntil(Instant next) {
        Duration wait = time.realWait(Duration.between(time.instant(), next));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void obey(Message heard) {
        String payload = heard.text();
        for (SimulatedPlug plug : home.plugs().values()) {
            publish(plug.obey(heard.topic(), payload, heard.at()));
        }
    }

    private void look(Instant now) {
        if (!bus.isConnected()) {
            return;
        }
        home.plugs().forEach((name, plug) -> {
            double watts = power(name).watts(now);
            boolean speaks = rules.computeIfAbsent(name, _ -> new PublishingRule(HEARTBEAT))
                    .publishes(now, plug.isOn() ? watts : 0);
            if (speaks) {
                publish(plug.report(now, watts));
            }
        });
    }

    private AppliancePower power(String name) {
        AppliancePower power = powers.get(name);
        if (power == null) {
            throw new IllegalStateException("plug " + name + " has no appliance");
        }
        return power;
    }

    private void publish(List<Outgoing> messages) {
        for (Outgoing message : messages) {
            switch (bus.publish(message.topic(), message.payload(), message.retained())) {
                case Publication.Queued() -> published.incrementAndGet();
                case Publication.NotConnected(), Publication.Full _ -> unpublished.incrementAndGet();
                case Publication.Invalid(String why) ->
                    throw new IllegalStateException("a plug wants to publish on \"" + message.topic() + "\": " + why);
            }
        }
    }
}
