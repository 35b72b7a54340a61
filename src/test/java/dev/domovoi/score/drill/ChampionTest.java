package dev.domovoi.score.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who gets the title, and when.
final class ChampionTest {
    private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");

    private static final List<Fault> KINDS = List.of(Fault.STUCK_ON, Fault.DEAD, Fault.FROZEN);

    private static Drilled.Done drill(String scorer, int falseAlarms, int... caught) {
        List<Finding> findings = new java.util.ArrayList<>();
        for (int i = 0; i < caught.length; i++) {
            findings.add(new Finding.Tried(KINDS.get(i), 4, caught[i], Optional.empty(), List.of()));
        }
        return new Drilled.Done(
                Pasts.stream("plug"), scorer, 0.1, FROM, FROM.plusSeconds(14 * 86_400), falseAlarms, true, findings);
    }

    private static final Drilled.Done HOUR = drill("hour_of_week", 0, 3, 1, 0);
    private static final Drilled.Done PLUG = drill("plug", 0, 4, 3, 2);

    @Test
    void aChallengerHasToWinTwiceInARow() {
        Champion once = Champion.first("hour_of_week").after(List.of(HOUR, PLUG));
        assertEquals("hour_of_week", once.scorer());
        assertEquals(Optional.of("plug"), once.challenger());
        Champion relapsed = once.after(List.of(HOUR, drill("plug", 0, 3, 1, 0)));
        assertEquals(Optional.empty(), relapsed.challenger());
        assertEquals("hour_of_week", relapsed.after(List.of(HOUR, PLUG)).scorer());
        Champion twice = once.after(List.of(PLUG, HOUR));
        assertEquals("plug", twice.scorer());
        assertEquals(
                "plug, because it caught 9 of 12 injected faults with 0 false alarms where hour_of_week caught 4 of 12"
                        + " injected faults with 0 false alarms, in 2 drills in a row",
                twice.why());
    }

    @Test
    void twoChallengersDoNotWinForEachOther() {
        Drilled.Done other = drill("other", 0, 4, 4, 4);
        Champion champion =
                Champion.first("hour_of_week").after(List.of(HOUR, PLUG)).after(List.of(HOUR, other));
        assertEquals("hour_of_week", champion.scorer());
        assertEquals(Optional.of("other"), champion.challenger());
    }

    @Test
    void aNarrowLeadIsNotEnough() {
        Drilled.Done nearly = drill("plug", 0, 3, 1, 0);
        Champion champion = Champion.first("hour_of_week");
        for (int night = 0; night < 5; night++) {
            champion = champion.after(List.of(HOUR, nearly));
        }
        assertEquals("hour_of_week", champion.scorer());
        assertTrue(champion.why().startsWith("hour_of_week, because it caught 4 of 12"), champion.why());
    }

    @Test
    void aLoudScorerDoesNotWin() {
        Drilled.Done loud = drill("plug", 9, 4, 4, 4);
        Champion champion =
                Champion.first("hour_of_week").after(List.of(HOUR, loud)).after(List.of(HOUR, loud));
        assertEquals("hour_of_week", champion.scorer());
        assertTrue(Champion.worth(loud) < Champion.worth(HOUR));
        assertEquals(Champion.worth(drill("plug", 0, 4)), Champion.worth(drill("plug", 1, 4)), "one may be chance");
    }

    @Test
    void withoutItsOwnDrillNothingChangesAndAloneItKeepsTheTitle() {
        Champion first = Champion.first("hour_of_week");
        assertEquals(first, first.after(List.of(PLUG)));
        assertEquals(first, first.after(List.of()));
        assertEquals("hour_of_week", first.after(List.of(HOUR)).scorer());
    }

    @Test
    void itSurvivesBeingWrittenDown() {
        Champion once = Champion.first("hour_of_week").after(List.of(HOUR, PLUG));
        assertEquals(Optional.of(once), Champion.decoded(once.encoded()));
        for (String line : List.of("", "a\tb", "a\tb\tmany\twhy", "\tb\t1\twhy", "a\tb\t1\twhy\tmore")) {
            assertEquals(Optional.empty(), Champion.decoded(line), line);
        }
    }
}
