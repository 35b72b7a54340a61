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
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Makes everything about one device or client forgotten: by the agent where it runs, which holds its store alone, else
/// in the store itself.
public final class Oblivion {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

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
        String json =
                "{\"name\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\"}";
        AgentCall.Answer answer = new AgentCall(config).post("/api/forget", json);
        return switch (answer.status()) {
            case AgentCall.ACCEPTED -> new Ended.Forgotten("The agent forgets " + Text.shortened(name) + ".");
            case NOT_FOUND, CONFLICT -> new Ended.Refused(answer.detail());
            default -> throw new IOException("it says: " + answer.detail());
        };
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
