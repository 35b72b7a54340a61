package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Plan.Progress;
import dev.domovoi.signal.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was under way when the agent was killed: known as maybe done, asked for, settled by what the plug says, and
/// never repeated unseen.
final class RecheckTest {
    private final LeasedHome leased = new LeasedHome();

    private Progress progress(int plan) {
        return leased.home.state.plan("p-" + plan).orElseThrow().progress();
    }

    private void killedWhileCutting() {
        leased.began("danger", Home.DEVICE, LeasedHome.CUT);
        leased.restarts();
    }

    @Test
    void theFirstMinutesAskThePlugAndSilenceIsNotAskedForEver() {
        killedWhileCutting();
        assertEquals(0, leased.looks());
        leased.passes(1);
        assertEquals(1, leased.looks());
        leased.passes(100);
        assertEquals(11, leased.looks());
        assertEquals(Progress.MAYBE_DONE, progress(1));
        leased.restarts();
        leased.passes(2);
        assertEquals(13, leased.looks());
        leased.passes(24 * 60);
        leased.restarts();
        leased.passes(2);
        assertEquals(22, leased.looks(), "of what is older than a day nobody is asked");
    }

    @Test
    void aPlugThatIsOffWasCutAndStaysLatched() {
        killedWhileCutting();
        leased.says(false);
        assertEquals(Progress.DONE, progress(1));
        assertTrue(leased.home.state.isLatched(Home.RELAY));
        assertEquals(1, leased.told("was being switched off when I was stopped"));
        leased.says(false);
        assertEquals(1, leased.told("when I was stopped"));
        leased.passes(2);
        assertEquals(0, leased.looks());
    }

    @Test
    void aPlugThatIsOnWasNotCutWhichIsToldAndNotTriedAgain() {
        killedWhileCutting();
        leased.says(true);
        assertEquals(Progress.FAILED, progress(1));
        assertFalse(leased.home.state.isLatched(Home.RELAY));
        assertEquals(1, leased.told("could not be switched off safely: I was stopped before I knew"));
        leased.passes(60);
        leased.began("danger", Home.DEVICE, LeasedHome.CUT);
        assertEquals(1, leased.actions().size());
    }

    @Test
    void whatWasBeingTakenIsSettledToo() {
        leased.shedding();
        leased.restarts();
        leased.says(false);
        assertEquals(Progress.DONE, progress(1));
        assertEquals(1, leased.home.state.leases().size());
        assertEquals(0, leased.told("I was stopped"));
    }

    @Test
    void whatWasBeingTakenAndIsOnIsToldAndNothingIsLeftToGiveBack() {
        leased.shedding();
        leased.restarts();
        leased.says(true);
        assertEquals(Progress.FAILED, progress(1));
        assertEquals(1, leased.told("could not be switched off for a while: I was stopped before I knew"));
        assertEquals(List.of(), leased.home.state.leases());
        leased.over(Home.DEVICE);
        assertEquals(List.<Action>of(new Action.Shed(Home.RELAY)), leased.actions());
    }

    @Test
    void whatIsBackAlreadyIsNotGivenBackAgain() {
        leased.shed();
        leased.givesBack();
        leased.restarts();
        leased.passes(1);
        assertEquals(1, leased.looks());
        assertEquals(1, leased.count(LeasedHome.ON), "it is looked at first");
        leased.says(true);
        assertEquals(Progress.DONE, progress(2));
        leased.passes(300);
        assertEquals(1, leased.count(LeasedHome.ON));
        leased.goesOn(Home.DEVICE, LeasedHome.SHED);
        assertEquals(2, leased.count(new Action.Shed(Home.RELAY)), "that was no person");
    }

    @Test
    void whatIsStillOffIsGivenBackOnceMore() {
        leased.shed();
        leased.over(Home.DEVICE);
        leased.restarts();
        leased.says(false);
        assertEquals(Progress.FAILED, progress(2));
        leased.passes(1);
        assertEquals(2, leased.count(LeasedHome.ON));
    }

    @Test
    void aSilentPlugIsGivenBackOnceMoreAfterTheHold() {
        leased.shed();
        leased.over(Home.DEVICE);
        leased.restarts();
        leased.passes(1);
        assertEquals(1, leased.count(LeasedHome.ON));
        leased.passes(1);
        assertEquals(2, leased.count(LeasedHome.ON));
    }

    @Test
    void aClientIsNotAskedFor() {
        leased.keepOut();
        leased.restarts();
        leased.passes(5);
        assertEquals(0, leased.looks());
        leased.over(LeasedHome.CLIENT);
        assertEquals(1, leased.count(LeasedHome.RELEASE));
    }
}
