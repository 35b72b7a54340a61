package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each guard alone stops a proposal that all others let pass.
final class GuardsTest {
    private static final Instant NOW = Home.NOON;
    private static final Policy POLICY = Policy.of(Mode.ACT, Home.ALLOWED);
    private static final HomeState CALM =
            HomeState.empty().with(new Hold(NOW.minusSeconds(999), NOW)).with(Door.CLOSED);
    private static final Score FRESH = Home.score(NOW, 2_870, true);

    @Test
    void nothingStopsAProposalThatIsAllRight() {
        assertEquals(List.of(), stopping(CALM, POLICY, FRESH, Home.heater()));
    }

    @Test
    void aPauseStopsIt() {
        assertEquals(List.of("paused"), stopping(CALM.paused(Optional.of(Instant.MAX)), POLICY, FRESH, Home.heater()));
    }

    @Test
    void anyModeButActStopsIt() {
        Policy advise = Policy.of(Mode.ADVISE, Home.ALLOWED);
        assertEquals(List.of("mode"), stopping(CALM, advise, FRESH, Home.heater()));
        Policy observe = Policy.of(Mode.OBSERVE, Home.ALLOWED);
        assertEquals(List.of("mode"), stopping(CALM, observe, FRESH, Home.heater()));
    }

    @Test
    void aBrokerThatIsNotKnownToTurnStrangersAwayStopsIt() {
        for (Door door : List.of(Door.OPEN, Door.UNKNOWN)) {
            assertEquals(List.of("open_broker"), stopping(CALM.with(door), POLICY, FRESH, Home.heater()));
        }
    }

    @Test
    void aHoldStopsIt() {
        HomeState held = CALM.with(new Hold(NOW, NOW.plusNanos(1)));
        assertEquals(List.of("hold"), stopping(held, POLICY, FRESH, Home.heater()));
    }

    @Test
    void oldEvidenceStopsItAndSoDoesEvidenceFromTheFuture() {
        Score edge = Home.score(NOW.minus(Duration.ofMinutes(5)), 2_870, true);
        assertEquals(List.of(), stopping(CALM, POLICY, edge, Home.heater()));
        Score old = Home.score(NOW.minus(Duration.ofMinutes(5)).minusMillis(1), 2_870, true);
        assertEquals(List.of("stale"), stopping(CALM, POLICY, old, Home.heater()));
        Score future = Home.score(NOW.plus(Duration.ofMinutes(6)), 2_870, true);
        assertEquals(List.of("stale"), stopping(CALM, POLICY, future, Home.heater()));
    }

    @Test
    void aSlowReporterMayBeOneAndAHalfPeriodsOld() {
        DeviceView fast = Home.heater();
        DeviceView slow = new DeviceView(
                fast.name(), fast.role(), false, fast.relay(), fast.isOn(), fast.wattsNow(), Duration.ofMinutes(10));
        assertEquals(List.of(), stopping(CALM, POLICY, Home.score(NOW.minusSeconds(900), 2_870, true), slow));
        assertEquals(List.of("stale"), stopping(CALM, POLICY, Home.score(NOW.minusSeconds(901), 2_870, true), slow));
    }

    @Test
    void onlyTheListedActionDeviceAndChannelPass() {
        assertEquals(List.of("not_allowed"), stopping(CALM, allowing("off", "Fridge", ""), FRESH, Home.heater()));
        assertEquals(List.of("not_allowed"), stopping(CALM, allowing("on", "Kettle", ""), FRESH, Home.heater()));
        assertEquals(List.of("not_allowed"), stopping(CALM, allowing("off", "Kettle", "2"), FRESH, Home.heater()));
        assertEquals(List.of(), stopping(CALM, allowing("off", "Kettle", "1"), FRESH, Home.heater()));
    }

    @Test
    void protectionStopsIt() {
        assertEquals(List.of("protected"), stopping(CALM, POLICY, FRESH, Home.view(Optional.of(Role.HEATER), true)));
    }

    @Test
    void whatFeedsOrIsSomethingVitalIsLeftAlone() {
        assertEquals(List.of("lockout"), stopping(CALM, POLICY, FRESH, feeding(Home.heater(), "Kettle powers DNS")));
        for (Role role : List.of(Role.ROUTER, Role.NODE)) {
            assertEquals(
                    List.of("lockout", "approval"),
                    stopping(CALM, POLICY, FRESH, Home.view(Optional.of(role), false)),
                    role.word());
        }
        DeviceView fed = Home.supplied(Home.heater(), new Supply(Optional.empty(), List.of("Rack")));
        assertEquals(List.of(), stopping(CALM, POLICY, FRESH, fed), "what is fed is not what feeds");
    }

