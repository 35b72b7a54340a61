package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.DeviceView;
import dev.domovoi.decide.Role;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Availability;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is known of devices, and when it is no longer.
final class DevicesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final DeviceId PLUG = new DeviceId("tasmota", "plug");
    private static final DeviceId LAMP = new DeviceId("zigbee2mqtt", "lamp");
    private static final DeviceId BRIDGE = new DeviceId("zigbee2mqtt", "bridge");

    private final Devices devices = new Devices(Map.of());

    @Test
    void aLiveReadingIsKeptAndARetainedOneIsNoMeasurement() {
        observe(new Reading(Source.whole(PLUG), Quantity.POWER, 5, NOW, true));
        observe(new SwitchState(Source.whole(PLUG), true, NOW, true));
        assertEquals(List.of(), devices.all());
        assertEquals(List.of(), devices.current(NOW));
        assertEquals(List.of(), devices.switches(NOW));
        Reading live = power(PLUG, 7, NOW);
        observe(live);
        observe(new Reading(Source.whole(PLUG), Quantity.POWER, 5, NOW.plusSeconds(9), true));
        assertEquals(List.of(live), devices.current(NOW));
        assertEquals(Optional.of(NOW), devices.lastHeard(PLUG));
    }

    @Test
    void aDeviceIsLiveThenQuietThenLost() {
        for (int minute = -15; minute <= 0; minute++) {
            observe(power(PLUG, 5, NOW.plus(Duration.ofMinutes(minute))));
        }
        assertEquals(Liveness.LIVE, devices.liveness(PLUG, NOW.plus(Duration.ofMinutes(5))));
        assertEquals(Liveness.QUIET, devices.liveness(PLUG, NOW.plus(Duration.ofMinutes(6))));
        assertEquals(1, devices.current(NOW.plus(Duration.ofMinutes(15))).size());
        assertEquals(Liveness.LOST, devices.liveness(PLUG, NOW.plus(Duration.ofMinutes(16))));
        assertEquals(List.of(), devices.current(NOW.plus(Duration.ofMinutes(16))));
        assertEquals(Liveness.LOST, devices.liveness(LAMP, NOW));
    }

    @Test
    void aDeviceThatSeldomReportsIsGivenItsOwnTime() {
        Instant at = NOW;
        for (int i = 0; i < 60; i++) {
            at = at.plus(Duration.ofHours(1));
            observe(power(PLUG, 5, at));
        }
        assertEquals(Liveness.LIVE, devices.liveness(PLUG, at.plus(Duration.ofMinutes(80))));
        assertEquals(Liveness.QUIET, devices.liveness(PLUG, at.plus(Duration.ofHours(4))));
        assertEquals(Liveness.LOST, devices.liveness(PLUG, at.plus(Duration.ofHours(6))));
    }

    @Test
    void anOfflineDeviceIsLostWithItsValuesUntilItIsHeardAgain() {
        observe(power(PLUG, 5, NOW));
        observe(new SwitchState(Source.whole(PLUG), true, NOW, false));
        observe(new Availability(Source.whole(PLUG), false, NOW, false));
        assertEquals(Liveness.LOST, devices.liveness(PLUG, NOW));
        assertEquals(List.of(), devices.current(NOW));
        assertEquals(List.of(), devices.switches(NOW));
        observe(new Availability(Source.whole(PLUG), true, NOW, true));
        assertEquals(Liveness.LIVE, devices.liveness(PLUG, NOW));
        assertEquals(List.of(), devices.current(NOW), "what was true before it went away");
        observe(power(PLUG, 6, NOW));
        assertEquals(1, devices.current(NOW).size());
    }

    @Test
    void aRetainedLastWillCountsAndALiveWordEndsIt() {
        observe(power(PLUG, 5, NOW));
        observe(new Availability(Source.whole(PLUG), false, NOW, true));
        assertEquals(Liveness.LOST, devices.liveness(PLUG, NOW));
        observe(power(PLUG, 5, NOW.plusSeconds(2)));
        assertEquals(Liveness.LIVE, devices.liveness(PLUG, NOW.plusSeconds(2)));
    }

    @Test
    void anOfflineBridgeTakesItsDevicesWithItUntilItIsBack() {
        observe(power(LAMP, 5, NOW));
        observe(power(PLUG, 5, NOW));
        observe(new Availability(Source.whole(BRIDGE), false, NOW, true));
        assertEquals(Liveness.LOST, devices.liveness(LAMP, NOW));
        assertEquals(Liveness.LIVE, devices.liveness(PLUG, NOW));
        assertEquals(List.of(power(PLUG, 5, NOW)), devices.current(NOW));
        observe(new Availability(Source.whole(BRIDGE), true, NOW, false));
        assertEquals(Liveness.LIVE, devices.liveness(LAMP, NOW));
        assertEquals(List.of(PLUG, LAMP).stream().sorted().toList(), devices.all(), "the bridge is no device");
    }

    @Test
    void aPlugThatIsOnlyNamedBridgeTakesNobodyWithIt() {
        DeviceId named = new DeviceId("tasmota", "bridge");
        observe(power(PLUG, 5, NOW));
        observe(power(named, 5, NOW));
        observe(new Availability(Source.whole(named), false, NOW, false));
        assertEquals(Liveness.LOST, devices.liveness(named, NOW));
        assertEquals(Liveness.LIVE, devices.liveness(PLUG, NOW));
    }

    @Test
    void aLabelNamesTheDialectOnlyWhereTwoShareAName() {
        observe(power(PLUG, 5, NOW));
        assertEquals("plug", devices.label(PLUG));
        DeviceId other = new DeviceId("shelly", "plug");
        observe(power(other, 5, NOW));
        assertEquals("tasmota:plug", devices.label(PLUG));
        assertEquals("shelly:plug", devices.label(other));
        devices.forget(other);
        assertEquals("plug", devices.label(PLUG));
    }

    @Test
    void aForgottenDeviceLeavesNothingBehind() {
        observe(power(PLUG, 5, NOW));
        observe(new SwitchState(Source.whole(PLUG), true, NOW, false));
        devices.learn(recipe(Source.whole(PLUG)), NOW);
        devices.forget(PLUG);
        assertEquals(List.of(), devices.all());
        assertEquals(List.of(), devices.current(NOW));
        assertEquals(Optional.empty(), devices.recipe(Source.whole(PLUG)));
        assertEquals(Optional.empty(), view(Source.whole(PLUG)).isOn());
    }

    @Test
    void thereIsRoomForTwoThousandDevices() {
        for (int i = 0; i < Devices.MAX_DEVICES; i++) {
            assertTrue(observe(power(new DeviceId("tasmota", "p" + i), 5, NOW)));
        }
        assertFalse(observe(power(PLUG, 5, NOW)));
        assertEquals(Devices.MAX_DEVICES, devices.all().size());
        assertTrue(observe(power(new DeviceId("tasmota", "p7"), 6, NOW)));
        assertTrue(observe(new Availability(Source.whole(BRIDGE), false, NOW, false)));
    }

    @Test
    void aSourceIsCutByItsOwnRelayOrByTheWholeDevices() {
        Source whole = Source.whole(PLUG);
        Source one = new Source(PLUG, "1");
        Source two = new Source(PLUG, "2");
        assertEquals(Optional.empty(), view(whole).relay());
        devices.learn(recipe(one), NOW);
        assertEquals(Optional.of(one), view(one).relay());
        assertEquals(Optional.empty(), view(whole).relay(), "one known channel may be one of many");
        assertEquals(Optional.empty(), view(two).relay(), "another channel's relay");
        devices.learn(recipe(two), NOW);
        assertEquals(Optional.of(two), view(two).relay());
        Source lamp = Source.whole(LAMP);
        devices.learn(recipe(lamp), NOW);
        assertEquals(Optional.of(lamp), view(new Source(LAMP, "l1")).relay(), "the whole device's relay");
    }

    @Test
    void whatKubernetesSaysOfANodeDoesNotKeepItAlive() {
        DeviceId node = new DeviceId("node", "pi4");
        Reading hot = new Reading(new Source(node, "cpu"), Quantity.TEMPERATURE, 70, NOW, false);
        Instant later = NOW.minusSeconds(7_200);
        for (int minute = 1; minute <= 120; minute++) {
            later = later.plusSeconds(60);
            observe(new Reading(hot.source(), hot.quantity(), 70, later, false));
        }
        for (int minute = 1; minute <= 600; minute++) {
            later = NOW.plusSeconds(60L * minute);
            observe(new Status(Source.whole(node), Condition.READY, false, later, false));
        }
        assertEquals(Liveness.LOST, devices.liveness(node, later));
        assertEquals(List.of(), devices.current(later));
        assertEquals(1, devices.statuses(later).size(), "that it is not ready is known all the same");
        assertEquals(List.of(), devices.statuses(later.plusSeconds(301)), "Kubernetes is away itself");
    }

    @Test
    void wattsThatWereOnlyEverDoubtedAreNoReasonToAct() {
        Source whole = Source.whole(PLUG);
        devices.notice(power(PLUG, 2_000, NOW), NOW);
        devices.keepDoubted(power(PLUG, 2_000, NOW));
        devices.keepDoubted(power(PLUG, 2_100, NOW));
        assertEquals(Optional.empty(), view(whole).wattsNow());
        assertEquals(1, devices.current(NOW).size(), "they are shown");
        observe(power(PLUG, 5, NOW));
        devices.keepDoubted(power(PLUG, 2_000, NOW));
        assertEquals(Optional.of(5.0), view(whole).wattsNow());
    }

    @Test
    void aDeclaredRelayCutsWhateverChannelThePowerIsToldOn() {
        Devices known = new Devices(Map.of(
                "plug",
                new AgentConfig.Device(
                        Optional.of(Role.HEATER),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.of("relay"),
                        Optional.empty(),
                        List.of())));
        Source meter = new Source(PLUG, "power");
        observe(known, power(PLUG, 5, NOW));
        assertEquals(Optional.empty(), known.view(meter, Duration.ZERO).relay(), "no way is known to switch it");
        known.learn(recipe(new Source(PLUG, "power")), NOW);
        assertEquals(Optional.empty(), known.view(meter, Duration.ZERO).relay(), "it is not the declared one");
        known.learn(recipe(new Source(PLUG, "relay")), NOW);
        assertEquals(
                Optional.of(new Source(PLUG, "relay")),
                known.view(meter, Duration.ZERO).relay());
    }

    @Test
    void aViewHoldsWhatTheHouseholdDeclaredAndWhatIsKnownLive() {
        AgentConfig.Device declared =
                new AgentConfig.Device(Optional.of(Role.HEATER), Optional.of("Heater"), Optional.empty(), true);
        Devices known = new Devices(Map.of("plug", declared));
        Source whole = Source.whole(PLUG);
        observe(known, power(PLUG, 1200, NOW));
        observe(known, new SwitchState(whole, true, NOW, false));
        known.learn(recipe(whole), NOW);
        assertEquals(
                new DeviceView(
                        "Heater",
                        Optional.of(Role.HEATER),
                        true,
                        Optional.of(whole),
                        Optional.of(true),
                        Optional.of(1200.0),
                        Duration.ofMinutes(5)),
                known.view(whole, Duration.ofMinutes(5)));
        assertEquals("lamp", known.view(Source.whole(LAMP), Duration.ZERO).name());
    }

    @Test
    void whatIsDoubtedIsShownButDecidedOnIsTheLastThatWasBelieved() {
        Source whole = Source.whole(PLUG);
        observe(power(PLUG, 2, NOW));
        devices.keepDoubted(power(PLUG, 2_000, NOW.plusSeconds(9)));
        devices.keepDoubted(power(PLUG, 2_001, NOW.plusSeconds(19)));
        assertEquals(2_001, devices.current(NOW).getFirst().value());
        assertEquals(Optional.of(2.0), view(whole).wattsNow());
        observe(power(PLUG, 2_002, NOW.plusSeconds(29)));
        assertEquals(Optional.of(2_002.0), view(whole).wattsNow());
    }

    @Test
    void aDeclarationWithTheDialectWinsOverOneWithTheNameAlone() {
        Devices known = new Devices(Map.of("plug", named("any"), "shelly:plug", named("mine")));
        assertEquals("mine", known.householdName(new DeviceId("shelly", "plug")));
        assertEquals("any", known.householdName(PLUG));
    }

    @Test
    void aViewSaysWhatVitalThingItFeedsAlsoByHowItSpeaks() {
        Devices known = new Devices(
                Map.of("rack", powering("Rack", "tasmota:desk"), "tasmota:desk", powering("Desk", "dns")),
                Set.of("02:00:00:00:00:01"));
        assertEquals(Optional.of("Rack powers Desk, which powers the DNS server"), lifeline(known, "tasmota", "rack"));
        assertEquals(Optional.of("Desk powers the DNS server"), lifeline(known, "tasmota", "desk"));
        assertEquals(
                List.of("Rack"), known.supply(new DeviceId("tasmota", "desk")).fedBy());
        assertEquals(Optional.empty(), lifeline(known, "shelly", "desk"), "another of that name");
        assertEquals(Optional.of("pi4 is a node"), lifeline(known, "node", "pi4"));
        assertEquals(Optional.of("openwrt is a router"), lifeline(known, "collectd", "openwrt"));
        assertEquals(
                Optional.of("02:00:00:00:00:01 is the machine that I run on"),
                lifeline(known, "client", "02:00:00:00:00:01"));
        assertEquals(Optional.empty(), lifeline(known, "client", "02:00:00:00:00:02"));
    }

    private static Optional<String> lifeline(Devices known, String dialect, String name) {
        return known.view(Source.whole(new DeviceId(dialect, name)), Duration.ZERO)
                .supply()
                .lifeline();
    }

    private static AgentConfig.Device powering(String name, String fed) {
        return new AgentConfig.Device(
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(fed));
    }

    private static AgentConfig.Device named(String name) {
        return new AgentConfig.Device(Optional.empty(), Optional.of(name), Optional.empty(), false);
    }

    private DeviceView view(Source source) {
        return devices.view(source, Duration.ZERO);
    }

    private boolean observe(Observation observation) {
        return observe(devices, observation);
    }

    private static boolean observe(Devices all, Observation observation) {
        boolean hasRoom = all.notice(observation, observation.at());
        if (hasRoom) {
            all.keep(observation);
        }
        return hasRoom;
    }

    private static Reading power(DeviceId device, double watts, Instant at) {
        return new Reading(Source.whole(device), Quantity.POWER, watts, at, false);
    }

    private static SwitchRecipe recipe(Source relay) {
        return new SwitchRecipe(relay, new Command("t", "ON"), new Command("t", "OFF"), Optional.empty(), false);
    }
}
