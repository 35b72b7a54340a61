package dev.domovoi.score.model;

import java.util.Arrays;

/// The transformer of events over whole windows: from each event's start to how long it will last and what follows
/// it, as a correction of what a table of counts says. Belongs to one thread.
public final class EventModel {
    private final Kernels kernels;
    private final EventShape shape;
    private final EventWeights at;
    private final Trunk trunk;
    private final HazardHead hazards;
    private final NextHead nexts;
    private final float[] scratch;
    private final int d;

    /// For windows of at most so many events, each seeing its `span`.
    public EventModel(Kernels kernels, EventShape shape, Span span, int most) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = EventWeights.of(shape);
        this.trunk = new Trunk(kernels, at.trunk(), span, most);
        this.hazards = new HazardHead(kernels, shape, at, most);
        this.nexts = new NextHead(kernels, shape, at, most);
        this.d = shape.size().width();
        this.scratch = new float[most * d];
    }

    /// Where each tensor lies.
    public Layout layout() {
        return at.layout();
    }

    /// Logits of the hazards `[T, bins]`; the array is the model's own, until its next use.
    public float[] hazardLogits() {
        return hazards.logits;
    }

    /// Logits of the next levels `[T, levels]`; the array is the model's own, until its next use.
    public float[] nextLogits() {
        return nexts.logits;
    }

    /// From what is known at each event's start: `x_t = b + E_level[level_t] + E_bin[previous_t] + f_t W_f`, then the
    /// trunk and both ways out. The window holds at least one event, and at most as many as there is room for.
    public void forward(float[] w, EventWindow window) {
        int n = window.count;
        float[] x = trunk.input();
        Rows.repeat(w, at.bias().at(), x, d, n);
        for (int t = 0; t < n; t++) {
            Rows.add(w, at.level().at() + window.level[t] * d, x, t * d, d);
            Rows.add(w, at.previous().at() + window.previous[t] * d, x, t * d, d);
        }
        Linear.add(kernels, window.reals, w, at.reals(), x, n);
        trunk.forward(w, n);
        hazards.forward(trunk.output(), w, window);
        nexts.forward(trunk.output(), w, window);
    }

    /// How surprising a window is by these weights: nats of its durations, and of its next levels, summed.
    public double[] nats(float[] w, EventWindow window) {
        forward(w, window);
        double[] nats = new double[2];
        for (int t = 0; t < window.count; t++) {
            nats[0] += hazards.loss(window, t, 0);
            nats[1] += nexts.loss(window, t, 0);
        }
        return nats;
    }

    /// The mean loss in nats, of durations and of next levels together, over the events from `first` on; adds its
    /// gradient to `dw`, laid out as `w`, times `weight`. `0 <= first < window.count`; `wt` is what
    /// [Layout#transpose] makes of `w`, made anew by the caller after each change of `w`.
    public double learn(float[] w, float[] wt, EventWindow window, int first, float weight, float[] dw) {
        forward(w, window);
        int n = window.count;
        Arrays.fill(hazards.logits, 0, first * shape.bins(), 0);
        Arrays.fill(nexts.logits, 0, first * shape.levels(), 0);
        double loss = 0;
        for (int t = first; t < n; t++) {
            loss += hazards.loss(window, t, weight / (n - first)) + nexts.loss(window, t, weight / (n - first));
        }
        float[] dh = trunk.gradient();
        Arrays.fill(dh, 0, n * d, 0);
        hazards.backward(trunk.output(), w, wt, window, dh, scratch, dw);
        nexts.backward(trunk.output(), w, wt, window, dh, dw);
        trunk.backward(w, wt, dw, n);
        Rows.sum(dh, dw, at.bias().at(), d, n);
        for (int t = 0; t < n; t++) {
            Rows.add(dh, t * d, dw, at.level().at() + window.level[t] * d, d);
            Rows.add(dh, t * d, dw, at.previous().at() + window.previous[t] * d, d);
        }
        Linear.learn(kernels, window.reals, at.reals(), dh, dw, n);
        return loss / (n - first);
    }
}
