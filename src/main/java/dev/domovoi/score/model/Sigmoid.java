package dev.domovoi.score.model;

/// `1 / (1 + exp(-x))`.
final class Sigmoid {
    private Sigmoid() {}

    static double of(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
