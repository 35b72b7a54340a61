package dev.domovoi.app;

import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.Stranger;
import dev.domovoi.app.bus.Tls;
import dev.domovoi.app.bus.Will;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The broker to talk to: the user's, or an embedded one that is started here with credentials of its own.
record BrokerChoice(MqttOptions options, Optional<EmbeddedBroker> embedded) {
    private static final String USER = "domovoi";
    private static final Duration KNOCK_LIMIT = Duration.ofSeconds(10);

    static BrokerChoice of(AgentConfig config) {
        return config.mqtt()
                .url()
                .map(url -> new BrokerChoice(optionsFor(config, url), Optional.empty()))
                .orElseGet(() -> embedded(config));
    }

    /// The user's broker for a second client that only looks: another client id, and no will of its own.
    static MqttOptions probe(AgentConfig config) {
        URI url = config.mqtt().url().orElseThrow(() -> new ConfigException("mqtt.url", "is not set"));
        MqttOptions options = optionsFor(config, url);
        String clientId = options.clientId() + "-" + ProcessHandle.current().pid();
        return new MqttOptions(url, options.credentials(), options.tls(), clientId, Optional.empty());
    }

    /// Tries whether the broker lets in anyone. The embedded one never does.
    static Supplier<Stranger.Answer> stranger(AgentConfig config) {
        if (config.mqtt().url().isEmpty()) {
            return Stranger.Answer.TurnedAway::new;
        }
        MqttOptions options = probe(config);
        return () -> Stranger.knock(options, KNOCK_LIMIT);
    }

    private static MqttOptions optionsFor(AgentConfig config, URI url) {
        AgentConfig.Mqtt mqtt = config.mqtt();
        Optional<Tls.ClientCertificate> client =
                mqtt.cert().flatMap(cert -> mqtt.key().map(key -> new Tls.ClientCertificate(cert, key)));
        Optional<Tls> tls = mqtt.ca().isPresent() || client.isPresent()
                ? Optional.of(new Tls(mqtt.ca(), client))
                : Optional.empty();
        try {
            Optional<Credentials> credentials =
                    mqtt.user().flatMap(user -> mqtt.password().map(password -> new Credentials(user, password)));
            return new MqttOptions(url, credentials, tls, clientId(config), will(config));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException("mqtt", String.valueOf(wrong.getMessage()));
        }
    }

    private static BrokerChoice embedded(AgentConfig config) {
        Credentials credentials = credentials(config);
        AgentConfig.Broker wanted = config.broker();
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(wanted.listen(), wanted.port(), credentials);
            URI url = URI.create("mqtt://" + reachable(wanted.listen()) + ":" + broker.port());
            return new BrokerChoice(
                    new MqttOptions(url, Optional.of(credentials), Optional.empty(), clientId(config), will(config)),
                    Optional.of(broker));
        } catch (IOException refused) {
            throw new ConfigException(
                    "broker.listen, broker.port",
                    refused.getMessage() + "; choose another port, or set mqtt.url to the broker that is there");
        }
    }

    /// Where this machine reaches what listens there; "any address" is none to connect to.
    private static String reachable(String listen) throws IOException {
        InetAddress address = InetAddress.getByName(listen);
        if (address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private static String clientId(AgentConfig config) {
        return "domovoi-" + config.mqtt().instance();
    }

    private static Optional<Will> will(AgentConfig config) {
        AgentConfig.Mqtt mqtt = config.mqtt();
        return Optional.of(Will.offline(mqtt.prefix() + "/agent/" + mqtt.instance() + "/status"));
    }

    /// From the file of `broker.credentials`, or from the state directory, where they are made at the first start.
    private static Credentials credentials(AgentConfig config) {
        Path file =
                config.broker().credentials().orElseGet(() -> config.stateDir().resolve("broker-credentials"));
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            Credentials made = Credentials.generated(USER, new SecureRandom());
            Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
            Files.writeString(file, made.user() + ":" + made.password() + "\n", StandardOpenOption.WRITE);
            return made;
        } catch (IOException failed) {
            throw new ConfigException("broker.credentials", "cannot use " + file + ": " + failed);
        }
    }

    private static Credentials read(Path file) throws IOException {
        String line = Files.readString(file).strip();
        int colon = line.indexOf(':');
        if (colon < 1 || colon == line.length() - 1 || line.contains("\n")) {
            throw new ConfigException(file.toString(), "expected one line user:password");
        }
        return new Credentials(line.substring(0, colon), line.substring(colon + 1));
    }
}
