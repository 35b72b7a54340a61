package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.router.NetworkView;
import dev.domovoi.app.rules.RuleFiles;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.Step;
import dev.domovoi.decide.rule.RuleBook;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From what is observed to what is done, by a household's own rule.
final class RuleFeedTest {
    private static final Source HEATER = new Source(new DeviceId("shelly", "heater"), "0");
    private static final String RULES = """
            rules:
              - name: hot
                devices: {role: heater}
                when: {all: [{device.power: {above: 1 kW}}, {device.switch: on}, {trigger: {name: out, within: 1h}}]}
                until: {device.state: lost}
                then: [notify: "{name} is on at {device.power}", switch_off]
            """;

    @TempDir
    Path folder;

    private static final String STORAGE = "02:00:00:00:00:07";

    private final Devices devices = new Devices(Map.of(
            "heater",
            new AgentConfig.Device(Optional.of(Role.HEATER), Optional.of("Heater"), Optional.of("bath"), false),
            STORAGE,
            new AgentConfig.Device(Optional.empty(), Optional.of("storage"), Optional.empty(), false)));
    private final HomeDecider decider =
            new HomeDecider(Policy.of(Mode.ACT, List.of(new Allowed("off", "Heater", Optional.empty()))));
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private HomeState state = HomeState.empty();
    private Instant now = Instant.parse("2026-01-10T12:00:00Z");
    private Optional<RuleFeed> feed = Optional.empty();

    @BeforeEach
    void settles() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        feed = Optional.of(fed());
        decides(new Event.Unsettled(Event.Unsettled.Cause.START));
        decides(new Event.DoorTried(Door.CLOSED));
        feed().unsettled(now, state.hold().until());
        now = now.plus(Duration.ofMinutes(3));
    }

    @Test
    void aRuleThatComesTrueSwitchesTheRelayOfItsDeviceOff() {
        isOnAt(2_000, false);
        decides(feed().triggered("out", now));
        assertEquals(
                List.of("hot", "hot"), decisions.stream().map(Decision::rule).toList());
        assertEquals("Heater is on at 2,000 W", decisions.getFirst().why());
        assertTrue(effects.getLast() instanceof Effect.Run run
                && run.plan().action().equals(new Action.SwitchOff(HEATER)));
    }

    @Test
    void aClientThatIsSomethingVitalIsNeverKeptOut() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - name: there
                    clients: all
                    when: {client.online: {is: true}}
                    then: [quarantine: {lasts: 1h}]
                """);
        feed = Optional.of(fed());
        decides(feed().clients(new NetworkView(List.of(), List.of(), List.of(client(STORAGE)), 1, 0), now));
        decides(feed().minute(now));
        assertEquals(
                List.of("not_allowed", "lockout"),
                decisions.getLast().evidence().guards());
        assertEquals(
                Optional.of("storage is the storage"),
                decisions.getLast().evidence().word("lockout"));
    }

    private NetworkView.Client client(String mac) {
        DeviceId id = new DeviceId("client", mac);
        return new NetworkView.Client(id, "nas", now.minus(Duration.ofDays(99)), now, 1, 1, Optional.empty(), false);
    }

    @Test
    void whatIsRetainedMakesNoRuleTrue() {
        isOnAt(2_000, true);
        decides(feed().triggered("out", now));
        decides(feed().minute(now.plusSeconds(60)));
        assertEquals(List.of(), decisions);
    }

    @Test
    void nothingBeginsInAHoldAndAnIncidentFromBeforeARestartGoesOn() throws IOException {
        isOnAt(2_000, false);
        decides(feed().triggered("out", now));
        state = HomeState.restored(state.durable());
        feed = Optional.of(fed());
        feed().resume(state, now);
        decides(new Event.Unsettled(Event.Unsettled.Cause.START));
        decides(new Event.DoorTried(Door.CLOSED));
        feed().unsettled(now, state.hold().until());
        isOnAt(2_000, false);
        decides(feed().triggered("out", now));
        assertEquals(2, decisions.size(), "nothing new");
        assertEquals(1, state.incidents().size());
        now = now.plus(Duration.ofDays(3));
        decides(feed().minute(now));
        assertEquals(0, state.incidents().size(), "lost, and so it is over");
    }

    private RuleFeed fed() {
        RuleBook read = RuleFiles.read(folder).book();
        AtomicReference<RuleBook> book = new AtomicReference<>(read);
        return new RuleFeed(
                book::get,
                new RuleFeed.Home(ZoneOffset.UTC, Optional.empty(), List.of("people/anna")),
                devices,
                stream -> Duration.ofMinutes(1));
    }

    private RuleFeed feed() {
        return feed.orElseThrow();
    }

    private void isOnAt(double watts, boolean retained) {
        SwitchRecipe.Command command = new SwitchRecipe.Command("t", "p");
        devices.learn(new SwitchRecipe(HEATER, command, command, Optional.empty(), false), now);
        hears(new Reading(HEATER, Quantity.POWER, watts, now, retained));
        hears(new SwitchState(HEATER, true, now, retained));
    }

    private void hears(Observation said) {
        devices.notice(said, now);
        devices.keep(said);
        decides(feed().observed(said, now));
    }

    private void decides(List<Event> events) {
        events.forEach(this::decides);
    }

    private void decides(Event event) {
        Step step = decider.decide(state, event, now);
        state = step.state();
        decisions.addAll(step.decisions());
        effects.addAll(step.effects());
    }
}
