package dev.domovoi.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The most multiply-adds that one core does, with everything in registers: what other figures are a share of.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Peak {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int TIMES = 1000;
    private static final int CHAINS = 12;

    float factor = 0.999f;

    /// Floating-point operations of one call.
    static double flops() {
        return 2.0 * TIMES * CHAINS * LANES.length();
    }

    /// Twelve sums that do not wait for each other: a multiply-add takes four or five cycles, and two begin in each.
    @Benchmark
    public float multiplyAdds() {
        FloatVector x = FloatVector.broadcast(LANES, factor);
        FloatVector a = x;
        FloatVector b = x;
        FloatVector c = x;
        FloatVector d = x;
        FloatVector e = x;
        FloatVector f = x;
        FloatVector g = x;
        FloatVector h = x;
        FloatVector i = x;
        FloatVector j = x;
        FloatVector k = x;
        FloatVector l = x;
        for (int time = 0; time < TIMES; time++) {
            a = a.fma(x, x);
            b = b.fma(x, x);
            c = c.fma(x, x);
            d = d.fma(x, x);
            e = e.fma(x, x);
            f = f.fma(x, x);
            g = g.fma(x, x);
            h = h.fma(x, x);
            i = i.fma(x, x);
            j = j.fma(x, x);
            k = k.fma(x, x);
            l = l.fma(x, x);
        }
        FloatVector all = a.add(b).add(c).add(d).add(e).add(f);
        return all.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }
}
