package dev.domovoi.app.backfill;

import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Several series of one stream, such as those of the pods that led one after the other, brought into one.
final class Merge {
    /// Series that follow each other change seldom; two that are told at the same time take turns at every sample.
    private static final int CHANGES_ALLOWED = 10;

    private static final int SAMPLES_PER_CHANGE = 20;

    private Merge() {}

    private static final class Cursor {
        private final Samples samples;
        private int next;

        Cursor(Samples samples) {
            this.samples = samples;
        }

        long at() {
            return samples.millis(next);
        }
    }

    /// Empty where they run side by side: they are of different devices, or one is told twice.
    static Optional<Samples> of(List<Samples> series) {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
        series.stream().filter(one -> one.size() > 0).map(Cursor::new).forEach(cursors::add);
        Samples merged = new Samples();
        Optional<Samples> newest = Optional.empty();
        int changes = 0;
        int taken = 0;
        while (!cursors.isEmpty()) {
            Cursor first = cursors.remove();
            boolean isOther = newest.isPresent() && !newest.get().equals(first.samples);
            changes += isOther ? 1 : 0;
            newest = Optional.of(first.samples);
            merged.add(first.at(), first.samples.value(first.next));
            taken++;
            first.next++;
            if (first.next < first.samples.size()) {
                cursors.add(first);
            }
        }
        return changes > CHANGES_ALLOWED + taken / SAMPLES_PER_CHANGE ? Optional.empty() : Optional.of(merged);
    }
}
