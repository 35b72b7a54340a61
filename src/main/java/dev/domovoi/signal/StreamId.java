package dev.domovoi.signal;

/// A series of readings of one quantity at one source: what a scorer learns the rhythm of.
public record StreamId(Source source, Quantity quantity) implements Comparable<StreamId> {
    @Override
    public int compareTo(StreamId other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : quantity.compareTo(other.quantity);
    }

    @Override
    public String toString() {
        return source + "/" + quantity.word();
    }
}
