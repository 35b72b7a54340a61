package dev.domovoi.app;

import dev.domovoi.app.Streams.Progress;
import dev.domovoi.app.bus.Filters;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Where the results go when nothing is to happen: decisions to who listens, and every plan ends as if it had been
/// carried out.
final class Rehearsal implements Outlets {
    private static final Outcome AS_IF_DONE = new Outcome.Done("as if done: nothing acts in a replay");

    /// What ended meanwhile, to be told to the pipeline when it is at rest.
    final Deque<Event> finished = new ArrayDeque<>();

    Instant now = Instant.MIN;
    private final Replay.Listener listener;
    private final Filters filters;
    private final Runnable listensToMore;

    Rehearsal(Replay.Listener listener, Filters filters, Runnable listensToMore) {
        this.listener = listener;
        this.filters = filters;
        this.listensToMore = listensToMore;
    }

    @Override
    public Optional<Outcome.Refused> run(Plan plan) {
        finished.addLast(new Event.Finished(plan.id(), AS_IF_DONE));
        return Optional.empty();
    }

    @Override
    public boolean keep(HomeState before, Step step) {
        return true;
    }

    @Override
    public void tell(Decision decision) {
        listener.decided(decision);
    }

    @Override
    public void opened(Incident incident) {
        listener.opened(incident, now);
    }

    @Override
    public void learned(Learned.Topic topic) {
        if (!filters.add(List.of(topic.filter())).filters().isEmpty()) {
            listensToMore.run();
        }
    }

    @Override
    public void stoppedActing(RuntimeException bug) {
        System.getLogger(Rehearsal.class.getName())
                .log(System.Logger.Level.ERROR, "acting has stopped after a bug in deciding", bug);
    }

    @Override
    public void tell(Score score) {}

    @Override
    public void show(Effect effect) {}

    @Override
    public void calledFalse(Incident incident) {}

    @Override
    public void judged(Incident before, Incident after) {}

    @Override
    public void reconnected() {}

    @Override
    public void quarantined(Reading reading, Reason reason) {}

    @Override
    public void doubted(Reading reading, Reason reason) {}

    @Override
    public void learnedLasting(StreamId stream) {}

    @Override
    public void progressed(List<Progress> streams) {}
}