    private static DeviceView feeding(DeviceView view, String chain) {
        return Home.supplied(view, new Supply(Optional.of(chain), List.of()));
    }

    @Test
    void aLoadThatNobodyDeclaredStopsIt() {
        assertEquals(
                List.of("unknown_load", "approval"), stopping(CALM, POLICY, FRESH, Home.view(Optional.empty(), false)));
    }

    @Test
    void aLoadThatLooksLikeSomethingElseStopsIt() {
        Map<Looks, List<String>> stopping = new EnumMap<>(Looks.class);
        for (Looks looks : Looks.values()) {
            DeviceView heater = Home.heater();
            DeviceView seen = new DeviceView(
                    heater.name(),
                    heater.role(),
                    false,
                    heater.relay(),
                    heater.isOn(),
                    heater.wattsNow(),
                    heater.reportingPeriod(),
                    false,
                    heater.supply(),
                    looks);
            stopping.put(looks, stopping(CALM, POLICY, FRESH, seen));
        }
        assertEquals(
                Map.of(
                        Looks.UNKNOWN, List.of(),
                        Looks.AS_DECLARED, List.of(),
                        Looks.OTHERWISE, List.of("identity"),
                        Looks.LIKE_A_FRIDGE, List.of("identity")),
                stopping);
    }

