package dev.domovoi.decide.rule;

import static dev.domovoi.decide.rule.Watched.KETTLE;
import static dev.domovoi.decide.rule.Watched.compared;
import static dev.domovoi.decide.rule.Watched.lasting;
import static dev.domovoi.decide.rule.Watched.power;
import static dev.domovoi.decide.rule.Watched.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Ruling;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Condition.All;
import dev.domovoi.decide.rule.Condition.Any;
import dev.domovoi.decide.rule.Condition.Compare;
import dev.domovoi.decide.rule.Condition.Not;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.decide.rule.Operand.Words;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When rules begin, go on and end.
final class RuleWatchTest {
    private static final Subject OTHER = Subject.device(new DeviceId("tasmota", "boiler"));

    @Test
    void beginsWhenItIsTrueAndEndsWhenItIsFalse() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.draws(100);
        assertEquals(List.of(), home.told());
        home.draws(101);
        assertEquals(List.of("began kettle"), home.told());
        home.draws(102);
        assertEquals(List.of(), home.told());
        home.draws(100);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void eachThingHasARuleOfItsOwn() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.draws(200);
        home.is(OTHER, Term.DEVICE_POWER, 200);
        home.draws(0);
        assertEquals(List.of("began kettle", "began boiler", "ended kettle"), home.told());
    }

    @Test
    void tellsWhatItRestsOn() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        Instant measured = home.now.minusSeconds(20);
        home.hears(new Fact.Amount(KETTLE, Term.DEVICE_POWER, "", 1234, measured, Watched.GOOD));
        Ruling ruling = home.events.getFirst().ruling();
        assertEquals("kettle draws 1,234 W.", ruling.why());
        assertEquals(measured, ruling.measuredAt());
        assertEquals(new Evidence.Fact.Amount(1234), ruling.evidence().facts().get("device.power"));
    }

    @Test
    void forWaitsAndAnyMomentOfFalseOrUnknownStartsItAgain() {
        Watched home = new Watched(rule(lasting(10, power(Relation.ABOVE, 100))));
        home.drawsFor(9, 200);
        home.draws(0);
        home.drawsFor(9, 200);
        assertEquals(List.of(), home.told(), "broken by false");
        Watched silent = new Watched(rule(lasting(10, power(Relation.ABOVE, 100))));
        silent.draws(200);
        silent.passes(30);
        assertEquals(List.of(), silent.told(), "one old reading is no ten minutes");
        silent.drawsFor(10, 200);
        assertEquals(List.of("began kettle"), silent.told());
    }

    @Test
    void aGapInWhatIsKnownNeitherEndsARuleWithAForNorTellsItAgain() {
        Watched home = new Watched(rule(lasting(10, power(Relation.ABOVE, 100))));
        home.drawsFor(11, 200);
        assertEquals(List.of("began kettle"), home.told());
        home.passes(8);
        home.drawsFor(2, 200);
        home.watch.interrupt(home.now, home.now.plusSeconds(120));
        home.drawsFor(20, 200);
        assertEquals(List.of("continued kettle", "continued kettle"), home.told());
        home.draws(0);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void aThingThatIsGoneEndsAndMakesRoom() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.draws(200);
        home.events.addAll(home.watch.forget(KETTLE, home.now));
        assertEquals(List.of("began kettle", "ended kettle"), home.told());
        home.draws(200);
        assertEquals(List.of("began kettle"), home.told());
    }

    @Test
    void whatIsNotKnownIsNeverTrueAndEndsNothing() {
        Watched home = new Watched(
                rule("calm", Scope.DEVICE, new Not(power(Relation.ABOVE, 100)), Optional.empty(), List.of()));
        home.is(KETTLE, Term.DEVICE_TEMPERATURE, 20);
        home.passes(3);
        assertEquals(List.of(), home.told(), "not unknown is unknown");
        home.draws(50);
        assertEquals(List.of("began kettle"), home.told());
        home.passes(10);
        assertEquals(List.of(), home.told(), "too old to end it");
        home.draws(500);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void whatIsUnknownForADayIsGivenUp() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.draws(200);
        home.passes(24 * 60 + 10);
        assertEquals("ended kettle", home.told().getLast());
    }

    @Test
    void anyAndAllSettleWhatTheyCan() {
        Condition unknown = compared(Term.DEVICE_HUMIDITY, Relation.ABOVE, 1);
        Watched any = new Watched(rule(new Any(List.of(unknown, power(Relation.ABOVE, 100)))));
        any.draws(200);
        assertEquals(List.of("began kettle"), any.told());
        Watched all = new Watched(rule(new All(List.of(unknown, power(Relation.ABOVE, 100)))));
        all.draws(200);
        assertEquals(List.of(), all.told());
        all.is(KETTLE, Term.DEVICE_HUMIDITY, 40);
        assertEquals(List.of("began kettle"), all.told());
    }

    @Test
    void aLostDevicesValuesAreNotKnownAnyMore() {
        Watched home = new Watched(rule(lasting(3, power(Relation.ABOVE, 100))));
        home.draws(200);
        home.says(KETTLE, Term.DEVICE_STATE, "lost");
        home.passes(4);
        assertEquals(List.of(), home.told());
        Watched away =
                new Watched(rule(new Compare(Read.of(Term.DEVICE_STATE), Relation.IS, new Words(List.of("lost")))));
        away.says(KETTLE, Term.DEVICE_STATE, "lost");
        assertEquals(List.of("began kettle"), away.told());
    }

    @Test
    void untilKeepsItOpenAndForInItWaitsToo() {
        Rule rule = rule(
                "much",
                Scope.DEVICE,
                power(Relation.ABOVE, 100),
                Optional.of(lasting(5, power(Relation.BELOW, 50))),
                List.of());
        Watched home = new Watched(rule);
        home.draws(200);
        home.drawsFor(10, 70);
        assertEquals(List.of("began kettle"), home.told());
        home.drawsFor(4, 10);
        assertEquals(List.of(), home.told());
        home.drawsFor(2, 10);
        assertEquals("ended kettle", home.told().getLast());
    }

    @Test
    void restsForItsCooldown() {
        Rule rule = new Rule(
                "much",
                Selection.all(Scope.DEVICE),
                power(Relation.ABOVE, 100),
                Optional.empty(),
                Optional.empty(),
                Severity.INFO,
                Duration.ofMinutes(30),
                "x",
                List.of());
        Watched home = new Watched(rule);
        home.draws(200);
        home.draws(0);
        home.told();
        home.drawsFor(29, 200);
        assertEquals(List.of(), home.told());
        home.drawsFor(1, 200);
        assertEquals(List.of("began kettle"), home.told());
    }

    @Test
    void isSaidAgainEveryQuarterOfAnHour() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.drawsFor(46, 200);
        assertEquals(List.of("began kettle", "continued kettle", "continued kettle", "continued kettle"), home.told());
    }

    @Test
    void aHoldForgetsWhatWasMeasuredAndStartsEveryForAgain() {
        Watched home = new Watched(rule(lasting(10, power(Relation.ABOVE, 100))));
        home.drawsFor(8, 200);
        home.watch.interrupt(home.now, home.now.plusSeconds(120));
        home.hears(new Fact.Amount(KETTLE, Term.DEVICE_POWER, "", 200, home.now.minusSeconds(1), Watched.GOOD));
        home.passes(5);
        assertEquals(List.of(), home.told(), "measured before");
        home.drawsFor(9, 200);
        assertEquals(List.of(), home.told());
        home.drawsFor(2, 200);
        assertEquals(List.of("began kettle"), home.told());
    }

    @Test
    void nothingBeginsOrEndsDuringAHold() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.draws(200);
        home.told();
        home.watch.interrupt(home.now, home.now.plusSeconds(180));
        home.draws(0);
        home.is(OTHER, Term.DEVICE_POWER, 200);
        home.passes(2);
        assertEquals(List.of(), home.told());
        home.passes(1);
        assertEquals(List.of("ended kettle", "began boiler"), home.told());
    }

    @Test
    void whatWasOpenBeforeARestartGoesOnAndEnds() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.watch.resume("much", KETTLE.id(), home.now);
        home.draws(200);
        assertEquals(List.of(), home.told());
        home.draws(0);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void asksForASecondSignalAndSaysWhenItHasCome() {
        Rule rule = new Rule(
                "much",
                Selection.all(Scope.DEVICE),
                power(Relation.ABOVE, 100),
                Optional.empty(),
                Optional.of(compared(Term.DEVICE_CURRENT, Relation.ABOVE, 1)),
                Severity.INFO,
                Duration.ZERO,
                "x",
                List.of());
        Watched home = new Watched(rule);
        home.draws(200);
        assertFalse(home.events.getFirst().ruling().isCorroborated());
        home.told();
        home.is(KETTLE, Term.DEVICE_CURRENT, 2);
        assertTrue(home.events.getFirst().ruling().isCorroborated());
        assertEquals(List.of("changed kettle"), home.told());
    }

    @Test
    void anotherSetOfRulesEndsWhatIsGoneAndGoesOnWithTheRest() {
        Rule much = rule(power(Relation.ABOVE, 100));
        Rule gone = rule("gone", Scope.DEVICE, power(Relation.ABOVE, 10), Optional.empty(), List.of());
        Watched home = new Watched(gone, much);
        home.draws(200);
        home.told();
        home.events.addAll(home.watch.adopt(new RuleBook(List.of(much)), home.now));
        assertEquals(List.of("ended kettle"), home.told());
        home.draws(0);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void equalFactsGiveEqualEvents() {
        assertEquals(story(), story());
        assertFalse(story().isEmpty());
    }

    private static List<RuleEvent> story() {
        java.util.Random random = new java.util.Random(7);
        Watched home = new Watched(
                rule(lasting(2, power(Relation.ABOVE, 100))),
                rule("sum", Scope.HOME, compared(Term.HOME_POWER, Relation.ABOVE, 900), Optional.empty(), List.of()));
        for (int i = 0; i < 2_000; i++) {
            Subject plug = Subject.device(new DeviceId("tasmota", "plug" + random.nextInt(9)));
            home.is(plug, Term.DEVICE_POWER, random.nextInt(300));
            if (i % 20 == 0) {
                home.passes(1);
            }
        }
        return home.events;
    }

    @Test
    void thereIsRoomForSoManyThingsAndNoMore() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        for (int i = 0; i < RuleWatch.MOST_SUBJECTS + 5; i++) {
            home.is(Subject.device(new DeviceId("forged", "d" + i)), Term.DEVICE_POWER, 1);
        }
        assertEquals(6, home.watch.leftAside(), "the home itself is one");
    }
}
