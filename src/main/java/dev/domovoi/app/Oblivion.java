package dev.domovoi.app;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.store.Store;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes everything about one device or client forgotten: by the agent where it runs, which holds its store alone, else
/// in the store itself.
public final class Oblivion {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern DETAIL = Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String WILDCARD = "0.0.0.0";

    private final AgentConfig config;

    public Oblivion(AgentConfig config) {
        this.config = config;
    }

    /// What became of it.
    public sealed interface Ended {
        record Forgotten(String sentence) implements Ended {}

        record Refused(String why) implements Ended {}
    }

    /// Throws a [ConfigException] or a StoreException where neither the agent nor its store can be reached.
    public Ended forget(String name) {
        try {
            return byTheAgent(name);
        } catch (ConnectException notRunning) {
            return inTheStore(name);
        } catch (IOException failed) {
            throw new ConfigException("web.port", "the agent there cannot be asked: " + failed);
        }
    }

    private Ended byTheAgent(String name) throws IOException {
        String host = config.web().listen().equals(WILDCARD)
                ? "127.0.0.1"
                : config.web().listen();
        String place = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        if (config.web().port() == 0) {
            throw new ConnectException("nobody knows the port");
        }
        String json =
                "{\"name\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\"}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + place + ":" + config.web().port() + "/api/forget"))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return ended(name, client.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopping);
        }
    }

    private static Ended ended(String name, HttpResponse<String> answer) throws IOException {
        Matcher detail = DETAIL.matcher(answer.body());
        String why = detail.find() ? detail.group(1).replace("\\\"", "\"") : "status " + answer.statusCode();
        return switch (answer.statusCode()) {
            case ACCEPTED -> new Ended.Forgotten("The agent forgets " + Text.shortened(name) + ".");
            case NOT_FOUND, CONFLICT -> new Ended.Refused(why);
            default -> throw new IOException("it says: " + why);
        };
    }

    private String token() throws IOException {
        Path file = config.stateDir().resolve("web-token");
        if (config.web().token().isPresent()) {
            return config.web().token().get();
        }
        if (Files.notExists(file)) {
            throw new ConnectException("no agent was ever started here");
        }
        return Files.readString(file).strip();
    }

    private Ended inTheStore(String name) {
        if (Files.notExists(config.stateDir().resolve("domovoi.db"))) {
            return new Ended.Refused("nothing is kept in " + config.stateDir().toAbsolutePath());
        }
        try (Store store = Store.open(config.stateDir())) {
            Set<DeviceId> meant = KeptThings.named(store, name);
            if (meant.size() != 1) {
                String all = meant.stream().map(DeviceId::toString).collect(Collectors.joining(", "));
                return new Ended.Refused(
                        meant.isEmpty()
                                ? "nothing is kept about a device or client of the name " + Text.shortened(name)
                                : "several have this name; say which: " + all);
            }
            return forgotten(store, meant.iterator().next());
        }
    }

    private Ended forgotten(Store store, DeviceId device) {
        LocalLedger ledger = new LocalLedger(store);
        HomeState before = ledger.restored();
        Set<String> subjects = new TreeSet<>(List.of(device.name()));
        before.incidents().stream()
                .filter(incident -> incident.device().equals(device))
                .map(Incident::name)
                .forEach(subjects::add);
        HomeDecider decider = new HomeDecider(Policies.of(config));
        ledger.age(decider.decide(before, new Event.Forgotten(device), Instant.EPOCH)
                .state());
        KeptThings.forget(store, device, subjects);
        TickHistory.forget(config.stateDir(), stream -> stream.source().device().equals(device), (file, problem) -> {
            throw new ConfigException(file, "cannot be forgotten: " + problem);
        });
        return new Ended.Forgotten(device + " is forgotten.");
    }
}
