package dev.domovoi.app.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event;
import dev.domovoi.decide.Role;
import dev.domovoi.signal.Outcome.Done;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A plug with a timer of its own comes back although nobody is there to give it back, and stays off as long as
/// somebody is who wants it.
@Timeout(60)
final class OwnTimerTest {
    private static final Tongue SHELLY = new ShellyTongues.Gen2();
    private static final Duration TIMER = Duration.ofHours(4).plusMinutes(5);
    private static TwoClients clients;

    @BeforeAll
    static void connect() throws Exception {
        clients = TwoClients.connected();
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    private static SwitchingHome home(String what, Tongue tongue, Role role) throws InterruptedException {
        return new SwitchingHome(clients, new FakePlug(what + "-" + tongue.name(), tongue), role);
    }

    private static Optional<Duration> left(SwitchingHome home) {
        return home.plug.timerNanos().map(at -> Duration.ofNanos(at - home.nanos()));
    }

    @Test
    void itComesBackByItselfWhereTheAgentIsGone() throws Exception {
        SwitchingHome home = home("gone", SHELLY, Role.MEDIA);
        home.shed();
        assertEquals(Optional.of(TIMER), left(home));
        home.passes(TIMER.minusSeconds(1));
        assertFalse(home.plug.isOn);
        home.passes(Duration.ofSeconds(1));
        assertTrue(home.plug.isOn);
    }

    @Test
    void theAgentGivesItBackBeforeItsTimerDoes() throws Exception {
        SwitchingHome home = home("before", SHELLY, Role.MEDIA);
        home.shed();
        home.passes(Duration.ofHours(4));
        home.happens(new Event.Minute());
        assertEquals(new Done(home.plug.id + " is on again"), home.ended());
        assertEquals(Optional.empty(), left(home));
        home.passes(Duration.ofHours(5));
        assertTrue(home.plug.isOn);
    }

    @Test
    void itIsToldAgainAsLongAsItsReasonGoesOn() throws Exception {
        SwitchingHome home = home("again", SHELLY, Role.MEDIA);
        home.shed();
        for (int renewals = 1; renewals <= 3; renewals++) {
            home.passes(Duration.ofMinutes(119));
            home.goesOn();
            assertEquals(renewals, home.state().plans().size());
            home.passes(Duration.ofMinutes(2));
            home.plugReports();
            home.goesOn();
            assertEquals(new Done(home.plug.id + " is off and draws 0 W"), home.ended());
            assertEquals(TIMER, left(home).orElseThrow().plus(Duration.ofSeconds(5)));
            assertEquals(1, home.state().leases().size());
        }
        assertTrue(home.decisions
                .getLast()
                .why()
                .endsWith("Telling it to stay off, before its own timer switches it on."));
        assertEquals(new Done(home.plug.id + " is on again"), home.over());
        assertEquals(List.of(), home.state().leases());
    }

    @Test
    void aPauseLetsItComeBack() throws Exception {
        SwitchingHome home = home("pause", SHELLY, Role.MEDIA);
        home.shed();
        home.happens(new Event.Pause(Optional.empty()));
        home.passes(Duration.ofMinutes(150));
        home.plugReports();
        home.goesOn();
        assertEquals(1, home.state().plans().size());
        home.passes(Duration.ofMinutes(90));
        home.happens(new Event.Minute());
        assertEquals(new Done(home.plug.id + " is on again"), home.ended());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"HEATER", "KETTLE", "WASHER", "DRYER", "DISHWASHER"})
    void whatHeatsOrTurnsGetsNoTimer(Role role) throws Exception {
        SwitchingHome home = home(role.name().toLowerCase(Locale.ROOT), SHELLY, role);
        home.shed();
        assertFalse(home.plug.isOn);
        assertEquals(Optional.empty(), left(home));
    }

    @Test
    void aSafetyCutEndsTheTimerOfWhatWasShed() throws Exception {
        SwitchingHome home = home("cut", SHELLY, Role.MEDIA);
        home.shed();
        home.passes(Duration.ofHours(1));
        home.plugReports();
        home.cut();
        assertEquals(Optional.empty(), left(home));
        home.passes(Duration.ofHours(5));
        assertFalse(home.plug.isOn);
        assertEquals(1, home.state().latches().size());
    }

    @Test
    void aPersonWhoSwitchesItOnEndsTheLease() throws Exception {
        SwitchingHome home = home("person", SHELLY, Role.MEDIA);
        home.shed();
        home.passes(Duration.ofHours(1));
        home.switchedByHand(true);
        assertEquals(List.of(), home.state().leases());
    }

    @Test
    void whatNeverConfirmedIsNotTakenForSwitchedOnByAPersonAndIsGivenBack() throws Exception {
        SwitchingHome home = home("silent", Tongues.ALL.getFirst(), Role.MEDIA);
        home.plug.conduct = Conduct.NEVER;
        home.shed();
        home.switchedByHand(true);
        assertEquals(1, home.state().leases().size());
        home.switchedByHand(false); // the command arrives at last
        home.plug.conduct = Conduct.OBEYS;
        assertEquals(new Done(home.plug.id + " is on again"), home.over());
    }
}
