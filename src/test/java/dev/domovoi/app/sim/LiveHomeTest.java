package dev.domovoi.app.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.TimeSource;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The simulated home at the embedded broker, heard and commanded by another client.
final class LiveHomeTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Rome");
    private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SPEED = 120;

    private final Credentials credentials = Credentials.generated("demo", new SecureRandom());
    private final Listening listening = new Listening();
    private final Inbox inbox = new Inbox(10_000, InstantSource.system());
    private EmbeddedBroker broker;
    private MqttBus agent;

    @BeforeEach
    void listen() throws Exception {
        broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials);
        MqttBus.Listener deaf = new MqttBus.Listener() {
            @Override
            public void connected(Instant at) {}

            @Override
            public void lost(Instant at, String why) {}
        };
        agent = new MqttBus(options("agent"), inbox, deaf, InstantSource.system(), new Random(1));
        assertEquals(List.of(), agent.subscribe(List.of("#")));
        agent.start();
        until("the agent is connected", agent::isConnected);
    }

    @AfterEach
    void stop() {
        agent.close();
        broker.close();
    }

    private MqttOptions options(String clientId) {
        URI url = URI.create("mqtt://127.0.0.1:" + broker.port());
        return new MqttOptions(url, Optional.of(credentials), Optional.empty(), clientId, Optional.empty());
    }

    private LiveHome live() {
        return LiveHome.start(SimulatedHome.of(ZONE, 7), options("home"), TimeSource.faster(START, SPEED));
    }

    /// Hears what arrives until something is so.
    private void until(String what, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + LIMIT + ": " + what);
            Optional<Message> message = inbox.take(Duration.ofMillis(20));
            message.ifPresent(listening::hear);
        }
    }

    private double watts(String plug) {
        return listening.reading(plug, Quantity.POWER);
    }

    private void send(Command command) {
        agent.publish(command.topic(), command.payload(), false);
    }

    @Test
    void everyPlugReportsAndCanBeSwitched() throws Exception {
        try (LiveHome live = live()) {
            until("all plugs are known", () -> listening.recipes.size() == 9);
            listening.recipes.values().forEach(recipe -> send(recipe.off()));
            until("all are off", () -> !listening.states.containsValue(true));
            until("no watts flow", () -> listening.recipes.keySet().stream().allMatch(plug -> watts(plug) == 0));
            send(listening.recipe("nas").on());
            until("the NAS draws again", () -> watts("nas") > 10);
            assertEquals(0, live.unpublished());
        }
    }

    @Test
    void aFaultShowsUntilThePlugIsCut() throws Exception {
        try (LiveHome live = live()) {
            until("all plugs are known", () -> listening.recipes.size() == 9);
            live.breaks("kettle", Fault.STUCK_ON);
            until("the kettle boils on", () -> watts("kettle") > 1000);
            send(listening.recipe("kettle").off());
            until("the kettle is cut", () -> watts("kettle") == 0);
            until("it says that it is off", () -> !listening.isOn("kettle"));
            Exception unknown =
                    assertThrows(IllegalArgumentException.class, () -> live.breaks("toaster", Fault.STUCK_ON));
            assertTrue(String.valueOf(unknown.getMessage()).contains("toaster"));
        }
    }

    @Test
    void saysGoodbyeForEveryPlug() throws Exception {
        LiveHome live = live();
        until("all plugs are known", () -> listening.recipes.size() == 9);
        live.close();
        until("all are offline", () -> !listening.online.containsValue(true));
        assertTrue(listening.online.containsKey("tv"));
    }

    @Test
    void introducesItselfAgainToABrokerThatCameBackWithoutMemory() throws Exception {
        try (LiveHome live = live()) {
            until("all plugs are known", () -> listening.recipes.size() == 9);
            int port = broker.port();
            broker.close();
            until("the agent lost the broker", () -> !agent.isConnected());
            listening.recipes.clear();
            listening.online.clear();
            broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, port, credentials);
            until("all plugs are known again", () -> listening.recipes.size() == 9);
            until("they are online", () -> listening.online.getOrDefault("freezer", false));
            assertTrue(live.published() > 0);
        }
    }
}
