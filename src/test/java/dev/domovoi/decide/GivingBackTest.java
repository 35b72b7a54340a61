package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Giving back where something goes wrong meanwhile: renewals, safety cuts, refusals, clocks, other declarations.
final class GivingBackTest {
    private static final Outcome REFUSED = new Outcome.Refused("nothing was sent");
    private static final Outcome FAILED = new Outcome.Failed("it is silent", true);

    private final LeasedHome leased = new LeasedHome();

    @Test
    void aClientWhoseRuleEndedWhileItWasBeingKeptOutIsLetInEarly() {
        leased.keepOut();
        leased.over(LeasedHome.CLIENT);
        assertEquals(0, leased.count(LeasedHome.RELEASE));
        leased.done();
        leased.passes(1);
        assertEquals(1, leased.count(LeasedHome.RELEASE));
        leased.done();
        assertEquals(List.of(), leased.home.state.leases());
    }

    @Test
    void aRefusedRenewalLeavesTheLeaseAndItsEarlyRelease() {
        leased.keepOut();
        leased.done();
        leased.passes(46);
        leased.goesOn(LeasedHome.CLIENT, LeasedHome.KEEP_OUT);
        assertEquals(2, leased.actions().size());
        leased.finished(REFUSED);
        leased.goesOn(LeasedHome.CLIENT, LeasedHome.KEEP_OUT);
        assertEquals(2, leased.actions().size(), "not asked again at once");
        leased.passes(5);
        leased.over(LeasedHome.CLIENT);
        assertEquals(1, leased.count(LeasedHome.RELEASE));
    }

    @Test
    void aRenewalProlongsTheLeaseAlsoWhereItsOutcomeIsNotKnown() {
        for (boolean isKilled : List.of(false, true)) {
            LeasedHome each = new LeasedHome();
            each.keepOut();
            each.done();
            each.passes(46);
            each.goesOn(LeasedHome.CLIENT, LeasedHome.KEEP_OUT);
            if (isKilled) {
                each.restarts();
            } else {
                each.finished(new Outcome.Failed("no answer", false));
            }
            each.passes(30);
            assertEquals(1, each.home.state.leases().size());
            each.over(LeasedHome.CLIENT);
            assertEquals(1, each.count(LeasedHome.RELEASE));
        }
    }

    @Test
    void nothingIsSwitchedOnWhileItIsBeingCutForSafety() {
        leased.shed();
        leased.began("danger", Home.DEVICE, LeasedHome.CUT);
        assertEquals(new Action.SwitchOff(Home.RELAY), leased.actions().getLast());
        leased.over(Home.DEVICE);
        leased.passes(1);
        assertEquals(0, leased.count(LeasedHome.ON));
        leased.done();
        leased.passes(300);
        assertEquals(0, leased.count(LeasedHome.ON));
        assertTrue(leased.home.state.isLatched(Home.RELAY));
        assertEquals(List.of(), leased.home.state.leases());
    }

    @Test
    void whatASafetyCutDidNotReachIsGivenBackAfterIt() {
        leased.shed();
        leased.began("danger", Home.DEVICE, LeasedHome.CUT);
        leased.over(Home.DEVICE);
        leased.finished(REFUSED);
        leased.passes(1);
        assertEquals(1, leased.count(LeasedHome.ON));
    }

    @Test
    void whatCannotBeGivenBackIsDecidedOnceHoweverOftenItIsTried() {
        leased.shed();
        leased.over(Home.DEVICE);
        for (int attempt = 0; attempt < 30; attempt++) {
            leased.finished(FAILED);
            leased.passes(61);
        }
        assertTrue(leased.count(LeasedHome.ON) > 29);
        assertEquals(1, leased.told("asks for it no longer"));
        assertEquals(1, leased.told("could not be given back"));
    }

