package dev.domovoi.app;

import dev.domovoi.decide.HomeState;

/// Who else is told, beside the topics and the log. It is called by the home thread and may not keep it waiting.
interface Audience {
    /// Nobody.
    Audience EMPTY = new Audience() {
        @Override
        public void changed(HomeState before, HomeState after) {}

        @Override
        public void minute() {}

        @Override
        public void reconnected() {}
    };

    /// A step was decided.
    void changed(HomeState before, HomeState after);

    /// A minute is over, and everything of it was judged.
    void minute();

    /// The broker is back, and may have forgotten what it retained.
    void reconnected();
}
