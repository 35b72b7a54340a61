package dev.domovoi.decide.rule;

import static dev.domovoi.decide.rule.Watched.KETTLE;
import static dev.domovoi.decide.rule.Watched.compared;
import static dev.domovoi.decide.rule.Watched.power;
import static dev.domovoi.decide.rule.Watched.rule;
import static dev.domovoi.decide.rule.Watched.windowed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.rule.Condition.All;
import dev.domovoi.decide.rule.Condition.Clock;
import dev.domovoi.decide.rule.Condition.Compare;
import dev.domovoi.decide.rule.Condition.Days;
import dev.domovoi.decide.rule.Condition.Triggered;
import dev.domovoi.decide.rule.Operand.Flag;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.signal.DeviceId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What rules can read.
final class RuleQuantitiesTest {
    private static final Subject OTHER = Subject.device(new DeviceId("tasmota", "boiler"));

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
}