    /// Right after a start the broker is not connected and the plug not heard yet.
    @Test
    void aPlugThatIsNotHeardYetIsNoTrouble() {
        leased.shed();
        leased.over(Home.DEVICE);
        leased.finished(REFUSED);
        leased.passes(2);
        leased.done();
        assertEquals(0, leased.told("could not be given back"));
        assertEquals(List.of(), leased.home.state.leases());
    }

    @Test
    void whatARuleThatGoesOnWantsNoLongerIsTriedForGoodWithRests() {
        leased.shed();
        leased.givesBack();
        leased.finished(FAILED);
        leased.givesBack();
        assertEquals(1, leased.count(LeasedHome.ON), "its rest is kept");
        leased.passes(1);
        assertEquals(2, leased.count(LeasedHome.ON));
        leased.restarts();
        leased.passes(3);
        assertEquals(3, leased.count(LeasedHome.ON), "and it is given back after a restart");
    }

    @Test
    void ourOwnLateSwitchingOnIsNoPersonsWish() {
        leased.shed();
        leased.givesBack();
        leased.finished(FAILED);
        leased.says(true);
        assertEquals(List.of(), leased.home.state.leases());
        leased.passes(1);
        leased.goesOn(Home.DEVICE, LeasedHome.SHED);
        assertEquals(2, leased.count(new Action.Shed(Home.RELAY)), "the rule may take it again");
    }

    @Test
    void aClockSetBackNeitherProlongsALeaseNorItsRestsNorWhatCounts() {
        leased.shed();
        leased.givesBack();
        leased.finished(FAILED);
        leased.home.passes(Duration.ofDays(-30));
        leased.home.happens(new Unsettled(Cause.CLOCK_JUMP));
        assertTrue(
                leased.home.state.plans().stream().noneMatch(plan -> plan.at().isAfter(leased.home.now)));
        leased.passes(61);
        assertEquals(2, leased.count(LeasedHome.ON));
    }

    @Test
    void aLeaseEndsWithinItsOwnTimeAfterAClockSetBack() {
        leased.shed();
        leased.home.passes(Duration.ofDays(-30));
        leased.home.happens(new Unsettled(Cause.CLOCK_JUMP));
        leased.passes(240);
        assertEquals(1, leased.count(LeasedHome.ON));
    }

    @Test
    void whatIsNowDeclaredToHeatIsLeftToAPerson() {
        for (Optional<Role> now : List.of(Optional.of(Role.HEATER), Optional.<Role>empty())) {
            LeasedHome each = new LeasedHome();
            each.shed();
            each.home.state = each.home.state.declared(device -> now);
            each.over(Home.DEVICE);
            assertEquals(0, each.count(LeasedHome.ON));
            assertTrue(each.home.state.isLatched(Home.RELAY));
            assertEquals(1, each.told("I leave that to you"));
        }
        leased.shed();
        leased.home.state = leased.home.state.declared(device -> Optional.of(Role.MEDIA));
        leased.over(Home.DEVICE);
        assertEquals(1, leased.count(LeasedHome.ON));
    }

    @Test
    void whatIsNotAllowedAnyMoreIsNotKeptForLonger() {
        leased.shed();
        leased.passes(150);
        leased.restarts(LeasedHome.policy(false));
        leased.passes(3);
        leased.goesOn(Home.DEVICE, LeasedHome.SHED);
        leased.passes(90);
        assertEquals(1, leased.count(LeasedHome.ON));
    }

    @Test
    void whoReleasesEverythingDeniesAlsoWhatCouldNotBeSent() {
        List<Ruling.Order> both =
                List.of(LeasedHome.KEEP_OUT.getFirst(), new Ruling.Order(new Deed.SwitchOff(), Home.DEVICE));
        leased.began("too_much", LeasedHome.CLIENT, both);
        leased.finished("p-1", new Outcome.Done("done"));
        leased.home.happens(new Event.ReleaseAll());
        leased.finished("p-2", REFUSED);
        assertFalse(leased.home.state.incidents().getFirst().cut().isPossible());
    }
}
