package dev.domovoi.score.model;

/// The gate of the feed-forward (SwiGLU, Shazeer 2020): `y = silu(a) b`, where each row of `[a b][T,2F]` holds both
/// halves.
final class FeedForward {
    private FeedForward() {}

    static void forward(Kernels kernels, float[] gates, float[] gated, int f, int n) {
        for (int t = 0; t < n; t++) {
            kernels.gate(gates, 2 * t * f, gates, (2 * t + 1) * f, gated, t * f, f);
        }
    }

    static void backward(Kernels kernels, float[] gates, float[] dGated, float[] dGates, int f, int n) {
        for (int t = 0; t < n; t++) {
            int a = 2 * t * f;
            int b = a + f;
            kernels.gateGradient(gates, a, gates, b, dGated, t * f, dGates, a, dGates, b, f);
        }
    }
}
