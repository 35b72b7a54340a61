package dev.domovoi.app.switching;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the plugs of one dialect speak and understand, as the wire formats say.
interface Tongue {
    /// The name of the dialect.
    String name();

    /// The relay's channel.
    String channel();

    /// What it tells when it comes, beside its state and watts.
    default List<Said> hello(String id) {
        return List.of();
    }

    Asked understood(String id, String topic, String payload);

    /// What it says of itself: when it comes, and when it is asked.
    List<Said> state(FakePlug plug);

    /// What it says at once when it has obeyed.
    List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed);

    /// What it says when it will not: as a rule nothing.
    default List<Said> refused(FakePlug plug, Asked.Set order) {
        return List.of();
    }

    default List<Said> answer(FakePlug plug, Asked.State question) {
        return state(plug);
    }

    List<Said> watts(FakePlug plug);

    /// What it answers to the question for its watts.
    default List<Said> answerWatts(FakePlug plug) {
        return watts(plug);
    }

    /// After how long a change of its watts is told unasked; empty where it is in minutes, or never.
    Optional<Duration> wattsAfter();

    default boolean isAskable() {
        return true;
    }
}
