package dev.domovoi.app.drill;

import dev.domovoi.app.Contenders;
import dev.domovoi.app.history.Past;
import dev.domovoi.score.drill.Candidate;
import dev.domovoi.score.drill.Drill;
import dev.domovoi.score.drill.DrillPlan;
import dev.domovoi.score.drill.Drilled;
import dev.domovoi.score.drill.Trace;
import dev.domovoi.signal.StreamId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The drill of a whole home: every contender of every kept stream, one after the other, at the stream's equal share
/// of the budget.
public final class HomeDrill {
    private final Past past;
    private final ZoneId zone;
    private final DrillPlan plan;

    /// Hears what was found of each stream, and how far the drill of the next one is.
    public interface Listener {
        void drilled(StreamId stream, List<Drilled> found);

        /// False to stop.
        boolean goesOn(StreamId stream, double doneShare);
    }

    public HomeDrill(Past past, ZoneId zone, double alarmsPerWeek, int placesPerFault) {
        this.past = past;
        this.zone = zone;
        DrillPlan usual =
                DrillPlan.usual(alarmsPerWeek / Math.max(1, past.streams().size()));
        this.plan = new DrillPlan(usual.alarmsPerWeek(), placesPerFault, usual.seed(), usual.mostTicks());
    }

    public void run(Predicate<StreamId> wanted, Listener listener) {
        List<StreamId> streams = past.streams();
        for (int i = 0; i < streams.size(); i++) {
            StreamId stream = streams.get(i);
            if (wanted.test(stream)) {
                if (!listener.goesOn(stream, 0)) {
                    return;
                }
                Optional<Trace> other =
                        streams.size() > 1 ? past.trace(streams.get((i + 1) % streams.size())) : Optional.empty();
                past.trace(stream).ifPresent(trace -> drill(trace, other, listener));
            }
        }
    }

    private void drill(Trace trace, Optional<Trace> other, Listener listener) {
        List<Drilled> found = new ArrayList<>();
        for (Candidate candidate : Contenders.of(trace.stream(), zone)) {
            found.add(
                    Drill.run(trace, other, candidate, plan, doneShare -> listener.goesOn(trace.stream(), doneShare)));
        }
        listener.drilled(trace.stream(), found);
    }
}
