package dev.domovoi.decide.rule;

import static dev.domovoi.decide.rule.Watched.KETTLE;
import static dev.domovoi.decide.rule.Watched.compared;
import static dev.domovoi.decide.rule.Watched.lasting;
import static dev.domovoi.decide.rule.Watched.power;
import static dev.domovoi.decide.rule.Watched.rule;
import static dev.domovoi.decide.rule.Watched.windowed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Ruling;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Condition.All;
import dev.domovoi.decide.rule.Condition.Any;
import dev.domovoi.decide.rule.Condition.Clock;
import dev.domovoi.decide.rule.Condition.Compare;
import dev.domovoi.decide.rule.Condition.Days;
import dev.domovoi.decide.rule.Condition.Not;
import dev.domovoi.decide.rule.Condition.Triggered;
import dev.domovoi.decide.rule.Operand.Flag;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.decide.rule.Operand.Words;
import dev.domovoi.signal.DeviceId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    void aScoreWakesTheRulesThatReadAnyOfIt() {
        Watched home =
                new Watched(rule(new Compare(Read.of(Term.SCORE_VALUE), Relation.ABOVE, Read.of(Term.SCORE_HIGH))));
        home.hears(new Fact.Judged(KETTLE, "", new Fact.Judgement(0.5, 0.7, 90, 0, 40, 80), home.now, Watched.GOOD));
        assertEquals(List.of("began kettle"), home.told());
    }

    @Test
    void aHomeOfWhichNothingIsKnownDrawsNobodyKnowsWhat() {
        Watched home = new Watched(
                rule("calm", Scope.HOME, compared(Term.HOME_POWER, Relation.BELOW, 100), Optional.empty(), List.of()));
        home.draws(2000);
        home.says(KETTLE, Term.DEVICE_STATE, "lost");
        home.passes(10);
        assertEquals(List.of(), home.told());
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
    void timeOfDayAndDayOfWeekAreLocal() {
        Clock night = new Clock(LocalTime.of(22, 0), LocalTime.of(6, 0));
        Watched berlin = new Watched("Europe/Berlin", rule(new All(List.of(night, power(Relation.ABOVE, 100)))));
        berlin.now = Instant.parse("2026-01-10T20:58:00Z");
        berlin.drawsFor(1, 200);
        assertEquals(List.of(), berlin.told());
        berlin.drawsFor(2, 200);
        assertEquals(List.of("began kettle"), berlin.told(), "22:00 there is 21:00 in UTC");
        Watched sunday = new Watched(
                "Asia/Tokyo", rule(new All(List.of(new Days(Set.of(DayOfWeek.SUNDAY)), power(Relation.ABOVE, 100)))));
        sunday.now = Instant.parse("2026-01-10T14:59:00Z");
        sunday.draws(200);
        assertEquals(List.of(), sunday.told());
        sunday.passes(1);
        assertEquals(List.of("began kettle"), sunday.told());
        assertTrue(night.holds(LocalTime.of(5, 59)) && !night.holds(LocalTime.of(6, 0)));
    }

    @Test
    void aTriggerIsTrueForAWhile() {
        Watched home = new Watched(
                rule(new All(List.of(new Triggered("party", Duration.ofMinutes(5)), power(Relation.ABOVE, 100)))));
        home.drawsFor(3, 200);
        home.hears(new Fact.Trigger("other", home.now));
        assertEquals(List.of(), home.told());
        home.hears(new Fact.Trigger("party", home.now));
        assertEquals(List.of("began kettle"), home.told());
        home.drawsFor(6, 200);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void readsTheHomeAndThingsByName() {
        Read boiler = new Read(Term.DEVICE_SWITCH, Optional.of("Boiler"), Optional.empty(), 1);
        Compare away = new Compare(Read.of(Term.HOME_PRESENCE), Relation.IS, new Flag(false));
        Rule rule = rule(new All(List.of(new Compare(boiler, Relation.IS, new Flag(true)), away)));
        Watched home = new Watched(rule);
        home.watch.introduce(OTHER, Profile.of(OTHER, "Boiler", Optional.empty(), Optional.empty()));
        home.draws(1);
        home.is(Subject.HOME, Term.HOME_PRESENCE, 0);
        assertEquals(List.of(), home.told());
        home.is(OTHER, Term.DEVICE_SWITCH, 1);
        assertEquals(List.of("began boiler", "began kettle"), home.told());
        home.is(Subject.HOME, Term.HOME_PRESENCE, 1);
        assertEquals(List.of("ended boiler", "ended kettle"), home.told());
    }

    @Test
    void theChannelsOfADeviceMakeOneValueUntilTheDeviceSaysItItself() {
        Watched home = new Watched(rule(power(Relation.ABOVE, 100)));
        home.is(KETTLE, Term.DEVICE_POWER, "0", 60);
        home.is(KETTLE, Term.DEVICE_POWER, "1", 60);
        assertEquals(List.of("began kettle"), home.told());
        home.is(KETTLE, Term.DEVICE_POWER, "", 90);
        home.is(KETTLE, Term.DEVICE_POWER, "0", 600);
        assertEquals(List.of("ended kettle"), home.told());
    }

    @Test
    void theHomeDrawsWhatItsPlugsDrawUnlessAMainMeterSaysIt() {
        Watched home = new Watched(
                rule("peak", Scope.HOME, compared(Term.HOME_POWER, Relation.ABOVE, 3000), Optional.empty(), List.of()));
        home.draws(2000);
        home.is(OTHER, Term.DEVICE_POWER, 1500);
        assertEquals(List.of("began home"), home.told());
        home.is(OTHER, Term.DEVICE_POWER, 500);
        assertEquals(List.of("ended home"), home.told());
        home.is(Subject.HOME, Term.HOME_POWER, 4000);
        home.draws(10);
        assertEquals(List.of("began home"), home.told());
    }

    @Test
    void averagesExtremesAndRatesNeedMostOfTheirTime() {
        Watched home = new Watched(rule(windowed(Term.DEVICE_POWER, Window.Function.AVG, 30, Relation.ABOVE, 100)));
        home.drawsFor(23, 200);
        assertEquals(List.of(), home.told(), "23 of 30 minutes are too few");
        home.drawsFor(3, 200);
        assertEquals(List.of("began kettle"), home.told());
        home.drawsFor(14, 10);
        assertEquals(
                List.of(), home.told().stream().filter("ended kettle"::equals).toList());
        home.drawsFor(5, 10);
        assertEquals("ended kettle", home.told().getLast());
        Watched rising = new Watched(rule(windowed(Term.DEVICE_POWER, Window.Function.RATE, 30, Relation.ABOVE, 100)));
        for (int minute = 0; minute < 40; minute++) {
            rising.drawsFor(1, 10 + minute * 2);
        }
        assertEquals("began kettle", rising.told().getFirst(), "120 W an hour");
        Watched peak = new Watched(rule(windowed(Term.DEVICE_POWER, Window.Function.MAX, 30, Relation.BELOW, 100)));
        peak.drawsFor(1, 500);
        peak.drawsFor(28, 20);
        assertEquals(List.of(), peak.told());
        peak.drawsFor(4, 20);
        assertEquals(List.of("began kettle"), peak.told());
    }

    @Test
    void countsHowOftenAValueRises() {
        Watched home = new Watched(rule(windowed(Term.DEVICE_POWER, Window.Function.COUNT, 60, Relation.BELOW, 2)));
        for (int i = 0; i < 12; i++) {
            home.drawsFor(5, i % 2 == 0 ? 5 : 80);
        }
        assertEquals(List.of(), home.told());
        home.drawsFor(50, 5);
        assertEquals("began kettle", home.told().getFirst());
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
