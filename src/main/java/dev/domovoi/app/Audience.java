package dev.domovoi.app;

import dev.domovoi.app.Afterwards.Judged;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
import java.util.Optional;

/// Who else is told, beside the topics and the log. It is called by the home thread and may not keep it waiting.
interface Audience {
    /// Nobody.
    Audience EMPTY = new Audience() {
        @Override
        public void changed(HomeState before, HomeState after) {}

        @Override
        public Optional<Judged> late(Event.Feedback said) {
            return Optional.empty();
        }

        @Override
        public void minute() {}

        @Override
        public void reconnected() {}
    };

    /// A step was decided.
    void changed(HomeState before, HomeState after);

    /// A person said something of an incident that is not open; empty where nobody knows it.
    Optional<Judged> late(Event.Feedback said);

    /// A minute is over, and everything of it was judged.
    void minute();

    /// The broker is back, and may have forgotten what it retained.
    void reconnected();
}
