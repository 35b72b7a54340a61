package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Approve;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What waits for a person's word, and what that word is good for.
final class ApprovalsTest {
    private static final DeviceView LAMP = Home.view(Optional.of(Role.LIGHT), false);
    private static final DeviceView HEATER = Home.heater();
    private static final Duration WITHIN = Consent.USUAL.within();

    private static Home home(Consent consent) {
        List<Allowed> allow = List.of(
                new Allowed("off", "Kettle", Optional.empty()), new Allowed("shed", "Kettle", Optional.empty()));
        Policy usual = Policy.of(Mode.ACT, allow);
        return Home.settled(new Policy(
                usual.mode(),
                allow,
                usual.plansPerHour(),
                usual.deviceCooldown(),
                usual.kindCooldown(),
                usual.lease(),
                usual.hold(),
                consent,
                Maintenance.NONE));
    }

    private static Home home() {
        return home(Consent.USUAL);
    }

    private static Event.Ruled ruled(Home home, Deed deed, DeviceView device, boolean isNews) {
        return ruled(home, deed, Home.DEVICE, device, isNews);
    }

    private static Event.Ruled ruled(Home home, Deed deed, DeviceId target, DeviceView device, boolean isNews) {
        Ruling ruling = new Ruling(
                "too_bright",
                target,
                Severity.WARNING,
                List.of(new Ruling.Order(deed, target)),
                List.of(),
                true,
                home.now,
                new Evidence(new TreeMap<>()),
                "Too bright.");
        RuleEvent said = isNews ? new RuleEvent.Began(ruling) : new RuleEvent.Continued(ruling);
        return new Event.Ruled(said, Map.of(target, device));
    }

    private static void begins(Home home, Deed deed, DeviceView device) {
        home.happens(ruled(home, deed, device, true));
    }

    private static void goesOn(Home home) {
        home.happens(ruled(home, new Deed.SwitchOff(), LAMP, false));
    }

