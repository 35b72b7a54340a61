package dev.domovoi.score.model;

/// Small things done to rows: added to one another, repeated, summed, scaled.
final class Rows {
    private Rows() {}

    static void add(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += x[xAt + i];
        }
    }

    /// The one row at `at`, `n` times.
    static void repeat(float[] x, int at, float[] y, int columns, int n) {
        for (int t = 0; t < n; t++) {
            System.arraycopy(x, at, y, t * columns, columns);
        }
    }

    /// Adds all `n` rows to one.
    static void sum(float[] x, float[] y, int at, int columns, int n) {
        for (int t = 0; t < n; t++) {
            add(x, t * columns, y, at, columns);
        }
    }

    static void scale(float[] x, int at, int n, float factor) {
        for (int i = at; i < at + n; i++) {
            x[i] *= factor;
        }
    }
}
