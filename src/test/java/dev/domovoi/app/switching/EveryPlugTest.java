package dev.domovoi.app.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event;
import dev.domovoi.decide.Lease;
import dev.domovoi.decide.Plan.Progress;
import dev.domovoi.decide.Role;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every dialect's plug, obeying or not, is switched off and on by the agent through a broker, and each case ends in
/// the right outcome, words and state.
@Timeout(60)
final class EveryPlugTest {
    /// More than the rests after the first three attempts to give something back.
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

    private static TwoClients clients;

    @BeforeAll
    static void connect() throws Exception {
        clients = TwoClients.connected();
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    static Stream<Arguments> cases() {
        return Tongues.ALL.stream()
                .flatMap(tongue -> Arrays.stream(Conduct.values()).map(conduct -> Arguments.of(tongue, conduct)));
    }

    private static SwitchingHome home(Tongue tongue, String what, Conduct conduct) throws InterruptedException {
        String id = (tongue.name() + "-" + what + "-" + conduct).toLowerCase(Locale.ROOT);
        return new SwitchingHome(clients, new FakePlug(id, tongue), Role.MEDIA);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSwitchedOff(Tongue tongue, Conduct conduct) throws Exception {
        SwitchingHome home = home(tongue, "off", conduct);
        home.plug.conduct = conduct;
        Outcome outcome = home.shed();
        assertEquals(whenCut(home.plug, conduct), outcome);
        assertEquals(conduct == Conduct.REFUSES || conduct == Conduct.NEVER, home.plug.isOn);
        assertEquals(
                timesTold(tongue, conduct),
                home.plug.heard.stream().filter(Asked.Set.class::isInstance).count());
        assertEquals(progress(outcome), home.newestPlan().progress());
        assertEquals(outcome instanceof Refused ? 0 : 1, home.state().leases().size());
        String told = home.decisions.getLast().why();
        assertEquals(
                outcome instanceof Done
                        ? "The home draws too much. Switching it off for a while." + timer(tongue)
                        : home.plug.id + " could not be switched off for a while: " + outcome.why() + ".",
                told);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSwitchedOnAgain(Tongue tongue, Conduct conduct) throws Exception {
        SwitchingHome home = home(tongue, "on", conduct);
        home.shed();
        home.passes(Duration.ofMinutes(20));
        home.plug.conduct = conduct;
        Outcome outcome = home.over();
        assertEquals(whenGivenBack(home.plug, conduct), outcome);
        assertEquals(outcome instanceof Done, home.plug.isOn);
        assertEquals(progress(outcome), home.newestPlan().progress());
        List<Lease> leases = home.state().leases();
        assertEquals(outcome instanceof Done ? 0 : 1, leases.size());
        if (!(outcome instanceof Done)) {
            triesAgain(home);
            outcome = triesAgain(home);
            assertEquals(
                    home.plug.id + " could not be given back: " + outcome.why() + ". I go on trying.",
                    home.decisions.getLast().why());
            home.plug.conduct = Conduct.OBEYS;
            home.passes(LONG_ENOUGH);
            home.happens(new Event.Minute());
            assertEquals(new Done(home.plug.id + " is on again"), home.ended());
            assertEquals(List.of(), home.state().leases());
        }
    }

    private static Outcome triesAgain(SwitchingHome home) throws InterruptedException {
        home.passes(LONG_ENOUGH);
        home.happens(new Event.Minute());
        return home.ended();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isCutForSafety(Tongue tongue, Conduct conduct) throws Exception {
        SwitchingHome home = home(tongue, "cut", conduct);
        home.plug.conduct = conduct;
        Outcome outcome = home.cut();
        assertEquals(whenCut(home.plug, conduct), outcome);
        boolean mayBeTriedAgain =
                outcome instanceof Refused || (outcome instanceof Failed(String why, boolean again) && again);
        assertEquals(mayBeTriedAgain ? 0 : 1, home.state().latches().size());
        assertTrue(home.state().leases().isEmpty());
        assertFalse(home.plug.timerNanos().isPresent());
    }

    private static int timesTold(Tongue tongue, Conduct conduct) {
        return switch (conduct) {
            case OBEYS, KEEPS_DRAWING -> 1;
            case REFUSES -> tongue.name().equals("shelly_gen2") ? 1 : 2;
            case LATE, NEVER -> 2;
        };
    }

    private static Outcome whenCut(FakePlug plug, Conduct conduct) {
        return switch (conduct) {
            case OBEYS, LATE -> new Done(plug.id + " is off and draws 0 W (it drew 1,200 W)");
            case REFUSES ->
                whenRefused(plug, "off", "on", isMeasuredWithItsState(plug.tongue) ? " and draws 1,200 W" : "");
            case NEVER -> unconfirmed(plug, "off or still on", false);
            case KEEPS_DRAWING -> new Failed(plug.id + " says off but still draws 1,200 W: look at it", false);
        };
    }

    private static Outcome whenGivenBack(FakePlug plug, Conduct conduct) {
        return switch (conduct) {
            case OBEYS, LATE, KEEPS_DRAWING -> new Done(plug.id + " is on again");
            case REFUSES -> whenRefused(plug, "on", "off", "");
            case NEVER -> unconfirmed(plug, "on or still off", true);
        };
    }

    /// One refuses in words; of the others only those can be caught that can be asked.
    private static Outcome whenRefused(FakePlug plug, String wanted, String still, String watts) {
        if (plug.tongue.name().equals("shelly_gen2")) {
            return new Refused(plug.id + " refused to switch " + wanted + ": Resource unavailable: overpower");
        }
        return plug.tongue.isAskable()
                ? new Failed(
                        plug.id + " was told twice to switch " + wanted + " and still says " + still + " after 20 s"
                                + watts + ": look at it",
                        true)
                : unconfirmed(plug, wanted + " or still " + still, wanted.equals("on"));
    }

    private static Outcome unconfirmed(FakePlug plug, String maybe, boolean mayBeTriedAgain) {
        return new Failed(
                plug.id + " gave no confirmation within 20 s, told twice: it may be " + maybe + ", look at it",
                mayBeTriedAgain);
    }

    private static boolean isMeasuredWithItsState(Tongue tongue) {
        return List.of("shelly_gen1", "zigbee2mqtt").contains(tongue.name());
    }

    private static String timer(Tongue tongue) {
        return tongue.name().equals("shelly_gen2")
                ? " It comes back by its own timer after 245 minutes if I am not there to do it."
                : "";
    }

    private static Progress progress(Outcome outcome) {
        return switch (outcome) {
            case Done done -> Progress.DONE;
            case Refused refused -> Progress.REFUSED;
            case Failed failed -> Progress.FAILED;
        };
    }
}
