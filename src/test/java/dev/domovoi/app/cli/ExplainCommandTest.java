package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.HomeState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `domovoi explain` prints and answers without an agent.
final class ExplainCommandTest {
    private static final String TOLD = "{\"id\":\"d-3\",\"at\":\"2026-03-02T12:00:00Z\",\"rule\":\"washer_done\","
            + "\"incident\":\"i-2\",\"subject\":\"washer\",\"verdict\":\"alert\",\"action\":null,\"guard\":null,"
            + "\"evidence\":{\"severity\":\"info\",\"odd\":{\"a\":1}},\"why\":\"washer has finished.\"}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(
                folder.resolve("c.yaml"),
                "home: {zone: UTC}\nweb: {port: 0}\nstate: {dir: \"" + folder.resolve("state") + "\"}\n");
    }

    private int explain(String... id) {
        CommandLine line = Domovoi.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("explain", "--config", config.toString()));
        arguments.addAll(List.of(id));
        return line.execute(arguments.toArray(String[]::new));
    }

    private void keep(String json) {
        try (Store store = Store.open(folder.resolve("state"))) {
            store.keep(
                    HomeState.empty().durable(),
                    List.of(new KeptDecision("d-3", Instant.parse("2026-03-02T12:00:00Z"), json)));
        }
    }

    @Test
    void aDecisionIsToldInWords() {
        keep(TOLD);
        assertEquals(0, explain("d-3"), err::toString);
        assertTrue(out.toString().startsWith("Decision d-3, Monday 2 March 2026, 12:00: washer"), out::toString);
        assertTrue(out.toString().contains("news, and no alarm (severity info)"), out::toString);
        assertEquals(0, explain(), err::toString);
        assertTrue(out.toString().contains("d-3 (i-2, 2 Mar 2026 12:00, alert): washer has finished."), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void whatIsNotKeptIsExitCodeOneAndWrongUseTwo() {
        assertEquals(1, explain("d-3"));
        assertTrue(err.toString().startsWith("domovoi: no decision is kept in "), err::toString);
        keep(TOLD);
        assertEquals(1, explain("d-5"));
        assertTrue(err.toString().contains("the nearest that is: d-3"), err::toString);
        assertEquals(2, explain("d-3", "d-4"));
        assertEquals("", out.toString());
    }

    @Test
    void whatIsDamagedInTheStoreIsNotFatal() {
        keep("not JSON at all");
        assertEquals(1, explain("i-3"), err::toString);
        assertEquals(1, explain("d-3"), err::toString);
        assertTrue(err.toString().contains("No decision d-3 is kept"), err::toString);
    }
}
