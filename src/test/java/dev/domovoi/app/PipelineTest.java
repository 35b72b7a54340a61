package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.Decider;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// From readings to outcomes, on a heater that was watched for nine days and then sticks at 2,000 W.
final class PipelineTest {
    private static final Source HEATER = Source.whole(new DeviceId("tasmota", "heater"));
    private static final SwitchRecipe RECIPE = new SwitchRecipe(
            HEATER, new Command("cmnd/heater", "ON"), new Command("cmnd/heater", "OFF"), Optional.empty(), false);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant FAULT = START.plus(Duration.ofDays(9));

    private final Told told = new Told();
    private final Devices devices = new Devices(Map.of(
            "heater", new AgentConfig.Device(Optional.of(Role.HEATER), Optional.empty(), Optional.empty(), false)));
    private final Decider decider =
            new HomeDecider(Policy.of(Mode.ACT, List.of(new Policy.Allowed("off", "heater", Optional.empty()))));
    private Instant now = START;

    /// Everything the pipeline gave out; its ledger can be told to fail.
    private static final String STREAM = new StreamId(HEATER, Quantity.POWER).toString();

    private static final class Told implements Outlets {
        final List<Decision> decisions = new ArrayList<>();
        final List<Incident> opened = new ArrayList<>();
        final List<Incident> calledFalse = new ArrayList<>();
        final List<String> judgements = new ArrayList<>();
        final List<Plan> run = new ArrayList<>();
        final List<String> order = new ArrayList<>();
        final List<Effect> shown = new ArrayList<>();
        Optional<RuntimeException> bug = Optional.empty();
        int scores;
        boolean canKeep = true;

        @Override
        public boolean keep(HomeState before, Step step) {
            if (!step.decisions().isEmpty()) {
                order.add("keep");
            }
            return canKeep;
        }

        @Override
        public void tell(Score score) {
            scores++;
        }

        @Override
        public void tell(Decision decision) {
            decisions.add(decision);
            order.add(decision.verdict().word());
        }

        @Override
        public void show(Effect effect) {
            shown.add(effect);
        }

        @Override
        public Optional<Outcome.Refused> run(Plan plan) {
            run.add(plan);
            order.add("run");
            return Optional.empty();
        }

        @Override
        public void reconnected() {
            order.add("reconnected");
        }

        @Override
        public void opened(Incident incident) {
            opened.add(incident);
        }

        @Override
        public void judged(Incident before, Incident after) {
            judgements.add(before.real() + " then " + after.real());
        }

        @Override
        public void calledFalse(Incident incident) {
            calledFalse.add(incident);
        }

        @Override
        public void quarantined(Reading reading, Reason reason) {
            order.add("quarantined " + reason.word());
        }

        @Override
        public void doubted(Reading reading, Reason reason) {
            order.add("doubted " + reason.word());
        }

        @Override
        public void learned(Learned.Topic topic) {
            order.add("subscribe " + topic.filter());
        }

        @Override
        public void learnedLasting(StreamId stream) {
            order.add("normal now " + stream);
        }

        @Override
        public void progressed(List<Streams.Progress> streams) {}

        @Override
        public void stoppedActing(RuntimeException cause) {
            bug = Optional.of(cause);
        }
    }

    private Pipeline pipeline(Decider deciding) {
        Streams streams = new Streams(ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {});
        Pipeline pipeline = new Pipeline(devices, streams, new Confirmations(), deciding, HomeState.empty(), told);
        pipeline.handle(new Arrival.Happened(new Event.Unsettled(Cause.START)), now);
        pipeline.handle(new Arrival.Happened(new Event.DoorTried(Door.CLOSED)), now);
        hear(pipeline, List.of(), List.of(new Learned.Switch(RECIPE)));
        while (now.isBefore(FAULT)) {
            minutes(pipeline, 4, 2);
        }
        return pipeline;
    }

    private void minutes(Pipeline pipeline, int count, double watts) {
        for (int minute = 0; minute < count; minute++) {
            hear(pipeline, List.of(new Reading(HEATER, Quantity.POWER, watts, now, false)), List.of());
            now = now.plus(Streams.ROUND);
            pipeline.minute(now);
        }
    }

    private void hear(Pipeline pipeline, List<Observation> observations, List<Learned> learned) {
        pipeline.handle(new Arrival.Read(new Decoded.Understood(observations, learned, List.of()), now), now);
    }

    private void happens(Pipeline pipeline, Event event) {
        pipeline.handle(new Arrival.Happened(event), now);
    }

    private void assertSaid(String words) {
        List<String> said = told.decisions.stream().map(Decision::why).toList();
        assertTrue(said.stream().anyMatch(why -> why.contains(words)), said::toString);
    }

