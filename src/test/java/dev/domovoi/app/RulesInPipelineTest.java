package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.rules.RuleFiles;
import dev.domovoi.app.sim.MadeUpHome;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A household's own rules in a home that is only heard of over MQTT.
final class RulesInPipelineTest {
    private static final Instant START = Instant.parse("2026-01-10T12:00:00Z");

    @TempDir
    Path folder;

    private final MadeUpHome told = new MadeUpHome(START).plug("lamp");
    private final AtomicReference<RuleBook> inForce = new AtomicReference<>(RuleBook.EMPTY);

    private Replayed home() {
        AgentConfig config = ConfigReader.read(Optional.empty(), Map.of("DOMOVOI_HOME_PRESENCE", "anna,ben"));
        return new Replayed(config, inForce::get);
    }

    private void follow(String rules) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n" + rules);
        inForce.set(RuleFiles.read(folder).book());
    }

    private void hear(Replayed home, int from) {
        told.told().stream().skip(from).forEach(home::hears);
        home.passesTo(told.now());
    }

    @Test
    void whatARuleFindsKeepsNothingFromBeingLearned() throws IOException {
        follow("  - {name: lit, devices: all, when: {device.power: {above: 1 W}}, then: [notify: lit]}");
        Replayed home = home();
        told.draws("lamp", 2, 9 * 24 * 60).draws("lamp", 2_000, 10).draws("lamp", 2, 4 * 24 * 60);
        hear(home, 0);
        assertEquals(
                List.of("lit", "unusual_power"),
                home.opened.stream().map(Incident::kind).toList());
        assertEquals(
                List.of("lit"),
                home.pipeline.state().incidents().stream().map(Incident::kind).toList(),
                "it goes on");
        assertEquals(List.of(), home.lasting, "what was put aside is usual again once the alarm is over");
    }

    @Test
    void aRuleThatIsTakenAwayEndsAndNothingBeginsDuringTheHoldOfTheReload() throws IOException {
        follow("  - {name: lit, devices: all, when: {device.power: {above: 10 W}}, then: [notify: lit]}");
        Replayed home = home();
        told.draws("lamp", 40, 20);
        hear(home, 0);
        assertEquals(List.of("lit lamp"), home.fired());
        follow("  - {name: bright, devices: all, when: {device.power: {above: 10 W}}, then: [notify: bright]}");
        int before = told.told().size();
        told.passes(2);
        hear(home, before);
        assertEquals(List.of("lit lamp"), home.over());
        assertTrue(home.pipeline.state().hold().isOpen(told.now()));
        assertEquals(1, home.fired().size());
        before = told.told().size();
        told.passes(10);
        hear(home, before);
        assertEquals(List.of("lit lamp", "bright lamp"), home.fired());
        assertFalse(home.pipeline.state().hold().isOpen(told.now()));
    }

    @Test
    void aTriggerAndWhoIsHomeAreHeard() throws IOException {
        follow("""
              - name: bedtime
                when: {all: [{trigger: {name: bed, within: 10min}}, {home.presence: away}]}
                then: [notify: "Good night, whoever is out."]
            """);
        Replayed home = home();
        told.passes(5).says("domovoi/trigger/bed", "").passes(2);
        hear(home, 0);
        assertEquals(List.of(), home.fired(), "nobody knows who is home");
        int before = told.told().size();
        told.says("anna", "not_home").passes(1);
        hear(home, before);
        assertEquals(List.of(), home.fired(), "nothing is known of Ben");
        before = told.told().size();
        told.says("ben", "{\"state\": \"not_home\"}");
        hear(home, before);
        assertEquals(List.of("bedtime home"), home.fired());
        before = told.told().size();
        told.says("anna", "home");
        hear(home, before);
        assertEquals(List.of("bedtime home"), home.over());
    }

    @Test
    void aJumpOfTheClockForgetsWhoIsHome() throws IOException {
        follow("  - {name: out, when: {home.presence: away}, then: [notify: out]}");
        Replayed home = home();
        told.says("anna", "away").passes(5).says("ben", "away").passes(1);
        hear(home, 0);
        assertEquals(List.of("out home"), home.fired());
        home.pipeline.handle(new Arrival.Happened(new Event.Unsettled(Cause.CLOCK_JUMP)), told.now());
        int before = told.told().size();
        told.passes(5).says("anna", "home").passes(1);
        hear(home, before);
        assertEquals(List.of("out home"), home.over(), "somebody is, whatever is known of Ben");
        assertEquals(Duration.ofMinutes(12), Duration.between(START, told.now()));
    }
}
