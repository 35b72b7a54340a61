package dev.domovoi.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.explain.Explainer;
import dev.domovoi.app.explain.Explainer.Answer;
import dev.domovoi.app.store.Store;
import dev.domovoi.observe.payload.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.file.Files;

/// Explains a decision: by the agent where it runs, which holds its store alone, else from the store, which is only
/// looked at.
public final class Explaining {
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    private final AgentConfig config;

    public Explaining(AgentConfig config) {
        this.config = config;
    }

    /// Without an id: the newest decisions. Throws a [ConfigException] or a StoreException where neither the agent nor
    /// its store can be asked.
    public Answer explain(String id) {
        try {
            return byTheAgent(id);
        } catch (ConnectException notRunning) {
            return inTheStore(id);
        } catch (IOException failed) {
            throw new ConfigException("web.port", "the agent there cannot be asked: " + failed);
        }
    }

    private Answer byTheAgent(String id) throws IOException {
        AgentCall.Answer answer =
                new AgentCall(config).get("/api/explain/" + URLEncoder.encode(id.isEmpty() ? "newest" : id, UTF_8));
        return switch (answer.status()) {
            case FOUND -> new Answer.Told(text(answer.body()));
            case NOT_FOUND -> new Answer.Unknown(text(answer.body()));
            default -> throw new IOException("it says: " + answer.detail());
        };
    }

    private static String text(String body) throws IOException {
        if (Json.read(body.getBytes(UTF_8)) instanceof Json.Ok(Json.Obj json)) {
            for (String name : new String[] {"text", "detail"}) {
                if (json.members().get(name) instanceof Json.Text(String value)) {
                    return value;
                }
            }
        }
        throw new IOException("it says what is no explanation");
    }

    private Answer inTheStore(String id) {
        if (Files.notExists(config.stateDir().resolve("domovoi.db"))) {
            return new Answer.Unknown(
                    "no decision is kept in " + config.stateDir().toAbsolutePath());
        }
        try (Store store = Store.look(config.stateDir())) {
            return new Explainer(
                            store,
                            new LocalLedger(store).restored(),
                            config.zone(),
                            config.mqtt().prefix())
                    .explain(id);
        }
    }
}
