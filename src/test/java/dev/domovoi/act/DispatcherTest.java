package dev.domovoi.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
    private static final Action CUT = new Action.SwitchOff(Source.whole(new DeviceId("tasmota", "kettle")));
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    @Test
    void handsTheOutcomeOver() throws InterruptedException {
        Dispatcher dispatcher = new Dispatcher(action -> new Outcome.Done("off"));
        assertEquals(Optional.empty(), dispatcher.dispatch(CUT, LONG, outcomes::add));
        assertEquals(Optional.of(new Outcome.Done("off")), next());
    }

    @Test
    void refusesWhatIsTooMuchAndTakesMoreWhenThereIsRoom() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        Dispatcher dispatcher = new Dispatcher(action -> waitingFor(gate), 1);
        assertTrue(dispatcher.dispatch(CUT, LONG, outcomes::add).isEmpty());
        assertEquals(
                Optional.of(new Outcome.Refused("nothing was sent: 1 other actions are under way")),
                dispatcher.dispatch(CUT, LONG, outcomes::add));
        gate.countDown();
        assertEquals(Optional.of(new Outcome.Done("through the gate")), next());
        assertTrue(dispatcher.dispatch(CUT, LONG, outcomes::add).isEmpty());
    }

    @Test
    void aDeadlineEndsItAndInterruptsTheActuator() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Dispatcher dispatcher = new Dispatcher(action -> waitingFor(never));
        assertTrue(
                dispatcher.dispatch(CUT, Duration.ofMillis(20), outcomes::add).isEmpty());
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, next().orElseThrow());
        assertFalse(failed.retryable());
        assertEquals("no outcome of off tasmota:kettle within 20 ms", failed.why());
    }

    @Test
    void aBugInAnActuatorBecomesAFailure() throws InterruptedException {
        Dispatcher dispatcher = new Dispatcher(action -> {
            throw new IllegalStateException("a hole in the floor");
        });
        assertTrue(dispatcher.dispatch(CUT, LONG, outcomes::add).isEmpty());
        assertTrue(next().orElseThrow().why().contains("a hole in the floor"));
    }

    @Test
    void someRoomIsNeeded() {
        assertThrows(IllegalArgumentException.class, () -> new Dispatcher(action -> new Outcome.Done("off"), 0));
    }

    private Optional<Outcome> next() throws InterruptedException {
        return Optional.ofNullable(outcomes.poll(20, TimeUnit.SECONDS));
    }

    private static Outcome waitingFor(CountDownLatch gate) {
        try {
            boolean isOpen = gate.await(1, TimeUnit.MINUTES);
            return new Outcome.Done(isOpen ? "through the gate" : "never");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted", false);
        }
    }
}
