package dev.domovoi.score.model;

/// The arithmetic that takes the time, in two forms: [PlainKernels], which says what is meant, and [VectorKernels],
/// which is fast where the JDK's Vector API is there. Arrays come with the index of their first element; nothing is
/// allocated. They hold nothing: any number of threads may share one. What is written goes over what was there,
/// unless it is said to be added.
public interface Kernels {
    /// `C[m,n] = A[m,k] B[k,n]`, or `C += A B` where it adds.
    ///
    /// Element `(i, l)` of A is at `aAt + i*aRow + l*aColumn`, so that A can be a transpose or a part of something
    /// wider. Rows of B and C are `bRow` and `cRow` apart, and their elements neighbours.
    ///
    /// So `A^T B` of `A[n,m]` and `B[n,k]` is `multiply(a, 0, 1, m, b, 0, k, c, 0, k, m, n, k, false)`.
    void multiply(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            int m,
            int k,
            int n,
            boolean adds);

    /// `y_i = exp(scale * x_i - shift)` for `n` elements, in place; returns their sum. `shift` is the largest
    /// `scale * x`, or something near it, so that nothing overflows.
    float exponentials(float[] x, int at, int n, float scale, float shift);

    /// The largest of `n` elements.
    float largest(float[] x, int at, int n);

    /// `y_i = x_i r g_i` for the `n` elements of a row, with `r = 1 / sqrt(mean(x^2) + epsilon)`; returns `r`.
    float normalise(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n, float epsilon);

    /// The gradient of [#normalise], of which `r` came back: adds to `dx` and `dg`.
    void normaliseGradient(
            float[] x,
            int xAt,
            float[] g,
            int gAt,
            float r,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            float[] dg,
            int dgAt,
            int n);

    /// `d_i = p_i * (d_i - mean) * scale` for `n` elements: the gradient of a softmax by what went into it,
    /// in place of that by its result. `mean` is `sum_i p_i d_i`.
    void softmaxGradient(float[] p, int pAt, float[] d, int dAt, float mean, float scale, int n);

    /// `y_i = silu(a_i) * b_i` for `n` elements, `silu(a) = a / (1 + exp(-a))`.
    void gate(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /// The gradient of [#gate]: from `dy` to `da` and `db`, in the place of what was there.
    void gateGradient(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] dy,
            int dyAt,
            float[] da,
            int daAt,
            float[] db,
            int dbAt,
            int n);

    /// The fast ones where this JVM was started with the Vector API's module, else the plain ones.
    static Kernels best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? VectorKernels.get()
                : new PlainKernels();
    }
}
