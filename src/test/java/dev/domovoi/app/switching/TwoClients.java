package dev.domovoi.app.switching;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/// The agent and the plugs at a broker of their own, each hearing all that is said.
final class TwoClients implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final String THERE = "marker/there/";
    private static final String BACK = "marker/back/";

    private final EmbeddedBroker broker;
    private final Inbox agentInbox = new Inbox(1_000, InstantSource.system());
    private final Inbox plugInbox = new Inbox(1_000, InstantSource.system());
    private final MqttBus agent;
    private final MqttBus plugs;
    private int markers;

    private TwoClients(EmbeddedBroker broker, Credentials credentials) {
        this.broker = broker;
        this.agent = client("agent", credentials, agentInbox);
        this.plugs = client("plugs", credentials, plugInbox);
    }

    static TwoClients connected() throws IOException {
        Credentials credentials = Credentials.generated("lab", new SecureRandom());
        TwoClients clients = new TwoClients(EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials), credentials);
        for (MqttBus bus : List.of(clients.agent, clients.plugs)) {
            bus.subscribe(List.of("#"));
            bus.start();
            Await.until("it is connected", LIMIT, bus::isConnected);
        }
        return clients;
    }

    private MqttBus client(String name, Credentials credentials, Inbox inbox) {
        MqttBus.Listener deaf = new MqttBus.Listener() {
            @Override
            public void connected(Instant at) {}

            @Override
            public void lost(Instant at, String why) {}
        };
        URI url = URI.create("mqtt://127.0.0.1:" + broker.port());
        MqttOptions options = new MqttOptions(url, Optional.of(credentials), Optional.empty(), name, Optional.empty());
        return new MqttBus(options, inbox, deaf, InstantSource.system(), new Random(1));
    }

    boolean agentSays(String topic, String payload) {
        return agent.publish(topic, payload, false) instanceof Publication.Queued;
    }

    void plugSays(List<Said> said) {
        said.forEach(message -> plugs.publish(message.topic(), message.payload(), false));
    }

    /// Until all that was said before has been heard, and what was answered to it: a marker goes there and back, and
    /// a broker keeps each client's messages in their order.
    void settle(Consumer<Message> agentHears, Consumer<Message> plugHears) throws InterruptedException {
        markers++;
        String back = BACK + markers;
        agentSays(THERE + markers, "");
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean isBack = false;
        while (!isBack) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was said is not heard within " + LIMIT);
            }
            Optional<Message> atPlug = plugInbox.take(LOOK);
            atPlug.filter(message -> !message.topic().startsWith("marker/")).ifPresent(plugHears);
            atPlug.filter(message -> message.topic().startsWith(THERE))
                    .ifPresent(message -> plugs.publish(BACK + markers, "", false));
            Optional<Message> atAgent = agentInbox.take(LOOK);
            atAgent.filter(message -> !message.topic().startsWith("marker/")).ifPresent(agentHears);
            isBack = atAgent.filter(message -> message.topic().equals(back)).isPresent();
        }
    }

    @Override
    public void close() {
        agent.close();
        plugs.close();
        broker.close();
    }
}
