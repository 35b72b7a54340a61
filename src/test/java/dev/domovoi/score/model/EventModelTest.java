package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.score.model.Layout.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The model of events against double precision and finite differences, and where it begins.
final class EventModelTest {
    private static final EventShape SHAPE = new EventShape(new Size(8, 1, 2, 12, 1000), 4, 9, 3, 5, 7);
    private static final Span SPAN = new Span(20, 0);
    private static final int EVENTS = 14;
    private static final int FIRST = 2;

    private final Random random = new Random(17);
    private final EventWindow window = window();

    static java.util.stream.Stream<Kernels> kernels() {
        return GradientsTest.kernels();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void lossAndGradientsAreThoseOfTheFormulae(Kernels kernels) {
        EventModel model = new EventModel(kernels, SHAPE, SPAN, EVENTS + 1);
        float[] w = Compared.random(random, model.layout().size(), 0.4);
        float[] wt = new float[w.length];
        model.layout().transpose(w, wt);
        float[] dw = new float[w.length];

        double loss = model.learn(w, wt, window, FIRST, 1, dw);

        assertEquals(loss(Compared.doubles(w)), loss, 1e-5);
        double[] expected = Compared.gradient(this::loss, Compared.doubles(w));
        for (Tensor tensor : model.layout().tensors()) {
            Compared.assertClose(tensor.name(), expected, dw, tensor.at(), tensor.size(), 1e-4);
        }
    }

    @Test
    void beginsAtTheTableWhileItsWaysOutAreZero() {
        EventModel model = new EventModel(Kernels.best(), SHAPE, SPAN, EVENTS);
        EventWeights at = EventWeights.of(SHAPE);
        float[] w = Compared.random(random, model.layout().size(), 0.4);
        for (Tensor out : java.util.List.of(
                at.hazard(),
                at.hazardBias(),
                at.clockIn(),
                at.hazardShare(),
                at.next(),
                at.nextBias(),
                at.nextShare())) {
            java.util.Arrays.fill(w, out.at(), out.at() + out.size(), 0);
        }

        model.forward(w, window);

        for (int i = 0; i < EVENTS * SHAPE.bins(); i++) {
            assertEquals(window.tableHazards[i], model.hazardLogits()[i], 1e-3 * Math.abs(window.tableHazards[i]));
        }
        for (int i = 0; i < EVENTS * SHAPE.levels(); i++) {
            assertEquals(window.tableLevels[i], model.nextLogits()[i], 1e-3 * Math.abs(window.tableLevels[i]));
        }
    }

    private EventWindow window() {
        EventWindow made = new EventWindow(SHAPE, EVENTS + 1);
        made.count = EVENTS;
        for (int t = 0; t < EVENTS; t++) {
            made.level[t] = random.nextInt(SHAPE.levels());
            made.previous[t] = t == 0 ? SHAPE.bins() : random.nextInt(SHAPE.bins());
            made.bin[t] = random.nextInt(SHAPE.bins());
            made.isCensored[t] = t % 5 == 3;
            made.next[t] = t == EVENTS - 1 ? EventWindow.NONE : random.nextInt(SHAPE.levels());
        }
        for (int i = 0; i < EVENTS * SHAPE.bins(); i++) {
            made.hours[i] = (byte) random.nextInt(24);
            made.tableHazards[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < EVENTS * SHAPE.levels(); i++) {
            made.tableLevels[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < EVENTS * SHAPE.reals(); i++) {
            made.reals[i] = (float) random.nextGaussian();
        }
        return made;
    }

    /// The formulae again, in double precision.
    private double loss(double[] w) {
        EventWeights at = EventWeights.of(SHAPE);
        int d = SHAPE.size().width();
        double[] x =
                DoubleMath.linear(Compared.doubles(window.reals), w, at.reals().at(), SHAPE.reals(), d, EVENTS);
        for (int t = 0; t < EVENTS; t++) {
            for (int i = 0; i < d; i++) {
                x[t * d + i] += w[at.bias().at() + i]
                        + w[at.level().at() + window.level[t] * d + i]
                        + w[at.previous().at() + window.previous[t] * d + i];
            }
        }
        double[] h = DoubleMath.trunk(x, w, at.trunk(), SPAN, EVENTS);
        double loss = 0;
        for (int t = FIRST; t < EVENTS; t++) {
            loss += durationLoss(w, at, h, t) + nextLoss(w, at, h, t);
        }
        return loss / (EVENTS - FIRST);
    }

    private double durationLoss(double[] w, EventWeights at, double[] h, int t) {
        double loss = 0;
        for (int k = 0; k <= window.bin[t]; k++) {
            double logit = w[at.hazardBias().at() + k] + product(h, t, w, at.hazard(), k);
            for (int r = 0; r < SHAPE.rank(); r++) {
                int hour = window.hours[t * SHAPE.bins() + k];
                logit += product(h, t, w, at.clockIn(), r) * w[at.clock().at() + hour * SHAPE.rank() + r];
            }
            logit += share(h, t, w, at.hazardShare()) * window.tableHazards[t * SHAPE.bins() + k];
            double hazard = 1 / (1 + Math.exp(-logit));
            if (k < window.bin[t]) {
                loss -= Math.log(1 - hazard);
            } else if (!window.isCensored[t]) {
                loss -= Math.log(hazard);
            }
        }
        return loss;
    }

    private double nextLoss(double[] w, EventWeights at, double[] h, int t) {
        if (window.next[t] == EventWindow.NONE) {
            return 0;
        }
        int d = SHAPE.size().width();
        double[] logits = new double[SHAPE.levels()];
        double sum = 0;
        for (int level = 0; level < SHAPE.levels(); level++) {
            logits[level] = w[at.nextBias().at() + level]
                    + share(h, t, w, at.nextShare()) * window.tableLevels[t * SHAPE.levels() + level];
            for (int j = 0; j < SHAPE.hidden(); j++) {
                double before = w[at.hiddenBias().at() + j];
                for (int i = 0; i < d; i++) {
                    before += (h[t * d + i] + w[at.ended().at() + window.bin[t] * d + i])
                            * w[at.hidden().at() + i * SHAPE.hidden() + j];
                }
                logits[level] += before / (1 + Math.exp(-before)) * w[at.next().at() + j * SHAPE.levels() + level];
            }
            sum += Math.exp(logits[level]);
        }
        return Math.log(sum) - logits[window.next[t]];
    }

    private static double product(double[] h, int t, double[] w, Tensor tensor, int column) {
        double sum = 0;
        for (int i = 0; i < tensor.rows(); i++) {
            sum += h[t * tensor.rows() + i] * w[tensor.at() + i * tensor.columns() + column];
        }
        return sum;
    }

    private static double share(double[] h, int t, double[] w, Tensor s) {
        double sum = 2;
        for (int i = 0; i < s.columns(); i++) {
            sum += h[t * s.columns() + i] * w[s.at() + i];
        }
        return 1.135 / (1 + Math.exp(-sum));
    }
}
