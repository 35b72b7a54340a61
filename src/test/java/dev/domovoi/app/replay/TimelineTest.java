package dev.domovoi.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is made of the times of lines.
final class TimelineTest implements Timeline.Heard {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Timeline timeline = new Timeline(this);
    private final List<String> told = new ArrayList<>();

    @Override
    public void message(Message message, Instant now) {
        told.add(message.topic() + "@" + Duration.between(NOON, now).toSeconds());
    }

    @Override
    public void gap(Instant from, Instant to) {
        told.add("gap " + Duration.between(from, to).toSeconds());
    }

    @Override
    public void setBack(Instant from, Instant to) {
        told.add("back " + Duration.between(to, from).toSeconds());
    }

    private void line(String name, long seconds) {
        timeline.take(new Message(NOON.plusSeconds(seconds), name, new byte[0], false));
    }

    private List<String> ended() {
        timeline.end();
        return told;
    }

    @Test
    void whatIsALittleLateIsHeardAtTheNewestTime() {
        line("a", 0);
        line("b", 60);
        line("c", 40);
        line("d", 61);
        assertEquals(List.of("a@0", "b@60", "c@60", "d@61"), ended());
        assertEquals(1, timeline.faults().late());
    }

    @Test
    void whatIsTooEarlyIsLeftOutAndManyInARowAreAClockThatWasSetBack() {
        line("a", 0);
        line("b", 600);
        line("old", 100);
        line("c", 601);
        assertEquals(List.of("a@0", "b@600", "c@601"), told);
        for (int i = 0; i <= Timeline.SET_BACK_LINES; i++) {
            line("d" + i, 200 + i);
        }
        assertEquals(List.of("back 382", "d19@219", "d20@220"), ended().subList(3, 6));
        assertEquals(Timeline.SET_BACK_LINES, timeline.faults().leftOut());
        assertEquals(1, timeline.faults().setBack());
    }

    @Test
    void oneLineAloneInTheFutureIsLeftOut() {
        line("a", 0);
        line("forged", 3_000_000);
        line("b", 1);
        assertEquals(List.of("a@0", "b@1"), ended());
        assertEquals(1, timeline.faults().leftOut());
    }

    @Test
    void aLineFarAheadThatIsFollowedByMoreIsAGap() {
        line("a", 0);
        line("b", 90_000);
        line("c", 90_001);
        assertEquals(List.of("a@0", "gap 90000", "b@90000", "c@90001"), ended());
        assertEquals(Duration.ofHours(25), timeline.faults().longestGap());
    }

    @Test
    void howLongASilenceMayBeIsLearnedFromHowOftenSomethingIsSaid() {
        for (int i = 0; i < 100; i++) {
            line("often", i);
        }
        line("b", 99 + 500);
        assertEquals("gap 500", told.get(100));
        told.clear();
        Timeline seldom = new Timeline(this);
        for (int i = 0; i < 100; i++) {
            seldom.take(new Message(NOON.plusSeconds(600L * i), "seldom", new byte[0], false));
        }
        seldom.take(new Message(NOON.plusSeconds(600L * 99 + 3_000), "b", new byte[0], false));
        seldom.end();
        assertEquals(0, seldom.faults().gaps(), told::toString);
    }

    @Test
    void theLastLineIsHeardWhereverItIs() {
        line("a", 0);
        line("b", 7_000);
        assertEquals(List.of("a@0", "gap 7000", "b@7000"), ended());
        timeline.take(new Message(Instant.EPOCH, "without", new byte[0], false));
        assertEquals(1, timeline.faults().undated());
    }
}
