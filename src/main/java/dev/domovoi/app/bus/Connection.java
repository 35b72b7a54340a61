package dev.domovoi.app.bus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/// One connection to the broker, from CONNECT until it ends; a reconnect is a new one with a new Paho client, so that
/// nothing half-done survives.
final class Connection {
    static final int MAX_IN_FLIGHT = 1_000;
    private static final int MAX_IN_FLIGHT_BYTES = 16 << 20;
    private static final int SUBSCRIBE_BATCH = 100;
    private static final int SUBSCRIPTION_REFUSED = 0x80;
    private static final int AT_LEAST_ONCE = 1;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private final MqttAsyncClient client;
    private final MqttOptions options;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final AtomicBoolean left = new AtomicBoolean();
    private final Semaphore freeBytes = new Semaphore(MAX_IN_FLIGHT_BYTES);

    private Connection(MqttAsyncClient client, MqttOptions options) {
        this.client = client;
        this.options = options;
    }

    /// Connects and waits for the broker's answer.
    static Connection open(MqttOptions options, Inbox inbox) throws MqttException, TlsFileException {
        return open(options, inbox, ANSWER_LIMIT);
    }

    /// The same with a limit of its own, of at least a second.
    static Connection open(MqttOptions options, Inbox inbox, Duration limit) throws MqttException, TlsFileException {
        MqttConnectOptions connectOptions = connectOptions(options);
        connectOptions.setConnectionTimeout((int) Math.max(1, limit.toSeconds()));
        PatientClient client = new PatientClient(options);
        Connection connection = new Connection(client, options);
        client.setCallback(connection.new Receiver(inbox));
        try {
            client.connect(connectOptions).waitForCompletion(limit.toMillis());
        } catch (MqttException | RuntimeException failed) {
            connection.abandon();
            if (client.hungUp().isPresent()) {
                throw new MqttException(client.hungUp().get());
            }
            throw failed;
        }
        return connection;
    }

    /// Ends with the reason when the connection does.
    CompletableFuture<String> ended() {
        return ended;
    }

    boolean isOpen() {
        return !ended.isDone() && client.isConnected();
    }

    /// Subscribes and waits until the broker has answered.
    void subscribe(List<String> filters) throws MqttException {
        for (List<String> batch : batches(filters)) {
            IMqttToken token = client.subscribe(batch.toArray(String[]::new), qualities(batch));
            token.waitForCompletion(ANSWER_LIMIT.toMillis());
            warnOfRefused(batch, token);
        }
    }

    /// Subscribes without waiting; after a failure the next connection makes up for it.
    void subscribeLater(List<String> filters) {
        for (List<String> batch : batches(filters)) {
            try {
                client.subscribe(
                        batch.toArray(String[]::new),
                        qualities(batch),
                        null,
                        new Completion(
                                token -> warnOfRefused(batch, token),
                                failed -> LOG.log(WARNING, "not subscribed until the next connection: " + batch)));
            } catch (MqttException failed) {
                LOG.log(WARNING, "not subscribed until the next connection: {0} ({1})", batch, failed.getMessage());
            }
        }
    }

    /// Tells the world that we are here, on the will's topic, and waits until the broker has it.
    void announce() throws MqttException {
        if (options.will().isPresent()) {
            send(options.will().get(), Will.ONLINE, ANSWER_LIMIT);
        }
    }

    Publication publish(String topic, byte[] payload, boolean retained) {
        if (!freeBytes.tryAcquire(payload.length)) {
            return new Publication.Full(
                    "more than " + (MAX_IN_FLIGHT_BYTES >> 20) + " MiB wait for the broker's acknowledgement");
        }
        Runnable free = () -> freeBytes.release(payload.length);
        try {
            client.publish(
                    topic,
                    payload,
                    AT_LEAST_ONCE,
                    retained,
                    null,
                    new Completion(token -> free.run(), failed -> free.run()));
            return new Publication.Queued();
        } catch (MqttException failed) {
            free.run();
            return failed.getReasonCode() == MqttException.REASON_CODE_MAX_INFLIGHT
                    ? new Publication.Full(MAX_IN_FLIGHT + " messages wait for the broker's acknowledgement")
                    : new Publication.NotConnected();
        } catch (IllegalArgumentException malformed) {
            free.run();
            return new Publication.Invalid(String.valueOf(malformed.getMessage()));
        }
    }

