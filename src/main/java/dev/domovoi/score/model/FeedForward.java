package dev.domovoi.score.model;

/// The gate of the feed-forward (SwiGLU, Shazeer 2020): `y = silu(a) ∘ b` with `silu(a) = a / (1 + exp(-a))`, where
/// each row of `[a b][T,2F]` holds both halves.
final class FeedForward {
    private FeedForward() {}

    /// `gated[T,F]` of `gates[T,2F]`.
    static void forward(Kernels kernels, float[] gates, float[] gated, int f, int n) {
        for (int t = 0; t < n; t++) {
            kernels.gate(gates, 2 * t * f, gates, (2 * t + 1) * f, gated, t * f, f);
        }
    }

    /// With `s = 1 / (1 + exp(-a))`: `da = dy ∘ b ∘ (s + silu(a) ∘ (1 - s))` and `db = dy ∘ silu(a)`.
    static void backward(Kernels kernels, float[] gates, float[] dGated, float[] dGates, int f, int n) {
        for (int t = 0; t < n; t++) {
            int a = 2 * t * f;
            int b = a + f;
            kernels.gateGradient(gates, a, gates, b, dGated, t * f, dGates, a, dGates, b, f);
        }
    }
}
