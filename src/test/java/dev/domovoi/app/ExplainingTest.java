package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.explain.Explainer.Answer;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.app.rules.RuleFiles;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.app.web.ServedSite;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is told of decisions that were really taken, over a recording, and of one that is made up.
@Timeout(60)
final class ExplainingTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

    @TempDir
    Path folder;

    private AgentConfig config(String... more) throws IOException {
        Path file = folder.resolve("c.yaml");
        Files.writeString(file, "state: {dir: \"" + folder + "\"}\n" + String.join("\n", more) + "\n");
        return ConfigReader.read(Optional.of(file), Map.of());
    }

    /// Decides over a recording and keeps what an agent would have kept.
    private void keep(String recording, AgentConfig config) throws IOException {
        List<KeptDecision> kept = new ArrayList<>();
        Replay replay = new Replay(config, RuleFiles.shipped().book(), new Replay.Listener() {
            @Override
            public void decided(Decision decision) {
                kept.add(new KeptDecision(decision.id(), decision.at(), JsonLines.of(decision)));
            }

            @Override
            public void opened(Incident incident, Instant now) {}
        });
        try (RecordingReader reader = RecordingReader.open(RECORDINGS.resolve(recording + ".jsonl.gz"))) {
            Optional<RecordedLine> line = reader.next();
            while (line.isPresent() && replay.now().isBefore(Instant.parse("2026-01-10T12:20:00Z"))) {
                if (line.get() instanceof RecordedLine.Heard heard) {
                    replay.hears(heard.message());
                }
                line = reader.next();
            }
        }
        try (Store store = Store.open(folder)) {
            store.keep(replay.state().durable(), kept);
        }
    }

    private String told(String id, AgentConfig config) {
        return assertInstanceOf(Answer.Told.class, new Explaining(config).explain(id))
                .text();
    }

    @Test
    void whatWasHeldIsToldWithEveryGuardAndHowToAnswer() throws IOException {
        AgentConfig config = config(
                "web: {port: 0}",
                "home: {zone: Europe/Rome, contract_watts: 3500}",
                "devices: {boiler: {role: heater, priority: 1}, dryer: {role: dryer, priority: 2}}");
        keep("load_shedding.fires", config);
        assertEquals("""
                Decision d-2, Saturday 10 January 2026, 13:11: home

                The home draws 6,300 W of 3,500 W. I would switch boiler off for a while, but I am only asked to advise and \
                that is not on the allow list.

                What I knew:
                  what may be drawn, as configured: 3,500 W (home.contract_watts)
                  what all live plugs draw, or what a main meter says: 6,300 W (home.power)

                What I did:
                  Nothing. I would have switched boiler off for a while, but was held.
                  First by "mode": I am only asked to advise.
                  Without that, also by "not_allowed": that is not on the allow list.
                  If you want me to act the next time: set "mode: act" in the configuration; put {action: "shed", device: \
                "boiler"} on "act.allow".

                What else there was:
                  Incident i-1 is open since 10 Jan 13:11, at worst warning. Nobody has said yet whether it is real.
                  10 Jan 13:11, d-1: I told people of the same.
                  10 Jan 13:11, d-3: I would have switched dryer off for a while, but was held by mode.

                What you can say:
                  it is nothing:   mosquitto_pub -t domovoi/command/feedback/i-1 -m false_alarm
                  it is real:      mosquitto_pub -t domovoi/command/feedback/i-1 -m true
                  never do that:   mosquitto_pub -t domovoi/command/deny/d-2 -n   (in this incident)
                """, told("d-2", config));
        assertTrue(
                told("i-1", config).startsWith("Incident i-1 began with this.\nDecision d-1, "), told("i-1", config));
        assertTrue(
                told("d-1", config).contains("In the same moment, d-3: I would have switched dryer off for a while"));
        assertTrue(told("", config).contains("  d-3 (i-1, 10 Jan 2026 13:11, held): The home draws"), told("", config));
    }

    @Test
    void whatWaitsForAPersonSaysHowToApproveIt() throws IOException {
        AgentConfig config = config(
                "web: {port: 0}",
                "home: {zone: UTC, contract_watts: 3500}",
                "mode: act",
                "act: {approval: [shed], allow: [{action: shed, device: boiler}, {action: shed, device: dryer}]}",
                "maintenance: [{from: '00:00', to: '00:00', devices: [dryer]}]",
                "devices: {boiler: {role: heater, priority: 1}, dryer: {role: dryer, priority: 2}}");
        keep("load_shedding.fires", config);
        String told = told("d-2", config);
        assertTrue(told.contains("POST /api/approve/d-2 with the token"), told);
        assertTrue(told.contains("First by \"maintenance\": somebody works on it."), told);
        assertTrue(told.contains("end the work with 'domovoi maintenance'"), told);
    }

    @Test
    void whatWasDoneIsToldWithWhatCameOfIt() throws IOException {
        AgentConfig config = config(
                "web: {port: 0}",
                "home: {zone: UTC, contract_watts: 3500}",
                "mode: act",
                "act: {allow: [{action: shed, device: boiler}, {action: shed, device: dryer}]}",
                "devices: {boiler: {role: heater, priority: 1}, dryer: {role: dryer, priority: 2}}");
        keep("load_shedding.fires", config);
        String told = told("d-2", config);
        assertTrue(told.contains("""
                What I did:
                  I switched boiler off for a while: no guard stood in the way.
                  It was done: the plug confirmed it.
                """), told);
        assertTrue(told.contains("d-3: I switched dryer off for a while."), told);
    }

    @Test
    void whatIsNotKeptNamesTheNearest() throws IOException {
        AgentConfig config = config("web: {port: 0}", "home: {zone: UTC, contract_watts: 3500}");
        Answer.Unknown nothing = assertInstanceOf(Answer.Unknown.class, new Explaining(config).explain("d-1"));
        assertTrue(nothing.text().startsWith("no decision is kept in "), nothing.text());
        keep("load_shedding.fires", config);
        for (String id : List.of("d-99", "i-99", "fridge", "d-1; DROP TABLE decision", "d-0000000000001")) {
            Answer.Unknown answer = assertInstanceOf(Answer.Unknown.class, new Explaining(config).explain(id));
            assertTrue(answer.text().contains("The newest decisions:\n"), answer.text());
        }
        Answer.Unknown answer = assertInstanceOf(Answer.Unknown.class, new Explaining(config).explain("d-99"));
        assertTrue(answer.text().startsWith("No decision d-99 is kept; the nearest that is: d-1."), answer.text());
    }

    @Test
    void aLearnedAlarmIsToldAsItWasMeasured() throws IOException {
        TreeMap<String, Fact> facts = new TreeMap<>();
        facts.put("stream", new Fact.Word("tasmota:kettle/power"));
        facts.put("unit", new Fact.Word("W"));
        facts.put("value", new Fact.Amount(695));
        facts.put("expected_low", new Fact.Amount(0));
        facts.put("expected_median", new Fact.Amount(31));
        facts.put("expected_high", new Fact.Amount(171));
        facts.put("tail_probability", new Fact.Amount(0.0035));
        facts.put("surprise_nats", new Fact.Amount(5.65));
        facts.put("measured_at", new Fact.Word("2026-03-02T12:35:31Z"));
        facts.put("age_seconds", new Fact.Amount(29));
        facts.put("severity", new Fact.Word("critical"));
        facts.put("watts_now", new Fact.Amount(2199));
        Decision alarm = new Decision(
                "d-7",
                Instant.parse("2026-03-02T12:36:00Z"),
                "unusual_power",
                "i-4",
                "Kettle",
                Verdict.ALERT,
                Optional.empty(),
                Optional.empty(),
                new Evidence(facts),
                "Kettle: 683 W on average over the last hour.");
        try (Store store = Store.open(folder)) {
            store.keep(
                    HomeState.empty().durable(),
                    List.of(new KeptDecision(alarm.id(), alarm.at(), JsonLines.of(alarm))));
        }
        assertEquals("""
                Decision d-7, Monday 2 March 2026, 12:36: Kettle

                Kettle: 683 W on average over the last hour.

                What I knew:
                  measured:  695 W at 12:35:31, 29 s before I decided
                  expected:  0 W to 171 W, 31 W in the middle
                  how rare:  about once in 10 weeks (tail probability 0.0035, surprise 5.7 nats)
                  draws now: 2,199 W

                What I did:
                  I told people: an alarm of severity critical.

                What else there was:
                  Incident i-4 is closed by now.
                """, told("d-7", config("web: {port: 0}", "home: {zone: UTC}")));
    }

    /// A store whose agent was killed still has its log beside it.
    @Test
    void whatAKilledAgentLeftIsReadAndNotChanged() throws IOException {
        AgentConfig config = config("web: {port: 0}", "home: {zone: UTC, contract_watts: 3500}");
        keep("load_shedding.fires", config);
        Path left = Files.createDirectory(folder.resolve("left"));
        try (Store store = Store.open(folder)) {
            store.keep(
                    store.home(),
                    List.of(new KeptDecision(
                            "d-77", Instant.EPOCH, store.decisions(1).getFirst().json())));
            for (String name : List.of("domovoi.db", "domovoi.db-wal")) {
                Files.copy(folder.resolve(name), left.resolve(name));
            }
        }
        byte[] before = Files.readAllBytes(left.resolve("domovoi.db"));
        try (Store store = Store.look(left)) {
            assertEquals("d-77", store.decisions(1).getFirst().id());
        }
        assertArrayEquals(before, Files.readAllBytes(left.resolve("domovoi.db")));
    }

    @Test
    void aRunningAgentIsAsked() throws Exception {
        keep("load_shedding.fires", config("home: {contract_watts: 3500}"));
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.copy(folder.resolve("domovoi.db"), state.resolve("domovoi.db"));
        try (LivingHome home = new LivingHome(folder);
                Agent agent = home.agent(Optional.empty());
                ServedSite site = new ServedSite(agent, home.time)) {
            AgentConfig config = ConfigReader.read(
                    Optional.of(Files.writeString(
                            folder.resolve("there.yaml"),
                            "state: {dir: \"" + state + "\"}\nweb: {port: " + site.port() + "}\n")),
                    Map.of());
            assertTrue(told("d-1", config).startsWith("Decision d-1, "), told("d-1", config));
            assertTrue(told("", config).startsWith("The newest decisions:"));
            Answer.Unknown unknown = assertInstanceOf(Answer.Unknown.class, new Explaining(config).explain("d-99"));
            assertTrue(unknown.text().contains("the nearest that is: d-"), unknown.text());
        }
    }
}
