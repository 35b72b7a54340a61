package dev.domovoi.score.model;

/// The transformer of events one event at a time: what [EventModel] says of the last event of a window, for the price
/// of one. Holds the weights and the room to work in; what a stream has behind it is its [StreamState], and what was
/// said of its running event its [EventOutlook].
///
/// Serves any number of streams, from one thread. A step allocates nothing.
public final class EventStepper {
    private final Kernels kernels;
    private final EventShape shape;
    private final EventWeights at;
    private final TrunkStepper trunk;
    private final HazardHead hazards;
    private final NextHead nexts;
    private final EventWindow asked;
    private final float[] w;

    /// For streams that see the span. The weights are shared and must not change.
    public EventStepper(Kernels kernels, EventShape shape, float[] weights, Span span) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = EventWeights.of(shape);
        this.trunk = new TrunkStepper(kernels, at.trunk(), weights, span);
        this.hazards = new HazardHead(kernels, shape, at, 1);
        this.nexts = new NextHead(kernels, shape, at, 1);
        this.asked = new EventWindow(shape, 1);
        asked.count = 1;
        this.w = weights;
    }

    /// An event begins, and what is known of it is the one row of `start`; writes how long it will last. `state` is
    /// of the model's size and span.
    public void step(StreamState state, EventWindow start, EventOutlook outlook) {
        if (start.count != 1) {
            throw new IllegalArgumentException("an event begins alone, was given " + start.count);
        }
        float[] x = trunk.x;
        System.arraycopy(w, at.bias().at(), x, 0, x.length);
        Rows.add(w, at.level().at() + start.level[0] * x.length, x, 0, x.length);
        Rows.add(w, at.previous().at() + start.previous[0] * x.length, x, 0, x.length);
        Linear.add(kernels, start.reals, w, at.reals(), x, 1);
        trunk.step(state);
        hazards.forward(trunk.normed, w, start);
        for (int k = 0; k < shape.bins(); k++) {
            outlook.hazards[k] = (float) Sigmoid.of(hazards.logits[k]);
        }
        System.arraycopy(trunk.normed, 0, outlook.row, 0, x.length);
        System.arraycopy(start.tableLevels, 0, outlook.tableLevels, 0, shape.levels());
    }

    /// The probability of each level to come after the event of the outlook, now that it has ended in this bin; the
    /// array is the stepper's own, until it is asked again.
    public float[] next(EventOutlook outlook, int bin) {
        asked.bin[0] = bin;
        System.arraycopy(outlook.tableLevels, 0, asked.tableLevels, 0, shape.levels());
        nexts.forward(outlook.row, w, asked);
        float[] levels = nexts.logits;
        Softmax.forward(kernels, levels, 0, shape.levels(), 1);
        return levels;
    }
}
