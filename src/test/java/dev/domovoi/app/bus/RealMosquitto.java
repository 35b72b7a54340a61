package dev.domovoi.app.bus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A Mosquitto of its own on a free port, with its files in the given directory. Without the program the test is
/// skipped, in CI it fails.
public final class RealMosquitto implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path home;
    private final Optional<Credentials> credentials;
    private final boolean isEncrypted;
    private final int port;
    private Optional<Process> process = Optional.empty();

    private RealMosquitto(Path home, Optional<Credentials> credentials, boolean isEncrypted) throws IOException {
        this.home = home;
        this.credentials = credentials;
        this.isEncrypted = isEncrypted;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /// Lets anyone in.
    public static RealMosquitto open(Path home) throws IOException {
        return new RealMosquitto(home, Optional.empty(), false).configured("allow_anonymous true");
    }

    public static RealMosquitto withPassword(Path home, Credentials credentials) throws IOException {
        RealMosquitto broker = new RealMosquitto(home, Optional.of(credentials), false);
        broker.makePasswords(credentials);
        return broker.configured("allow_anonymous false", "password_file " + home.resolve("passwords"));
    }

    /// Encrypted, with a certificate for localhost and 127.0.0.1 of a CA of its own.
    public static RealMosquitto withTls(Path home, boolean wantsClientCertificate) throws IOException {
        RealMosquitto broker = new RealMosquitto(home, Optional.empty(), true);
        broker.makeCertificates();
        return broker.configured(
                "allow_anonymous true",
                "cafile " + broker.ca(),
                "certfile " + home.resolve("server.pem"),
                "keyfile " + home.resolve("server.key"),
                "require_certificate " + wantsClientCertificate);
    }

    /// Encrypted, and asks for a password.
    public static RealMosquitto withPasswordAndTls(Path home, Credentials credentials) throws IOException {
        RealMosquitto broker = new RealMosquitto(home, Optional.of(credentials), true);
        broker.makeCertificates();
        broker.makePasswords(credentials);
        return broker.configured(
                "allow_anonymous false",
                "password_file " + home.resolve("passwords"),
                "cafile " + broker.ca(),
                "certfile " + home.resolve("server.pem"),
                "keyfile " + home.resolve("server.key"));
    }

    /// With a configuration of the caller's own, made for the port it is given.
    public static RealMosquitto configuredAs(Path home, IntFunction<String> configuration) throws IOException {
        RealMosquitto broker = new RealMosquitto(home, Optional.empty(), false);
        Files.writeString(home.resolve("mosquitto.conf"), configuration.apply(broker.port));
        return broker;
    }

    private void makePasswords(Credentials known) throws IOException {
        run("mosquitto_passwd", "-b", "-c", "passwords", known.user(), known.password());
    }

    public RealMosquitto start() throws IOException {
        process = Optional.of(new ProcessBuilder(program("mosquitto"), "-c", "mosquitto.conf")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start());
        Await.until("Mosquitto listens on " + port, LIMIT, this::listens);
        return this;
    }

    public void stop() {
        process.ifPresent(Process::destroy);
        awaitEnd();
    }

    /// Stays connected and says nothing any more, as a machine that hangs does.
    public void freeze() throws IOException {
        run("kill", "-STOP", Long.toString(process.orElseThrow().pid()));
    }

    public void kill() {
        process.ifPresent(Process::destroyForcibly);
        awaitEnd();
    }

    @Override
    public void close() {
        kill();
    }

    public int port() {
        return port;
    }

    public URI url() {
        return URI.create((isEncrypted ? "mqtts" : "mqtt") + "://127.0.0.1:" + port);
    }

    public Path ca() {
        return home.resolve("ca.pem");
    }

    public Path clientCertificate() {
        return home.resolve("client.pem");
    }

    public Path clientKey() {
        return home.resolve("client.key");
    }

    /// Publishes as another client, at QoS 1.
    public void publish(String topic, String payload, boolean retained) throws IOException {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-h", "127.0.0.1", "-p", "" + port));
        command.addAll(List.of("-q", "1", "-t", topic, "-m", payload));
        if (retained) {
            command.add("-r");
        }
        credentials.ifPresent(known -> command.addAll(List.of("-u", known.user(), "-P", known.password())));
        if (isEncrypted) {
            command.addAll(List.of("--cafile", ca().toString()));
            command.addAll(List.of("--cert", clientCertificate().toString()));
            command.addAll(List.of("--key", clientKey().toString()));
        }
        run(command.toArray(String[]::new));
    }

    /// Runs a program in the broker's directory and fails the test with its output if it fails.
    void run(String... command) throws IOException {
        command[0] = program(command[0]);
        Process started = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        started.getOutputStream().close();
        String output = new String(started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!started.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || started.exitValue() != 0) {
                throw new AssertionError(command[0] + " failed: " + output);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted while running " + command[0], interrupted);
        }
    }

    private RealMosquitto configured(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("listener " + port + " 127.0.0.1", "persistence false"));
        all.addAll(List.of("user " + System.getProperty("user.name"), "log_dest stdout"));
        all.addAll(List.of(lines));
        Files.write(home.resolve("mosquitto.conf"), all);
        return this;
    }

    private void makeCertificates() throws IOException {
        Files.writeString(home.resolve("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        String[] newKey = {"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};
        run(joined(newKey, "-x509", "-days", "2", "-subj", "/CN=test ca", "-keyout", "ca.key", "-out", "ca.pem"));
        for (String name : List.of("server", "client")) {
            run(joined(newKey, "-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".csr"));
            String sign = "openssl x509 -req -days 2 -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -in "
                    + name + ".csr -out " + name + ".pem";
            run(sign.split(" ", -1));
        }
    }

    private static String[] joined(String[] first, String... rest) {
        return Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new);
    }

    private void awaitEnd() {
        process.ifPresent(ending -> Await.until("Mosquitto ends", LIMIT, () -> !ending.isAlive()));
        process = Optional.empty();
    }

    private boolean listens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/bin";
        Optional<Path> found = Stream.of(path.split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(name + " is not installed");
        }
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow().toString();
    }
}