    /// Leaves politely: says `offline`, disconnects, frees everything. Waits a few seconds at most.
    void leave() {
        if (left.getAndSet(true)) {
            return;
        }
        ended.complete("closed by us");
        try {
            if (client.isConnected()) {
                if (options.will().isPresent()) {
                    send(options.will().get(), options.will().get().payload(), GOODBYE_LIMIT);
                }
                client.disconnect(0).waitForCompletion(GOODBYE_LIMIT.toMillis());
            }
        } catch (MqttException gone) {
            LOG.log(DEBUG, "no goodbye to {0}: {1}", options.address(), gone.getMessage());
        }
        abandon();
    }

    /// Ends at once and without a word: what waits to be sent is thrown away, and the broker tells our last will.
    void breakOff(String why) {
        ended.complete(why);
    }

    /// Frees sockets and threads without a word to the broker.
    void abandon() {
        left.set(true);
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException alreadyGone) {
            LOG.log(DEBUG, "was not connected: {0}", alreadyGone.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException stillBusy) {
            LOG.log(
                    WARNING,
                    "the connection to {0} could not be freed: {1}",
                    options.address(),
                    stillBusy.getMessage());
        }
    }

    private void send(Will will, String payload, Duration limit) throws MqttException {
        client.publish(will.topic(), payload.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE, true)
                .waitForCompletion(limit.toMillis());
    }

    private static MqttConnectOptions connectOptions(MqttOptions options) throws TlsFileException {
        MqttConnectOptions paho = new MqttConnectOptions();
        paho.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        paho.setCleanSession(true);
        paho.setAutomaticReconnect(false);
        paho.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        paho.setConnectionTimeout((int) ANSWER_LIMIT.toSeconds());
        paho.setMaxInflight(MAX_IN_FLIGHT);
        options.credentials().ifPresent(known -> {
            paho.setUserName(known.user());
            paho.setPassword(known.password().toCharArray());
        });
        options.will()
                .ifPresent(will -> paho.setWill(
                        will.topic(), will.payload().getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE, will.retained()));
        if (options.tls().isPresent()) {
            paho.setSocketFactory(options.tls().get().socketFactory());
        }
        return paho;
    }

    private static void warnOfRefused(List<String> filters, IMqttToken token) {
        List<String> refused = new ArrayList<>();
        int[] granted = token.getGrantedQos();
        for (int i = 0; i < Math.min(granted.length, filters.size()); i++) {
            if (granted[i] == SUBSCRIPTION_REFUSED) {
                refused.add(filters.get(i));
            }
        }
        if (!refused.isEmpty()) {
            LOG.log(WARNING, "the broker refused the filters {0}: check its access list", refused);
        }
    }

    private static List<List<String>> batches(List<String> filters) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < filters.size(); from += SUBSCRIBE_BATCH) {
            batches.add(filters.subList(from, Math.min(filters.size(), from + SUBSCRIBE_BATCH)));
        }
        return batches;
    }

    private static int[] qualities(List<String> filters) {
        return filters.stream().mapToInt(filter -> AT_LEAST_ONCE).toArray();
    }

    /// Paho calls this on its own thread; it only enqueues.
    private final class Receiver implements MqttCallback {
        private final Inbox inbox;

        Receiver(Inbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            inbox.offer(topic, message.getPayload(), message.isRetained());
        }

        @Override
        public void connectionLost(Throwable cause) {
            ended.complete(ConnectFailure.describe(cause));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // only the device's own answer tells that a command arrived
        }
    }

    private record Completion(Consumer<IMqttToken> done, Consumer<Throwable> failed) implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            done.accept(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable why) {
            failed.accept(why);
        }
    }
}
