package dev.domovoi.score.model;

import java.util.Arrays;

/// How long an event will last, as the chance that it ends in each bin if it lasted until then: the logit of that
/// hazard is `b_k + h W_k + (h U) C[hour of bin k]`, and the table's share.
final class HazardHead {
    private final Kernels kernels;
    private final EventShape shape;
    private final EventWeights at;
    private final float[] turned;
    private final float[] dTurned;
    private final float[] g;
    final float[] logits;

    HazardHead(Kernels kernels, EventShape shape, EventWeights at, int most) {
        this.kernels = kernels;
        this.shape = shape;
        this.at = at;
        this.turned = new float[most * shape.rank()];
        this.dTurned = new float[most * shape.rank()];
        this.g = new float[most];
        this.logits = new float[most * shape.bins()];
    }

    void forward(float[] h, float[] w, EventWindow window) {
        int n = window.count;
        int bins = shape.bins();
        int rank = shape.rank();
        Rows.repeat(w, at.hazardBias().at(), logits, bins, n);
        Linear.forward(kernels, h, w, at.hazard(), logits, n, true);
        Linear.forward(kernels, h, w, at.clockIn(), turned, n, false);
        for (int t = 0; t < n; t++) {
            for (int k = 0; k < bins; k++) {
                int hour = at.clock().at() + window.hours[t * bins + k] * rank;
                float sum = 0;
                for (int r = 0; r < rank; r++) {
                    sum += turned[t * rank + r] * w[hour + r];
                }
                logits[t * bins + k] += sum;
            }
        }
        TableShare.forward(h, w, at.hazardShare(), window.tableHazards, logits, g, bins, n);
    }

    /// The loss of event `t` in nats: it lasted through all bins before its last, and ended in that one unless it was
    /// cut off there. Replaces the event's logits by the gradient, times `weight`.
    double loss(EventWindow window, int t, float weight) {
        int first = t * shape.bins();
        int last = first + window.bin[t];
        double loss = 0;
        for (int i = first; i < first + shape.bins(); i++) {
            double hazard = 1 / (1 + Math.exp(-logits[i]));
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

    void backward(float[] h, float[] w, float[] wt, EventWindow window, float[] dh, float[] dNext, float[] dw) {
        int n = window.count;
        int bins = shape.bins();
        int rank = shape.rank();
        Rows.sum(logits, dw, at.hazardBias().at(), bins, n);
        Linear.backward(kernels, h, wt, at.hazard(), logits, dNext, dw, n);
        Rows.add(dNext, 0, dh, 0, n * shape.size().width());
        Arrays.fill(dTurned, 0, n * rank, 0);
        for (int t = 0; t < n; t++) {
            for (int k = 0; k < bins; k++) {
                float d = logits[t * bins + k];
                int hour = at.clock().at() + window.hours[t * bins + k] * rank;
                for (int r = 0; r < rank; r++) {
                    dTurned[t * rank + r] += d * w[hour + r];
                    dw[hour + r] += d * turned[t * rank + r];
                }
            }
        }
        Linear.backward(kernels, h, wt, at.clockIn(), dTurned, dNext, dw, n);
        Rows.add(dNext, 0, dh, 0, n * shape.size().width());
        TableShare.backward(h, w, at.hazardShare(), window.tableHazards, logits, g, dh, dw, bins, n);
    }

    private static double softplus(double x) {
        return x > 30 ? x : Math.log1p(Math.exp(x));
    }
}