    @Test
    void fivePlansInASlidingHourStopIt() {
        HomeState spent = CALM.withPlans(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> plan("other", NOW.minusSeconds(3_600 - i)))
                .toList());
        assertEquals(List.of("budget"), stopping(spent, POLICY, FRESH, Home.heater()));
        HomeState almost = CALM.withPlans(IntStream.rangeClosed(0, 4)
                .mapToObj(i -> plan("other", NOW.minusSeconds(3_600 - i)))
                .toList());
        assertEquals(List.of(), stopping(almost, POLICY, FRESH, Home.heater()));
    }

    @Test
    void aRecentPlanOnTheSameDeviceStopsItEvenIfTheClockWasSetBack() {
        HomeState recent = CALM.withPlans(List.of(plan("kettle", NOW.minusSeconds(899))));
        assertEquals(List.of("cooldown"), stopping(recent, POLICY, FRESH, Home.heater()));
        HomeState future = CALM.withPlans(List.of(plan("kettle", NOW.plusSeconds(99_999))));
        assertEquals(List.of("cooldown"), stopping(future, POLICY, FRESH, Home.heater()));
        HomeState past = CALM.withPlans(List.of(plan("kettle", NOW.minusSeconds(900))));
        assertEquals(List.of(), stopping(past, POLICY, FRESH, Home.heater()));
    }

    @Test
    void theSameDoneElsewhereForAnotherIncidentStopsItForHalfAnHour() {
        Action cut = new Action.SwitchOff(Source.whole(new DeviceId("tasmota", "boiler")));
        Plan plan = new Plan("p-1", "i-1", "d-1", cut, NOW.minusSeconds(1_799), Plan.Progress.DONE);
        assertEquals(List.of("cooldown"), stopping(CALM.withPlans(List.of(plan)), POLICY, FRESH, Home.heater()));
        Plan before = new Plan("p-1", "i-1", "d-1", cut, NOW.minusSeconds(1_800), Plan.Progress.DONE);
        assertEquals(List.of(), stopping(CALM.withPlans(List.of(before)), POLICY, FRESH, Home.heater()));
    }

    @Test
    void partsOfOnePlanAndWhatIsGivenBackSpendNoBudget() {
        HomeState oneOfFive = CALM.withPlans(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> plan("other" + i, NOW.minusSeconds(2_000)))
                .toList());
        assertEquals(List.of(), stopping(oneOfFive, POLICY, FRESH, Home.heater()));
        HomeState givenBack = CALM.withPlans(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Plan(
                        "p-" + i,
                        "i-9",
                        "d-1",
                        new Action.SwitchOn(Source.whole(new DeviceId("tasmota", "other"))),
                        NOW.minusSeconds(i),
                        Plan.Progress.DONE))
                .toList());
        assertEquals(List.of(), stopping(givenBack, POLICY, FRESH, Home.heater()));
    }

    @Test
    void whatAnotherIncidentActsOnIsLeftToIt() {
        Plan plan = new Plan(
                "p-1", "i-1", "d-1", new Action.Shed(Home.RELAY), NOW.minusSeconds(7_200), Plan.Progress.RUNNING);
        assertEquals(List.of("arbitration"), stopping(CALM.withPlans(List.of(plan)), POLICY, FRESH, Home.heater()));
    }

    @Test
    void aShedPlugMayBeCutButNotShedForSomethingElse() {
        Lease lease = new Lease(
                new Action.Shed(Home.RELAY),
                "p-1",
                "i-1",
                "Kettle",
                "too_much",
                true,
                NOW.plusSeconds(99),
                Optional.empty(),
                0,
                NOW);
        HomeState taken = CALM.withLeases(List.of(lease));
        assertEquals(List.of(), stopping(taken, POLICY, FRESH, Home.heater()));
        Wish other = new Wish(
                taken,
                allowing("shed", "Kettle", ""),
                "i-9",
                NOW,
                Home.heater(),
                "shed",
                Home.RELAY,
                Optional.of(new Action.Shed(Home.RELAY)),
                true,
                NOW);
        assertEquals(
                List.of("arbitration"),
                Guards.stopping(other).stream().map(Guard::name).toList());
    }

    @Test
    void manyNewIncidentsAtOnceStopIt() {
        assertEquals(List.of("storm"), stopping(withIncidents(5, NOW.minusSeconds(599)), POLICY, FRESH, Home.heater()));
        assertEquals(List.of(), stopping(withIncidents(4, NOW.minusSeconds(599)), POLICY, FRESH, Home.heater()));
        assertEquals(List.of(), stopping(withIncidents(5, NOW.minusSeconds(600)), POLICY, FRESH, Home.heater()));
    }

    private static HomeState withIncidents(int count, Instant at) {
        return CALM.withIncidents(IntStream.range(0, count)
                .mapToObj(i -> new Incident(
                        "i-" + i,
                        new DeviceId("tasmota", "plug" + i),
                        "Plug " + i,
                        "unusual_power",
                        Severity.WARNING,
                        at,
                        at,
                        at,
                        "It is rare.",
                        new Cut.Open(),
                        Optional.empty()))
                .toList());
    }

    @Test
    void aClientHasNoLoadToDeclare() {
        DeviceId client = new DeviceId("client", "02:00:00:00:00:07");
        DeviceView view = new DeviceView(
                "phone",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60));
        Wish wish = new Wish(
                CALM,
                allowing("quarantine", Allowed.ANY, ""),
                "i-9",
                NOW,
                view,
                "quarantine",
                Source.whole(client),
                new Deed.Quarantine(Duration.ofHours(1)).action(client, Optional.empty()),
                true,
                NOW);
        assertEquals(List.of(), Guards.stopping(wish));
    }

    @Test
    void theirOrderIsFixed() {
        assertEquals(
                List.of(
                        "paused",
                        "mode",
                        "no_ledger",
                        "open_broker",
                        "hold",
                        "maintenance",
                        "stale",
                        "not_allowed",
                        "protected",
                        "lockout",
                        "unknown_load",
                        "identity",
                        "corroboration",
                        "arbitration",
                        "storm",
                        "budget",
                        "cooldown",
                        "approval",
                        "no_actuator"),
                Guards.IN_ORDER.stream().map(Guard::name).toList());
    }

    @Test
    void aSecondSignalThatIsAskedForAndNotThereStopsIt() {
        assertEquals(List.of("corroboration"), stopping(Optional.of(new Action.SwitchOff(Home.RELAY)), false));
    }

    @Test
    void whatNothingCanDoIsStopped() {
        assertEquals(List.of("no_actuator"), stopping(Optional.empty(), true));
    }

    private static List<String> stopping(Optional<Action> action, boolean isCorroborated) {
        Wish wish = new Wish(CALM, POLICY, "i-9", NOW, Home.heater(), "off", Home.RELAY, action, isCorroborated, NOW);
        return Guards.stopping(wish).stream().map(Guard::name).toList();
    }

    private static List<String> stopping(HomeState state, Policy policy, Score score, DeviceView device) {
        Action cut = new Action.SwitchOff(Home.RELAY);
        return Guards.stopping(new Proposal(state, policy, "i-9", score, device, cut, NOW)).stream()
                .map(Guard::name)
                .toList();
    }

    private static Policy allowing(String action, String device, String channel) {
        Optional<String> only = channel.isEmpty() ? Optional.empty() : Optional.of(channel);
        return Policy.of(Mode.ACT, List.of(new Allowed(action, device, only)));
    }

    private static Plan plan(String device, Instant at) {
        Source relay = Source.whole(new DeviceId("tasmota", device));
        return new Plan("p-1", "i-9", "d-1", new Action.SwitchOff(relay), at, Plan.Progress.DONE);
    }
}
