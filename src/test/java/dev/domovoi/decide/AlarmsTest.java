package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.Event.Minute;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlarmsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Home home = Home.settled(Mode.OBSERVE);

    @Test
    void alertsOnceHoweverLongItLasts() {
        for (int i = 0; i < 100; i++) {
            home.overdraws();
            home.passes(MINUTE);
            home.happens(new Minute());
        }
        assertEquals(List.of("alert"), home.verdicts());
        Decision alert = home.decisions.getFirst();
        assertEquals("unusual_power", alert.rule());
        assertEquals("i-1", alert.incident());
        assertEquals("d-1", alert.id());
        assertEquals("Kettle: the level is rare.", alert.why());
        assertEquals(
                new Evidence.Fact.Word("critical"), alert.evidence().facts().get("severity"));
    }

    @Test
    void alertsAgainOnlyWhenItGetsWorse() {
        DeviceView fridge = Home.view(Optional.of(Role.FRIDGE), false);
        for (double watts : new double[] {100, 900, 100, 900, 2_000}) {
            home.happens(new Scored(Home.score(home.now, watts, true), fridge));
        }
        assertEquals(List.of("alert", "alert"), home.verdicts());
        assertEquals("Kettle: the level is rare.", home.decisions.getFirst().why());
        assertEquals(Severity.WARNING, home.state.incidents().getFirst().severity());
    }

    @Test
    void resolvesAfterACalmHourWithoutADecision() {
        home.overdraws();
        home.isCalmFor(59);
        assertEquals(1, home.state.incidents().size());
        home.isCalmFor(1);
        assertEquals(List.of(), home.state.incidents());
        assertInstanceOf(Effect.Clear.class, home.effects.getLast());
        home.overdraws();
        assertEquals(List.of("alert", "alert"), home.verdicts());
        assertEquals("i-2", home.decisions.getLast().incident());
    }

    @Test
    void evidenceFromDuringAHoldCountsAfterItOnlyWhileItGoesOn() {
        home.happens(new Unsettled(Cause.RECONNECT));
        home.passes(MINUTE);
        Score during = Home.score(home.now, 2_870, true);
        home.passes(Duration.ofMinutes(2));
        home.happens(new Scored(later(during, 40), Home.heater()));
        assertEquals(List.of(), home.verdicts(), "it is over");
        home.happens(new Scored(later(during, 2_870), Home.heater()));
        assertEquals("alert", home.verdicts().getFirst(), "it goes on");
    }

    /// The evidence of a score, which now brings these watts.
    private Score later(Score before, double watts) {
        return new Score(
                before.stream(),
                home.now,
                watts,
                before.expected(),
                before.tailProbability(),
                before.surpriseNats(),
                true,
                home.now,
                before.newsAt(),
                before.why());
    }

    @Test
    void silenceIsNoGoodNewsButDoesNotLastForEver() {
        home.overdraws();
        home.passes(Duration.ofHours(23));
        home.happens(new Minute());
        assertEquals(1, home.state.incidents().size());
        home.passes(Duration.ofHours(1));
        home.happens(new Minute());
        assertEquals(List.of(), home.state.incidents());
    }

    @Test
    void aHoldOpensNoIncidentAndWhatPersistsIsToldRightAfterIt() {
        home.happens(new Unsettled(Cause.RECONNECT));
        home.overdraws();
        home.passes(Duration.ofSeconds(119));
        home.overdraws();
        assertEquals(List.of(), home.verdicts());
        home.passes(Duration.ofSeconds(1));
        home.overdraws();
        assertEquals(List.of("alert"), home.verdicts());
    }

    @Test
    void whatWasMeasuredBeforeAReconnectNeverAlarmsAfterIt() {
        Instant before = home.now;
        home.passes(Duration.ofMinutes(10));
        home.happens(new Unsettled(Cause.RECONNECT));
        home.passes(Duration.ofMinutes(5));
        home.happens(new Scored(Home.score(before, 2_870, true), Home.heater()));
        assertEquals(List.of(), home.verdicts());
    }

    @Test
    void nothingAlarmsBeforeTheAgentHasStarted() {
        Home asleep = new Home(Policy.of(Mode.ACT, Home.ALLOWED));
        asleep.passes(Duration.ofDays(365));
        asleep.overdraws();
        assertEquals(List.of(), asleep.verdicts());
    }

    @Test
    void aClockSetBackDoesNotKeepAnIncidentOpen() {
        home.overdraws();
        home.now = home.now.minus(Duration.ofDays(100));
        home.happens(new Unsettled(Cause.CLOCK_JUMP));
        home.isCalmFor(70);
        assertEquals(List.of(), home.state.incidents());
    }

    @Test
    void opensOneIncidentForEachDeviceUpToALimit() {
        for (int i = 0; i <= HomeState.MOST_INCIDENTS; i++) {
            Score score = Home.score(home.now, 2_870, true);
            StreamId stream = new StreamId(
                    Source.whole(new DeviceId("tasmota", "plug" + i)),
                    score.stream().quantity());
            home.happens(new Scored(
                    new Score(
                            stream,
                            score.at(),
                            score.value(),
                            score.expected(),
                            score.tailProbability(),
                            score.surpriseNats(),
                            true,
                            score.measuredAt(),
                            score.newsAt(),
                            score.why()),
                    Home.heater()));
        }
        assertEquals(HomeState.MOST_INCIDENTS, home.state.incidents().size());
        assertEquals(HomeState.MOST_INCIDENTS, home.decisions.size());
        assertEquals(1, home.state.unshownAlarms());
    }

    @Test
    void feedbackIsKeptWithTheIncident() {
        home.overdraws();
        home.happens(new Feedback("i-1", false));
        assertEquals(Optional.of(false), home.state.incidents().getFirst().real());
        assertTrue(home.happens(new Feedback("i-9", true)).effects().isEmpty(), "an unknown incident is ignored");
    }
}
