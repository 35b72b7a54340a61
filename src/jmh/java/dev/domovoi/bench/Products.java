package dev.domovoi.bench;

import dev.domovoi.score.model.Kernels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The product that makes queries, keys and values: of all rows of a batch, and of one row.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Products {
    private static final int IN = 48;
    private static final int OUT = 144;

    @Param({"6144", "1"})
    int rows;

    @Param({"vector", "plain"})
    String kernels = "";

    private Kernels chosen = Home.kernels("plain");
    private float[] x = {};
    private final float[] w = new float[IN * OUT];
    private float[] y = {};

    /// Floating-point operations of one call.
    static double flops(int rows) {
        return 2.0 * rows * IN * OUT;
    }

    @Setup
    public void start() {
        chosen = Home.kernels(kernels);
        x = new float[rows * IN];
        y = new float[rows * OUT];
        Arrays.fill(x, 0.5f);
        Arrays.fill(w, 0.25f);
    }

    @Benchmark
    public float[] multiply() {
        chosen.multiply(x, 0, IN, 1, w, 0, OUT, y, 0, OUT, rows, IN, OUT, false);
        return y;
    }
}