    @Test
    void aFaultIsAlarmedKeptThenCutAndItsOutcomeIsWritten() {
        Pipeline pipeline = pipeline(decider);
        assertTrue(told.decisions.isEmpty() && told.scores > 1_000, () -> told.decisions.toString());

        minutes(pipeline, 10, 2_000);
        assertEquals(List.of("keep", "alert", "act", "run"), told.order);
        assertEquals(1, told.opened.size());
        Plan plan = told.run.getFirst();
        assertEquals(HEATER, plan.action().target());

        happens(pipeline, new Event.Finished(plan.id(), new Outcome.Done("heater is off")));
        assertEquals(Plan.Progress.DONE, pipeline.state().plans().getFirst().progress());
        minutes(pipeline, 60, 2_000);
        assertEquals(1, told.run.size());
        minutes(pipeline, 540, 2);
        assertTrue(pipeline.state().incidents().isEmpty());
        assertTrue(told.shown.getLast() instanceof Effect.Clear);
    }

    @Test
    void aLedgerThatCannotBeWrittenRefusesActingByNameAndAlarmsGoOn() {
        Pipeline pipeline = pipeline(decider);
        told.canKeep = false;
        minutes(pipeline, 10, 2_000);

        assertTrue(told.run.isEmpty());
        assertFalse(pipeline.mayAct());
        assertEquals(1, told.opened.size());
        assertEquals(List.of(), pipeline.state().plans());
        assertSaid("what I do could not be written down");

        told.canKeep = true;
        minutes(pipeline, 540, 2);
        assertTrue(pipeline.mayAct());
        minutes(pipeline, 10, 2_000);
        assertEquals(2, told.opened.size());
        assertEquals(1, told.run.size(), "it acts again once what it decides is kept");
    }

    @Test
    void aBugInDecidingStopsActingAndOnlyActing() {
        Pipeline pipeline = pipeline((state, event, at) -> {
            if (event instanceof Event.Pause) {
                throw new IllegalStateException("a bug");
            }
            return decider.decide(state, event, at);
        });
        happens(pipeline, new Event.Pause(Optional.empty()));
        assertEquals("a bug", told.bug.map(Throwable::getMessage).orElse(""));
        assertFalse(pipeline.mayAct());

        minutes(pipeline, 10, 2_000);
        assertEquals(1, told.opened.size());
        assertTrue(told.run.isEmpty());
        assertSaid("after a bug");
    }

    @Test
    void whatLastsThreeDaysIsOneIncidentAndThenTheNewNormal() {
        Pipeline pipeline = pipeline(decider);
        minutes(pipeline, 71 * 60, 300);
        assertEquals(1, told.opened.size());
        assertEquals(1, pipeline.state().incidents().size(), "it goes on");
        assertFalse(told.order.contains("normal now " + STREAM), told.order.toString());

        minutes(pipeline, 30 * 60, 300);
        assertEquals(1, told.opened.size());
        assertEquals(
                1, told.order.stream().filter(("normal now " + STREAM)::equals).count());
        assertTrue(pipeline.state().incidents().isEmpty(), "it is learned");
    }

    @Test
    void anAlarmOnOneChannelLeavesTheOtherToBeLearnedAndHeard() {
        Source one = new Source(HEATER.device(), "1");
        Source two = new Source(HEATER.device(), "2");
        Streams streams = new Streams(ZoneOffset.UTC, 2, Map.of(), (stream, problem) -> {});
        Pipeline pipeline = new Pipeline(devices, streams, new Confirmations(), decider, HomeState.empty(), told);
        pipeline.handle(new Arrival.Happened(new Event.Unsettled(Cause.START)), now);
        pipeline.handle(new Arrival.Happened(new Event.DoorTried(Door.CLOSED)), now);
        while (now.isBefore(FAULT)) {
            minutes(pipeline, one, 2, two, 40);
        }
        for (int minute = 0; minute < 5 * 60; minute++) {
            minutes(pipeline, one, 300, two, 40);
        }
        assertEquals(1, told.opened.size());
        assertTrue(hasAside(streams, one), "the one that alarmed is put aside");
        assertFalse(hasAside(streams, two), "the other one is learned");
        for (int minute = 0; minute < 60; minute++) {
            minutes(pipeline, one, 300, two, 900);
        }
        assertTrue(hasAside(streams, two), "it alarms too");
        assertEquals(1, told.opened.size(), "one incident for a device");
        for (int minute = 0; minute < 10 * 60; minute++) {
            minutes(pipeline, one, 300, two, 40);
        }
        assertEquals(1, pipeline.state().incidents().size(), "it stays open for the first");
        assertTrue(hasAside(streams, one));
        assertFalse(hasAside(streams, two), "calm again, and learned");
    }