    @Test
    void whatStaysOffByARuleWaitsForApprovalAndIsDoneOnce() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        assertEquals(List.of("alert", "held:approval"), home.verdicts());
        Decision asked = home.decisions.getLast();
        assertEquals(
                "Too bright. I would switch it off, but it needs your approval. Approve d-2 before"
                        + " 2026-01-10T12:13:00Z.",
                asked.why());
        goesOn(home);
        assertEquals(2, home.decisions.size(), "it is asked once");
        home.passes(Duration.ofMinutes(9));
        home.happens(new Approve(asked.id()));
        assertEquals(2, home.decisions.size(), "an answer alone does nothing");
        assertEquals(Optional.of(asked.id() + " is approved already"), home.state.whyNotApproved(asked.id(), home.now));
        goesOn(home);
        assertEquals("act", home.verdicts().getLast());
        assertEquals(List.of(), home.state.approvals());
        home.happens(new Event.Finished(home.onlyPlan().id(), new Outcome.Refused("not connected")));
        home.passes(Duration.ofMinutes(20));
        goesOn(home);
        assertEquals("held:approval", home.verdicts().getLast(), "the next plan is another one");
    }

    @Test
    void afterTheDeadlineItIsTooLateAndAskedAgainAnHourLater() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        home.passes(Duration.ofMinutes(10));
        assertEquals(
                Optional.of("too late: d-2 had to be approved before 2026-01-10T12:13:00Z"),
                home.state.whyNotApproved("d-2", home.now));
        home.happens(new Approve("d-2"));
        goesOn(home);
        assertEquals(2, home.decisions.size());
        home.passes(Duration.ofMinutes(59));
        goesOn(home);
        assertEquals(2, home.decisions.size());
        home.passes(Duration.ofMinutes(1));
        goesOn(home);
        assertEquals("d-3", home.decisions.getLast().id());
        assertEquals(Optional.empty(), home.state.whyNotApproved("d-3", home.now));
        assertEquals(Optional.empty(), home.state.whyNotApproved("i-1", home.now), "by its incident, too");
    }

    @Test
    void otherGuardsAreAskedAgainAfterTheApproval() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        home.happens(new Event.Pause(Optional.empty()));
        home.happens(new Approve("d-2"));
        goesOn(home);
        assertEquals("held:paused", home.verdicts().getLast());
        home.happens(new Event.Resume());
        goesOn(home);
        assertEquals("act", home.verdicts().getLast(), "it was approved, and nothing was done yet");
    }

    @Test
    void anApprovalGivenInTheLastMomentIsGoodForTheNextLookOnly() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        home.passes(WITHIN.minusSeconds(1));
        home.happens(new Approve("d-2"));
        home.passes(Duration.ofSeconds(119));
        goesOn(home);
        assertEquals("act", home.verdicts().getLast());

        Home late = home();
        begins(late, new Deed.SwitchOff(), LAMP);
        late.passes(WITHIN.minusSeconds(1));
        late.happens(new Approve("d-2"));
        late.passes(Duration.ofMinutes(2));
        goesOn(late);
        assertEquals("held:approval", late.verdicts().getLast());
    }

    @Test
    void anApprovalOfAShorterTimeIsNotOneOfALonger() {
        DeviceId client = new DeviceId("client", "02:00:00:00:00:07");
        DeviceView phone = new DeviceView(
                "phone",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(1));
        Policy usual = Policy.of(Mode.ACT, List.of(new Allowed("quarantine", Allowed.ANY, Optional.empty())));
        Home home = Home.settled(new Policy(
                usual.mode(),
                usual.allow(),
                usual.plansPerHour(),
                usual.deviceCooldown(),
                usual.kindCooldown(),
                usual.lease(),
                usual.hold(),
                new Consent(true, Set.of("quarantine"), WITHIN),
                Maintenance.NONE));
        home.happens(ruled(home, new Deed.Quarantine(Duration.ofHours(1)), client, phone, true));
        home.happens(new Approve("i-1"));
        home.happens(ruled(home, new Deed.Quarantine(Duration.ofHours(20)), client, phone, false));
        assertEquals("held:approval", home.verdicts().getLast());
        home.happens(new Approve("i-1"));
        home.happens(ruled(home, new Deed.Quarantine(Duration.ofHours(20)), client, phone, false));
        assertEquals("act", home.verdicts().getLast());
    }

    @Test
    void whatIsDeniedOrOverCannotBeApproved() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        home.happens(new Event.Deny("d-2"));
        assertEquals(Optional.of("too late: i-1 is over, or was denied"), home.state.whyNotApproved("d-2", home.now));
        assertEquals(
                Optional.of("nothing that waits for approval goes by d-99"),
                home.state.whyNotApproved("d-99", home.now));
        home.happens(new Approve("d-2"));
        goesOn(home);
        assertEquals(2, home.decisions.size());
    }

    @Test
    void aCutForSafetyAndALeaseWaitForNobodyUnlessTheHouseholdSaysSo() {
        Home cuts = home();
        begins(cuts, new Deed.SwitchOff(), HEATER);
        assertEquals("act", cuts.verdicts().getLast());
        Home overdraws = home();
        overdraws.overdraws();
        assertEquals("act", overdraws.verdicts().getLast());
        Home sheds = home();
        begins(sheds, new Deed.Shed(Optional.empty()), LAMP);
        assertEquals("act", sheds.verdicts().getLast());

        Consent all = new Consent(true, Set.of("off", "shed"), WITHIN);
        Home asked = home(all);
        asked.overdraws();
        assertEquals("held:approval", asked.verdicts().getLast());
        asked.overdraws();
        assertEquals(2, asked.decisions.size(), "it is asked once");
        asked.happens(new Approve("i-1"));
        asked.overdraws();
        assertEquals("act", asked.verdicts().getLast());
        assertEquals(new Action.SwitchOff(Home.RELAY), asked.onlyPlan().action());

        Home shedAsked = home(all);
        begins(shedAsked, new Deed.Shed(Optional.empty()), LAMP);
        assertEquals("held:approval", shedAsked.verdicts().getLast());

        Home never = home(new Consent(false, Set.of(), WITHIN));
        begins(never, new Deed.SwitchOff(), LAMP);
        assertEquals("act", never.verdicts().getLast());
    }

    @Test
    void aPowerCycleWouldNeedApprovalAndNobodyIsAskedForWhatNothingCanDo() {
        Home home = home();
        begins(home, new Deed.PowerCycle(Duration.ofSeconds(30)), LAMP);
        assertEquals(
                List.of("not_allowed", "approval", "no_actuator"),
                home.decisions.getLast().evidence().guards());
        assertEquals(List.of(), home.state.approvals());
    }

    @Test
    void aQuestionOutlivesARestartAndAnUnusedAnswerDoesNot() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        HomeState kept = HomeState.restored(home.state.durable());
        assertEquals(home.state.approvals(), kept.approvals());
        home.happens(new Approve("d-2"));
        home.state = HomeState.restored(home.state.durable());
        assertEquals(List.of(), home.state.approvals());
        home.happens(new Event.Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.passes(Duration.ofMinutes(3));
        goesOn(home);
        assertEquals("held:approval", home.verdicts().getLast(), "it is asked anew");
        assertEquals("d-3", home.decisions.getLast().id());
    }

    @Test
    void aClockThatWasSetBackProlongsNoDeadline() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        home.passes(Duration.ofHours(-5));
        home.happens(new Event.Unsettled(Cause.CLOCK_JUMP));
        assertEquals(
                home.now.plus(Duration.ofMinutes(10)),
                home.state.approvals().getFirst().until());
    }

    @Test
    void whatWasToBeAnsweredLongAgoIsForgotten() {
        Home home = home();
        begins(home, new Deed.SwitchOff(), LAMP);
        home.passes(Duration.ofDays(2));
        home.happens(new Event.Minute());
        assertTrue(home.state.approvals().isEmpty());
    }
}
