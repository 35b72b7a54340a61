package dev.domovoi.score.model;

/// What a position sees: itself and the ones before it, `window` in all, and always the first `sink` positions of
/// all (attention sinks, Xiao et al. 2023).
public record Span(int window, int sink) {
    public Span {
        if (window < 1 || sink < 0) {
            throw new IllegalArgumentException(
                    "a window must be 1 or more and a sink 0 or more, were " + window + " and " + sink);
        }
    }

    /// The first position that the window of `position` holds.
    int from(int position) {
        return Math.max(0, position - window + 1);
    }

    /// How many of the first positions `position` sees beside its window.
    int sinksBefore(int position) {
        return Math.min(sink, from(position));
    }
}
