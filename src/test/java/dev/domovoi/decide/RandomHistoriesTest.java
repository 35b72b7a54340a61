package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Event.Deny;
import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.Event.Finished;
import dev.domovoi.decide.Event.Minute;
import dev.domovoi.decide.Event.Pause;
import dev.domovoi.decide.Event.Resume;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.SwitchSeen;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever happens, nothing is done that a guard forbids: seeded histories, judged by a second, simpler bookkeeping.
final class RandomHistoriesTest {
    private static final int HISTORIES = 100_000;
    private static final int EVENTS = 30;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Optional<Role>> ROLES =
            List.of(Optional.of(Role.KETTLE), Optional.of(Role.HEATER), Optional.of(Role.MEDIA), Optional.empty());
    private static final Supply VITAL = new Supply(Optional.of("it powers the router"), List.of());
    private static final List<Looks> LOOKS = List.copyOf(EnumSet.allOf(Looks.class));
    private static final List<String> DEVICES = List.of("kettle", "boiler", "radio", "lamp");

    @Test
    void neverActsAgainstAGuardAndNamesTheFirst() {
        long acted = 0;
        long held = 0;
        long ruled = 0;
        long givenBack = 0;
        long approved = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new History(seed);
            history.run();
            acted += history.count(Verdict.ACT);
            ruled += history.ruledDecisions;
            history.isHandedBack();
            givenBack += history.givenBack;
            approved += history.approved;
            held += history.count(Verdict.HELD) + history.count(Verdict.WOULD_ACT);
        }
        assertTrue(acted > HISTORIES / 10, "the histories hold only " + acted + " actions");
        assertTrue(ruled > HISTORIES / 10, "rules wanted only " + ruled + " times something done");
        assertTrue(givenBack > HISTORIES / 100, "only " + givenBack + " times something was given back");
        assertTrue(approved > HISTORIES / 400, "only " + approved + " times a person approved");
        assertTrue(held > HISTORIES / 10, "the histories hold only " + held + " held actions");
    }

    @Test
    void theSameHistoryGivesTheSameDecisions() {
        for (int seed = 0; seed < 200; seed++) {
            History one = new History(seed);
            History other = new History(seed);
            one.run();
            other.run();
            assertEquals(one.decisions, other.decisions);
            assertEquals(one.state.durable(), other.state.durable());
        }
    }

    private static final class History {
        final List<Decision> decisions = new ArrayList<>();
        HomeState state = HomeState.empty();
        private final int seed;
        private final Random random;
        private final Policy policy;
        private final Decider decider;
        private Instant now = Home.NOON;

        private int ruledDecisions;

        private boolean isClosed;
        private Instant heldUntil = Instant.MAX;
        private Instant pausedUntil = Instant.MIN;
        private final List<Plan> plans = new ArrayList<>();
        private final Set<String> running = new LinkedHashSet<>();
        private final Questions questions = new Questions();
        private int givenBack;
        private final Works works = new Works();
        private int approved;

        History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.policy = RandomPolicy.of(DEVICES, random);
            this.decider = new HomeDecider(policy);
        }

        void run() {
            happens(new Unsettled(Cause.START));
            happens(new Event.DoorTried(Door.CLOSED));
            for (int i = 0; i < EVENTS; i++) {
                now = now.plusSeconds(random.nextInt(questions.areOpen(now) ? 60 : 300));
                happens(event());
            }
        }

        long count(Verdict verdict) {
            return decisions.stream()
                    .filter(decision -> decision.verdict() == verdict)
                    .count();
        }

        private Event event() {
            return switch (random.nextInt(42)) {
                case 0 -> new Unsettled(Cause.RECONNECT);
                case 1 -> restarted();
                case 2 -> new Pause(random.nextBoolean() ? Optional.empty() : Optional.of(now.plusSeconds(400)));
                case 3, 4 -> new Resume();
                case 5 -> new Deny("i-" + random.nextInt(9));
                case 6 -> new Feedback("i-" + random.nextInt(9), random.nextBoolean());
                case 7, 8 -> new Finished("p-" + random.nextInt(6), outcome());
                case 9, 10 -> new SwitchSeen(Source.whole(device()), random.nextInt(4) > 0);
                case 11, 12 -> new Minute();
                case 13, 14, 15, 16 -> RandomRulings.on(scored(), random);
                case 17 -> random.nextInt(4) == 0 ? new Event.ReleaseAll() : new Minute();
                case 18, 19, 20 -> new Event.DoorTried(Door.CLOSED);
                case 21 -> new Event.DoorTried(random.nextBoolean() ? Door.OPEN : Door.UNKNOWN);
                case 22, 23, 24, 25, 26, 27, 28, 29, 30 -> approval();
                case 31 -> works.begins(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(device()), now, random);
                default -> scored();
            };
        }

        /// Somebody answers a question; then what led to it comes again.
        private Event approval() {
            if (random.nextBoolean()) {
                return questions.led();
            }
            return new Event.Approve(random.nextInt(3) > 0 ? questions.newest() : "i-" + random.nextInt(9));
        }

        private Unsettled restarted() {
            state = HomeState.restored(state.durable());
            questions.restarted();
            return new Unsettled(Cause.START);
        }

        private Outcome outcome() {
            return switch (random.nextInt(3)) {
                case 0 -> new Outcome.Done("off");
                case 1 -> new Outcome.Refused("not connected");
                default -> new Outcome.Failed("still draws", random.nextBoolean());
            };
        }

        private DeviceId device() {
            return new DeviceId("tasmota", DEVICES.get(random.nextInt(DEVICES.size())));
        }

        private Scored scored() {
            DeviceId device = device();
            Instant measuredAt = now.minusSeconds(random.nextInt(5) == 0 ? random.nextInt(900) : 0);
            boolean alarms = random.nextInt(8) > 0;
            double watts = random.nextInt(5) > 0 ? 2_000 : 10;
            Score score = Home.score(Source.whole(device), measuredAt, watts, alarms);
            Optional<Role> role = ROLES.get(DEVICES.indexOf(device.name()));
            boolean isProtected = random.nextInt(6) == 0;
            return new Scored(
                    score,
                    new DeviceView(
                            device.name(),
                            role,
                            isProtected,
                            Optional.of(Source.whole(device)),
                            Optional.of(true),
                            Optional.empty(),
                            Duration.ofSeconds(60),
                            false,
                            random.nextInt(6) == 0 ? VITAL : Supply.NONE,
                            LOOKS.get(random.nextInt(4) > 0 ? 1 : random.nextInt(4))));
        }

        private void happens(Event event) {
            remember(event);
            HomeState before = state;
            Step step = decider.decide(state, event, now);
            state = step.state();
            decisions.addAll(step.decisions());
            for (Decision decision : step.decisions()) {
                boolean isGivenBack =
                        decision.action().filter(Action::givesBack).isPresent();
                if (decision.verdict() != Verdict.ALERT && !isGivenBack && event instanceof Scored scored) {
                    check(decision, forbidding(decision, before, scored.score().measuredAt(), scored.device(), true));
                }
                if (decision.verdict() != Verdict.ALERT && !isGivenBack && event instanceof Event.Ruled ruled) {
                    Ruling ruling = ruled.said().ruling();
                    DeviceView device = ruled.devices().values().iterator().next();
                    check(decision, forbidding(decision, before, ruling.measuredAt(), device, ruling.isCorroborated()));
                    ruledDecisions++;
                }
            }
            step.decisions().forEach(decision -> questions.decided(decision, event));
            step.effects().forEach(effect -> remember(effect, before));
            works.check(event, step, now, "seed " + seed);
            everyLeaseIsOneThatWasTaken();
        }

        /// A lease is of a plan that was made, and only what was shed may be switched on.
        private void everyLeaseIsOneThatWasTaken() {
            for (Lease lease : state.leases()) {
                assertTrue(
                        plans.stream()
                                .anyMatch(plan -> plan.id().equals(lease.plan())
                                        && plan.action().equals(lease.taken())),
                        () -> "a lease of nothing, seed " + seed);
            }
        }

        /// Hands all back: whatever happened before, no lease is left once every plan has come to its end.
        void isHandedBack() {
            happens(new Event.ReleaseAll());
            for (int minute = 0; minute < 3; minute++) {
                List.copyOf(running).forEach(plan -> happens(new Finished(plan, new Outcome.Done("done"))));
                now = now.plusSeconds(4_000);
                happens(new Minute());
            }
            List.copyOf(running).forEach(plan -> happens(new Finished(plan, new Outcome.Done("done"))));
            assertEquals(List.of(), state.leases(), () -> "not handed back, seed " + seed);
        }

        private void check(Decision decision, List<String> forbidding) {
            String at = "seed " + seed + ", " + decision.id() + " at " + decision.at();
            assertEquals(forbidding, decision.evidence().guards(), at);
            assertEquals(forbidding.isEmpty(), decision.verdict() == Verdict.ACT, at);
            assertEquals(forbidding.equals(List.of("mode")), decision.verdict() == Verdict.WOULD_ACT, at);
            assertEquals(forbidding.stream().findFirst(), decision.guard(), at);
            assertEquals(
                    forbidding.contains("lockout") ? VITAL.lifeline() : Optional.empty(),
                    decision.evidence().word("lockout"),
                    at);
        }

        private void remember(Event event) {
            switch (event) {
                case Unsettled unsettled -> {
                    heldUntil = now.plusSeconds(120);
                    isClosed = false;
                    if (unsettled.cause() == Cause.START) {
                        running.clear();
                    }
                }
                case Pause pause -> {
                    Instant asked = pause.until().orElse(Instant.MAX);
                    pausedUntil = asked.isAfter(pausedUntil) ? asked : pausedUntil;
                }
                case Event.DoorTried tried -> isClosed = tried.door() == Door.CLOSED;
                case Resume resume -> pausedUntil = Instant.MIN;
                case Scored scored -> {}
                case Event.Ruled ruled -> {}
                case Minute minute -> {}
                case Event.Maintain maintain -> {}
                case Event.Found found -> {}
                case Event.ClientSeen seen -> {}
                case Event.Forgotten gone -> {}
                case SwitchSeen seen -> {}
                case Finished finished -> running.remove(finished.plan());
                case Deny deny -> {}
                case Event.Approve approve -> questions.approve(approve.id(), state, now);
                case Feedback feedback -> {}
                case Event.ReleaseAll all -> {}
            }
        }

        private void remember(Effect effect, HomeState before) {
            if (effect instanceof Effect.Run run) {
                Action action = run.plan().action();
                plans.add(run.plan());
                running.add(run.plan().id());
                assertTrue(
                        action.givesBack() || inTheHour() <= policy.plansPerHour(), () -> "over budget, seed " + seed);
                if (action instanceof Action.SwitchOn on) {
                    assertTrue(!before.isLatched(on.target()), () -> "a latch undone, seed " + seed);
                    assertTrue(
                            plans.stream()
                                    .noneMatch(plan -> running.contains(plan.id())
                                            && plan.action().equals(new Action.SwitchOff(on.target()))),
                            () -> "switched on while it was cut, seed " + seed);
                    Optional<Role> role =
                            ROLES.get(DEVICES.indexOf(on.target().device().name()));
                    assertTrue(role.filter(Role::heatsOrTurns).isEmpty(), () -> "a heater switched on, seed " + seed);
                    assertTrue(
                            before.leases().stream()
                                    .anyMatch(lease -> lease.taken().equals(new Action.Shed(on.target()))),
                            () -> "switched on what was not shed, seed " + seed);
                    givenBack++;
                }
            }
        }

        private long inTheHour() {
            return plans.stream()
                    .filter(plan -> !plan.action().givesBack() && isWithin(plan, HOUR))
                    .count();
        }

        private boolean isWithin(Plan plan, Duration window) {
            return Duration.between(plan.at(), now).compareTo(window) < 0;
        }

        private List<String> forbidding(
                Decision decision, HomeState before, Instant measuredAt, DeviceView view, boolean isCorroborated) {
            String kind = decision.action().orElseThrow().kind();
            List<String> names = new ArrayList<>();
            Duration age = Duration.between(measuredAt, now);
            add(names, "paused", now.isBefore(pausedUntil));
            add(names, "mode", policy.mode() == Mode.ADVISE);
            add(names, "open_broker", !isClosed);
            add(names, "hold", now.isBefore(heldUntil));
            add(names, "stale", age.toSeconds() > 300);
            add(
                    names,
                    "not_allowed",
                    policy.allow().stream().noneMatch(line -> line.device().equals(view.name())));
            add(names, "protected", view.isProtected());
            add(names, "lockout", view.supply().equals(VITAL));
            add(names, "unknown_load", view.role().isEmpty());
            add(names, "identity", Set.of(Looks.OTHERWISE, Looks.LIKE_A_FRIDGE).contains(view.looks()));
            add(names, "corroboration", !isCorroborated);
            add(names, "arbitration", isClaimed(decision, before, view.name()));
            long opened = state.incidents().stream()
                    .filter(incident ->
                            Duration.between(incident.openedAt(), now).toSeconds() < 600)
                    .count();
            add(names, "storm", opened >= 5);
            add(names, "budget", inTheHour() >= policy.plansPerHour());
            add(names, "cooldown", plans.stream().anyMatch(plan -> rests(plan, decision, kind, view.name())));
            boolean isAsked = Questions.isNeeded(policy, kind, view.role());
            add(names, "approval", isAsked && !questions.areAnswered(decision));
            approved += isAsked && decision.verdict() == Verdict.ACT ? 1 : 0;
            return names;
        }

        private boolean isClaimed(Decision decision, HomeState before, String name) {
            boolean isBusy = plans.stream().anyMatch(plan -> running.contains(plan.id()) && isOf(plan.action(), name));
            boolean isLeased = before.leases().stream()
                    .anyMatch(lease ->
                            isOf(lease.taken(), name) && !lease.incident().equals(decision.incident()));
            return isBusy || (isLeased && decision.action().orElseThrow() instanceof Action.Shed);
        }

        private boolean rests(Plan plan, Decision decision, String kind, String name) {
            if (isOf(plan.action(), name)) {
                return isWithin(plan, policy.deviceCooldown());
            }
            boolean isSame =
                    plan.action().kind().equals(kind) && !plan.incident().equals(decision.incident());
            return isSame && isWithin(plan, policy.kindCooldown());
        }

        private static boolean isOf(Action action, String name) {
            return action.target().device().name().equals(name);
        }

        private static void add(List<String> names, String name, boolean forbids) {
            if (forbids) {
                names.add(name);
            }
        }
    }
}
