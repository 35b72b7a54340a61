package dev.domovoi.score.model;

import java.util.Arrays;

/// How long an event will last, as the chance that it ends in each bin if it lasted until then: the logit of that
/// hazard is `y_k = b_k + h W_k + z C[hour of bin k]^T` with `z = h U`, and the table's share. b is the tensor
/// `hazardBias`, W `hazard` with a column for each bin, U `clockIn`, C `clock` with a row for each hour; `z` is kept
/// in `clocked`.
final class HazardHead {
    private final Kernels kernels;
    private final EventShape shape;
    private final EventWeights at;
    private final float[] clocked;
    private final float[] dClocked;
    private final float[] g;
    final float[] logits;

    HazardHead(Kernels kernels, EventShape shape, EventWeights at, int most) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = at;
        this.clocked = new float[most * shape.rank()];
        this.dClocked = new float[most * shape.rank()];
        this.g = new float[most];
        this.logits = new float[most * shape.bins()];
    }

    void forward(float[] h, float[] w, EventWindow window) {
        int n = window.count;
        int bins = shape.bins();
        int rank = shape.rank();
        Rows.repeat(w, at.hazardBias().at(), logits, bins, n);
        Linear.add(kernels, h, w, at.hazard(), logits, n);
        Linear.forward(kernels, h, w, at.clockIn(), clocked, n);
        for (int t = 0; t < n; t++) {
            for (int k = 0; k < bins; k++) {
                int hour = at.clock().at() + window.hours[t * bins + k] * rank;
                float sum = 0;
                for (int r = 0; r < rank; r++) {
                    sum += clocked[t * rank + r] * w[hour + r];
                }
                logits[t * bins + k] += sum;
            }
        }
        TableShare.forward(h, w, at.hazardShare(), window.tableHazards, logits, g, bins, n);
    }

    /// The loss of event `t` in nats, `-ln(h_last prod_{k < last} (1 - h_k))`, without `h_last` where it was cut off
    /// (the likelihood of a hazard in discrete time): it lasted through all bins before its last, and ended in that
    /// one unless it was cut off there.
    ///
    /// Replaces the event's logits by the gradient, times `weight`. That is `dy_k = h_k` for the bins it lasted
    /// through, `dy_k = h_k - 1` for the one it ended in, and 0 for the others.
    double loss(EventWindow window, int t, float weight) {
        int first = t * shape.bins();
        int last = first + window.bin[t];
        double loss = 0;
        for (int i = first; i < first + shape.bins(); i++) {
            double hazard = Sigmoid.of(logits[i]);
            boolean ends = i == last && !window.isCensored[t];
            if (i < last || ends) {
                loss += softplus(ends ? -logits[i] : logits[i]);
                logits[i] = weight * (float) (ends ? hazard - 1 : hazard);
            } else {
                logits[i] = 0;
            }
        }
        return loss;
    }

    /// From the gradient `dY` by the logits, which stands in their place: adds to `dh` and `dw`; `scratch[T,D]` is
    /// room.
    ///
    /// By row, `dz = sum_k dy_k C[hour of bin k]`, `dC[hour of bin k] += dy_k z`, `dh += dy W^T + dz U^T`. Over all
    /// rows, `dW += H^T dY`, `dU += H^T dZ`, and `db` gets the sum of the rows of `dY`.
    void backward(float[] h, float[] w, float[] wt, EventWindow window, float[] dh, float[] scratch, float[] dw) {
        int n = window.count;
        int bins = shape.bins();
        int rank = shape.rank();
        Rows.sum(logits, dw, at.hazardBias().at(), bins, n);
        Linear.backward(kernels, h, wt, at.hazard(), logits, scratch, dw, n);
        Rows.add(scratch, 0, dh, 0, n * shape.size().width());
        Arrays.fill(dClocked, 0, n * rank, 0);
        for (int t = 0; t < n; t++) {
            for (int k = 0; k < bins; k++) {
                float d = logits[t * bins + k];
                int hour = at.clock().at() + window.hours[t * bins + k] * rank;
                for (int r = 0; r < rank; r++) {
                    dClocked[t * rank + r] += d * w[hour + r];
                    dw[hour + r] += d * clocked[t * rank + r];
                }
            }
        }
        Linear.backward(kernels, h, wt, at.clockIn(), dClocked, scratch, dw, n);
        Rows.add(scratch, 0, dh, 0, n * shape.size().width());
        TableShare.backward(h, w, at.hazardShare(), window.tableHazards, logits, g, dh, dw, bins, n);
    }

    private static double softplus(double x) {
        return x > 30 ? x : Math.log1p(Math.exp(x));
    }
}
