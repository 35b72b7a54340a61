package dev.domovoi.score.model;

/// Each part of the transformer again, in double precision and as plainly as can be: what the real ones are held
/// against, and what finite differences are taken of.
final class DoubleMath {
    private DoubleMath() {}

    /// `Y[n,out] = X[n,in] W[in,out]`.
    static double[] linear(double[] x, double[] w, int wAt, int in, int out, int n) {
        double[] y = new double[n * out];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < out; j++) {
                for (int l = 0; l < in; l++) {
                    y[i * out + j] += x[i * in + l] * w[wAt + l * out + j];
                }
            }
        }
        return y;
    }

    static double[] rmsNorm(double[] x, double[] w, int gAt, int d, int n) {
        double[] y = new double[n * d];
        for (int i = 0; i < n; i++) {
            double squares = 0;
            for (int j = 0; j < d; j++) {
                squares += x[i * d + j] * x[i * d + j];
            }
            for (int j = 0; j < d; j++) {
                y[i * d + j] = w[gAt + j] * x[i * d + j] / Math.sqrt(squares / d + RmsNorm.EPSILON);
            }
        }
        return y;
    }

    static double[] rotary(double[] qkv, Size size, int n) {
        double[] y = qkv.clone();
        int half = size.headWidth() / 2;
        for (int t = 0; t < n; t++) {
            for (int head = 0; head < 2 * size.heads(); head++) {
                for (int i = 0; i < half; i++) {
                    double angle = t * Math.pow(size.rotaryBase(), -(double) i / half);
                    int at = t * 3 * size.width() + head * 2 * half + i;
                    y[at] = qkv[at] * Math.cos(angle) - qkv[at + half] * Math.sin(angle);
                    y[at + half] = qkv[at + half] * Math.cos(angle) + qkv[at] * Math.sin(angle);
                }
            }
        }
        return y;
    }

    static double[] attention(double[] qkv, Size size, Span span, int n) {
        int d = size.width();
        int c = size.headWidth();
        double[] o = new double[n * d];
        for (int head = 0; head < size.heads(); head++) {
            for (int t = 0; t < n; t++) {
                double[] p = new double[t + 1];
                double sum = 0;
                for (int u = 0; u <= t; u++) {
                    boolean isSeen = u > t - span.window() || u < span.sink();
                    double score = 0;
                    for (int j = 0; j < c; j++) {
                        score += qkv[t * 3 * d + head * c + j] * qkv[u * 3 * d + d + head * c + j];
                    }
                    p[u] = isSeen ? Math.exp(score / Math.sqrt(c)) : 0;
                    sum += p[u];
                }
                for (int u = 0; u <= t; u++) {
                    for (int j = 0; j < c; j++) {
                        o[t * d + head * c + j] += p[u] / sum * qkv[u * 3 * d + 2 * d + head * c + j];
                    }
                }
            }
        }
        return o;
    }

    static double[] gate(double[] gates, int f, int n) {
        double[] y = new double[n * f];
        for (int t = 0; t < n; t++) {
            for (int i = 0; i < f; i++) {
                double a = gates[2 * t * f + i];
                y[t * f + i] = a / (1 + Math.exp(-a)) * gates[(2 * t + 1) * f + i];
            }
        }
        return y;
    }

    /// Of a target inside the range: 0.9 for its bin and 0.05 for each neighbour.
    static double crossEntropy(double[] logits, int at, int bins, int target) {
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sum += Math.exp(logits[at + k]);
        }
        int neighbours = 0;
        double loss = 0;
        for (int k : new int[] {target - 1, target + 1}) {
            if (k >= 0 && k < bins) {
                neighbours++;
                loss -= 0.05 * (logits[at + k] - Math.log(sum));
            }
        }
        return loss - (1 - 0.05 * neighbours) * (logits[at + target] - Math.log(sum));
    }

    static double[] sum(double[] a, double[] b) {
        double[] y = a.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] += b[i];
        }
        return y;
    }

    static double[] trunk(double[] input, double[] w, TrunkWeights at, Span span, int n) {
        int d = at.size().width();
        int f = at.size().hidden();
        double[] x = input;
        for (TrunkWeights.Layer layer : at.layers()) {
            double[] qkv = linear(
                    rmsNorm(x, w, layer.gain1().at(), d, n), w, layer.qkv().at(), d, 3 * d, n);
            double[] attended = attention(rotary(qkv, at.size(), n), at.size(), span, n);
            x = sum(x, linear(attended, w, layer.mix().at(), d, d, n));
            double[] gates = linear(
                    rmsNorm(x, w, layer.gain2().at(), d, n), w, layer.gates().at(), d, 2 * f, n);
            x = sum(x, linear(gate(gates, f, n), w, layer.down().at(), f, d, n));
        }
        return rmsNorm(x, w, at.lastGain().at(), d, n);
    }

    static double[] valueLogits(double[] w, ValueShape shape, Span span, int[] tokens, double[] features, int n) {
        ValueWeights at = ValueWeights.of(shape);
        int d = shape.size().width();
        double[] x = linear(features, w, at.features().at(), shape.features(), d, n);
        for (int t = 0; t < n; t++) {
            for (int i = 0; i < d; i++) {
                x[t * d + i] += w[at.featureBias().at() + i] + w[at.embedding().at() + tokens[t] * d + i];
            }
        }
        double[] h = linear(trunk(x, w, at.trunk(), span, n), w, at.out().at(), d, d, n);
        double[] logits = new double[n * shape.bins()];
        for (int t = 0; t < n; t++) {
            for (int k = 0; k < shape.bins(); k++) {
                double logit = w[at.binBias().at() + k];
                for (int i = 0; i < d; i++) {
                    logit += h[t * d + i] * w[at.embedding().at() + k * d + i];
                }
                logits[t * shape.bins() + k] = logit;
            }
        }
        return logits;
    }

    static double valueLoss(
            double[] w, ValueShape shape, Span span, int[] tokens, double[] features, int n, int first) {
        double[] logits = valueLogits(w, shape, span, tokens, features, n);
        double loss = 0;
        for (int t = first; t < n; t++) {
            loss += crossEntropy(logits, t * shape.bins(), shape.bins(), tokens[t + 1]);
        }
        return loss / (n - first);
    }
}