    private void minutes(Pipeline pipeline, Source one, double watts, Source two, double others) {
        hear(
                pipeline,
                List.of(
                        new Reading(one, Quantity.POWER, watts, now, false),
                        new Reading(two, Quantity.POWER, others, now, false)),
                List.of());
        now = now.plus(Streams.ROUND);
        pipeline.minute(now);
    }

    private static boolean hasAside(Streams streams, Source channel) {
        String name = new StreamId(channel, Quantity.POWER).toString();
        byte[] state = java.util.Objects.requireNonNull(streams.states().get(name));
        return LearnerState.read(name, state, problem -> {}).aside().isPresent();
    }

    @Test
    void whatAPersonCallsAFalseAlarmIsLearned() {
        Pipeline pipeline = pipeline(decider);
        minutes(pipeline, 10, 300);
        happens(pipeline, new Event.Feedback(told.opened.getFirst().id(), false));
        minutes(pipeline, 30 * 60, 300);
        assertEquals(1, told.opened.size());
        assertTrue(pipeline.state().incidents().isEmpty());
        assertFalse(told.order.contains("normal now " + STREAM), "it was not time that made it so");
    }

    @Test
    void anIncidentIsCountedFalseOnce() {
        Pipeline pipeline = pipeline(decider);
        minutes(pipeline, 10, 2_000);
        String id = told.opened.getFirst().id();
        happens(pipeline, new Event.Feedback(id, true));
        assertTrue(told.calledFalse.isEmpty());
        happens(pipeline, new Event.Feedback(id, false));
        happens(pipeline, new Event.Feedback(id, false));
        happens(pipeline, new Event.Feedback("i-99", false));
        assertEquals(1, told.calledFalse.size());
        assertEquals(
                List.of("Optional.empty then Optional[true]", "Optional[true] then Optional[false]"), told.judgements);
    }

    @Test
    void numbersBeyondAllPlugsAreNotLearnedFrom() {
        Pipeline pipeline = pipeline(decider);
        for (double forged : List.of(1e39, -1e300, Double.MAX_VALUE)) {
            minutes(pipeline, 1, forged);
        }
        minutes(pipeline, 60, 2);
        assertTrue(told.decisions.isEmpty());
        assertEquals(Optional.empty(), told.bug);
    }

    @Test
    void retainedReadingsAreNeitherMeasuredNorLearned() {
        Pipeline pipeline = pipeline(decider);
        for (int minute = 0; minute < 60; minute++) {
            hear(pipeline, List.of(new Reading(HEATER, Quantity.POWER, 3_000, now, true)), List.of());
            minutes(pipeline, 1, 2);
        }
        assertTrue(told.decisions.isEmpty());
        assertEquals(
                List.of(2.0), devices.current(now).stream().map(Reading::value).toList());
    }

    @Test
    void theBrokersAbsenceItselfIsNoEvidence() {
        Pipeline pipeline = pipeline(decider);
        hear(pipeline, List.of(new Reading(HEATER, Quantity.POWER, 2_000, now, false)), List.of());
        happens(pipeline, new Event.Unsettled(Cause.DISCONNECT));
        int before = told.scores;
        for (int minute = 0; minute < 120; minute++) {
            now = now.plus(Streams.ROUND);
            pipeline.minute(now);
        }
        assertEquals(before, told.scores, "a held value is let go");
        happens(pipeline, new Event.Unsettled(Cause.RECONNECT));
        minutes(pipeline, 120, 2);
        assertTrue(told.decisions.isEmpty(), () -> told.decisions.toString());
    }

    @Test
    void anOpenIncidentIsShownAgainToABrokerThatIsBack() {
        Pipeline pipeline = pipeline(decider);
        minutes(pipeline, 10, 2_000);
        int shown = told.shown.size();
        happens(pipeline, new Event.Unsettled(Cause.RECONNECT));
        assertEquals(shown + 1, told.shown.size());
        assertEquals("reconnected", told.order.getLast());
    }

    @Test
    void anOutlierDuringAHoldIsNotAlarmedAfterIt() {
        Pipeline pipeline = pipeline(decider);
        happens(pipeline, new Event.Unsettled(Cause.RELOAD));
        minutes(pipeline, 1, 5_000);
        for (int minute = 0; minute < 62; minute++) {
            happens(pipeline, new Event.Unsettled(Cause.RELOAD));
            minutes(pipeline, 1, 2);
        }
        minutes(pipeline, 30, 2);
        assertTrue(told.decisions.isEmpty(), () -> told.decisions.toString());
    }
}
