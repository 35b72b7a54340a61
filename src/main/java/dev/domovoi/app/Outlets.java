package dev.domovoi.app;

import dev.domovoi.app.Afterwards.Judged;
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
import java.util.List;
import java.util.Optional;

/// Where a step's results go.
public interface Outlets {
    /// Keeps the state and the decisions before anything is told or done; false where nothing may be done on the
    /// strength of them.
    boolean keep(HomeState before, Step step);

    void tell(Score score);

    void tell(Decision decision);

    void show(Effect effect);

    /// Starts a plan whose intent is kept. Its outcome comes back as [Event.Finished], unless it is refused at
    /// once.
    Optional<Outcome.Refused> run(Plan plan);

    /// A new incident: an alarm, or what one of the household's rules found.
    void opened(Incident incident);

    /// A person called an incident false that was not called so before.
    void calledFalse(Incident incident);

    /// A person said something new of an incident.
    void judged(Incident before, Incident after);

    /// A person said something of an incident that is not open: what it was before and after; empty where nobody
    /// knows it.
    default Optional<Judged> late(Event.Feedback said) {
        return Optional.empty();
    }

    /// The broker is back, and may have forgotten or missed what was told.
    void reconnected();

    /// A reading that was kept from everything.
    void quarantined(Reading reading, Reason reason);

    /// A reading that is shown, but neither learned nor a reason to act.
    void doubted(Reading reading, Reason reason);

    void learned(Learned.Topic topic);

    /// What was unusual of a stream has lasted so long that it is its new normal.
    void learnedLasting(StreamId stream);

    /// Every minute: how far each stream is on its way to being judged.
    void progressed(List<Streams.Progress> streams);

    /// Deciding failed: acting stops until a restart, observing and alarming go on.
    void stoppedActing(RuntimeException bug);
}
