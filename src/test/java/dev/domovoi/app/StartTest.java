package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTest {
    @TempDir
    Path folder;

    @Test
    void aHistoryThatCannotBeReadIsNamedAndEverythingIsLetGo() {
        AgentConfig config = ConfigReader.read(
                Optional.empty(), Map.of("DOMOVOI_STATE_DIR", folder.toString(), "DOMOVOI_BROKER_PORT", "0"));
        Path missing = folder.resolve("missing.jsonl");
        ConfigException refused = assertThrows(
                ConfigException.class,
                () -> Agent.start(config, TimeSource.ofMachine(), Optional.of(missing), (kind, sentence) -> {}));
        assertTrue(String.valueOf(refused.getMessage()).contains(missing.toString()));
        Store.open(folder).close();
    }
}
