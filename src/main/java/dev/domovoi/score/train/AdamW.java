package dev.domovoi.score.train;

import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.Layout.Tensor;

/// The optimiser (Loshchilov and Hutter 2019): each weight moves by the mean of its gradients over the root of the
/// mean of their squares, both corrected for having begun at 0; matrices shrink besides, gains and biases do not.
///
/// `m = b1 m + (1 - b1) g`, `v = b2 v + (1 - b2) g^2`, `w -= rate (m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon)
/// + decay w)`.
public final class AdamW {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.95;
    private static final float EPSILON = 1e-8f;

    private final Layout layout;
    private final float decay;
    private final float[] m;
    private final float[] v;
    private int steps;

    public AdamW(Layout layout, double decay) {
        this.layout = layout;
        this.decay = (float) decay;
        this.m = new float[layout.size()];
        this.v = new float[layout.size()];
    }

    /// Moves the weights against the gradient.
    public void step(float[] weights, float[] gradient, double rate) {
        steps++;
        double correction1 = 1 - Math.pow(BETA1, steps);
        double correction2 = 1 - Math.pow(BETA2, steps);
        float size = (float) (rate / correction1);
        float root = (float) (1 / Math.sqrt(correction2));
        for (Tensor tensor : layout.tensors()) {
            float shrink = tensor.isMatrix() ? (float) (1 - rate * decay) : 1;
            for (int i = tensor.at(); i < tensor.at() + tensor.size(); i++) {
                float g = gradient[i];
                m[i] += (float) (1 - BETA1) * (g - m[i]);
                v[i] += (float) (1 - BETA2) * (g * g - v[i]);
                weights[i] = weights[i] * shrink - size * m[i] / ((float) Math.sqrt(v[i]) * root + EPSILON);
            }
        }
    }

    /// Makes the gradient as a whole no longer than `most`; returns how long it was.
    public static double clip(float[] gradient, double most) {
        double squares = 0;
        for (float g : gradient) {
            squares += (double) g * g;
        }
        double norm = Math.sqrt(squares);
        if (norm > most) {
            float factor = (float) (most / norm);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
        return norm;
    }

    /// How many steps were made.
    public int steps() {
        return steps;
    }

    /// Goes on where another run was after so many steps with these means.
    public void resume(int stepsBefore, float[] firstMeans, float[] secondMeans) {
        steps = stepsBefore;
        System.arraycopy(firstMeans, 0, m, 0, m.length);
        System.arraycopy(secondMeans, 0, v, 0, v.length);
    }

    /// The running means of the gradients; the optimiser's own.
    float[] firstMeans() {
        return m;
    }

    /// The running means of their squares; the optimiser's own.
    float[] secondMeans() {
        return v;
    }
}
