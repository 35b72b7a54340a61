package dev.domovoi.app.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A home whose simulated plugs draw what a test says, told as the messages that a broker would hear: on change, and
/// every five minutes without one.
public final class MadeUpHome {
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);
    private static final long STAGGER_SECONDS = 2;

    private final List<Message> told = new ArrayList<>();
    private final Map<String, Plug> plugs = new LinkedHashMap<>();
    private Instant now;

    private static final class Plug {
        final SimulatedPlug device;
        final PublishingRule rule = new PublishingRule(HEARTBEAT);
        double watts;

        Plug(SimulatedPlug device) {
            this.device = device;
        }
    }

    public MadeUpHome(Instant start) {
        this.now = start;
    }

    public List<Message> told() {
        return List.copyOf(told);
    }

    public Instant now() {
        return now;
    }

    public MadeUpHome plug(String name) {
        Plug plug = new Plug(SimulatedPlug.shellyGen1(name));
        plugs.put(name, plug);
        tell(now, plug.device.hello(now));
        return this;
    }

    /// It draws so much from now on, and so many minutes pass.
    public MadeUpHome draws(String plug, double watts, int minutes) {
        plug(plug, watts);
        return passes(minutes);
    }

    /// It draws so much from now on.
    public MadeUpHome plug(String name, double watts) {
        known(name).watts = watts;
        return this;
    }

    public MadeUpHome passes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            long offset = 0;
            for (Plug plug : plugs.values()) {
                Instant at = now.plusSeconds(offset);
                if (plug.rule.publishes(at, plug.device.isOn() ? plug.watts : 0)) {
                    tell(at, plug.device.report(at, plug.watts));
                }
                offset += STAGGER_SECONDS;
            }
            now = now.plusSeconds(60);
        }
        return this;
    }

    /// So short a time that no plug has anything to say.
    public MadeUpHome passesSeconds(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    /// A person or a program switches it.
    public MadeUpHome switches(String plug, boolean on) {
        String topic = "shellies/" + plug + "/relay/0/command";
        tell(now, known(plug).device.obey(topic, on ? "on" : "off", now));
        return this;
    }

    private Plug known(String name) {
        return Objects.requireNonNull(plugs.get(name), name);
    }

    /// It is without power, or has lost its network.
    public MadeUpHome goes(String plug) {
        Plug gone = plugs.remove(plug);
        tell(
                now,
                gone.device.goodbye().stream()
                        .map(word -> Outgoing.live(word.topic(), word.payload()))
                        .toList());
        return this;
    }

    /// Somebody else publishes something, live.
    public MadeUpHome says(String topic, String payload) {
        tell(now, List.of(Outgoing.live(topic, payload)));
        return this;
    }

    private void tell(Instant at, List<Outgoing> messages) {
        messages.forEach(message ->
                told.add(new Message(at, message.topic(), message.payload().getBytes(UTF_8), message.retained())));
    }
}
