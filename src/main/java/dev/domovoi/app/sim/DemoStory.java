package dev.domovoi.app.sim;

import dev.domovoi.app.Agent;
import dev.domovoi.app.bus.MqttOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// What happens in the demo's home: which appliance breaks when, told as it happens.
public final class DemoStory implements AutoCloseable {
    /// The appliances break in this order, so long after the demo's start, in the home's time.
    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter(Duration.ofMinutes(10), "freezer", Fault.STOPPED_CYCLING, "the freezer's compressor dies"),
            new Chapter(Duration.ofMinutes(20), "kettle", Fault.STUCK_ON, "the kettle's switch sticks: it boils on"),
            new Chapter(
                    Duration.ofMinutes(70),
                    "bathroom_heater",
                    Fault.STUCK_ON,
                    "the bathroom heater's thermostat sticks, and nobody has allowed to switch it off"));

    private final LiveHome home;
    private final Thread teller;

    private record Chapter(Duration after, String plug, Fault fault, String words) {}

    private DemoStory(LiveHome home, Thread teller) {
        this.home = home;
        this.teller = teller;
    }

    /// Lets the home live at the agent's broker and break as the story says; each chapter is told with its time.
    public static DemoStory begin(SimulatedHome home, Agent agent, BiConsumer<Instant, String> told) {
        MqttOptions own = agent.brokerOptions();
        MqttOptions options = new MqttOptions(own.url(), own.credentials(), own.tls(), "demo-home", Optional.empty());
        LiveHome live = LiveHome.start(home, options, agent.time());
        Instant start = agent.time().instant();
        Thread teller = Thread.ofVirtual().name("demo-story").start(() -> tell(live, agent, start, told));
        return new DemoStory(live, teller);
    }

    private static void tell(LiveHome live, Agent agent, Instant start, BiConsumer<Instant, String> told) {
        try {
            for (Chapter chapter : CHAPTERS) {
                Duration left = Duration.between(agent.time().instant(), start.plus(chapter.after));
                if (left.isPositive()) {
                    Thread.sleep(agent.time().realWait(left));
                }
                live.breaks(chapter.plug, chapter.fault);
                told.accept(agent.time().instant(), chapter.words);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        teller.interrupt();
        home.close();
    }
}
