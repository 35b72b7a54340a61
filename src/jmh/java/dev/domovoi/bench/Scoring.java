package dev.domovoi.bench;

import ai.onnxruntime.OrtException;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueModel;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Eight whole windows of 256 positions, per position.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Scoring {
    private static final int WINDOWS = 8;
    private static final int TOKENS = WINDOWS * Home.WINDOW;

    @State(Scope.Thread)
    public static class Ours {
        @Param("vector")
        String kernels = "";

        final Home.Ready ready = Home.Ready.random(WINDOWS);
        final float[] weights = Home.weights();
        final float[] transposed = new float[weights.length];
        ValueModel model;

        @Setup
        public void start() {
            Home.LAYOUT.transpose(weights, transposed);
            model = new ValueModel(Home.kernels(kernels), Home.SHAPE, new Span(Home.WINDOW, 0), Home.WINDOW);
        }

        float[] logits(int window) {
            return model.forward(weights, transposed, ready.tokens()[window], ready.features()[window], Home.WINDOW);
        }
    }

    @State(Scope.Thread)
    public static class Onnx {
        @Param({"standard", "fused"})
        String attention = "";

        OnnxRun run;
        FloatBuffer logits;

        /// Refuses to be timed where it does not say the same as ours.
        @Setup
        public void start() throws OrtException {
            boolean isFused = attention.equals("fused");
            int bins = Home.SHAPE.bins();
            run = new OnnxRun(OnnxGraph.whole(Home.SHAPE, Home.LAYOUT, Home.weights(), isFused, WINDOWS, Home.WINDOW));
            IntBuffer tokens = run.wholeInput("tokens", WINDOWS, Home.WINDOW);
            FloatBuffer features = run.input("features", WINDOWS, Home.WINDOW, Home.SHAPE.features());
            angles(run.input("cosines", Home.WINDOW, 2L * Home.SHAPE.size().width()), 0);
            angles(run.input("sines", Home.WINDOW, 2L * Home.SHAPE.size().width()), -Math.PI / 2);
            logits = run.output("logits", WINDOWS, Home.WINDOW, bins);
            Home.Ready ready = Home.Ready.random(WINDOWS);
            for (int window = 0; window < WINDOWS; window++) {
                tokens.put(window * Home.WINDOW, ready.tokens()[window], 0, Home.WINDOW);
                features.put(window * ready.features()[window].length, ready.features()[window]);
            }
            run.run();
            Ours ours = new Ours();
            ours.start();
            for (int window = 0; window < WINDOWS; window++) {
                int length = Home.WINDOW * bins;
                Home.requireSame(ours.logits(window), logits.slice(window * length, length), length);
            }
        }

        private static void angles(FloatBuffer into, double shift) {
            int half = Home.SHAPE.size().headWidth() / 2;
            int columns = 2 * Home.SHAPE.size().width();
            for (int i = 0; i < Home.WINDOW * columns; i++) {
                double turn = Math.pow(Home.SHAPE.size().rotaryBase(), -(i % columns % half) / (double) half);
                int position = i / columns;
                into.put(i, (float) Math.cos(position * turn + shift));
            }
        }

        @TearDown
        public void stop() throws OrtException {
            run.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public float forward(Ours ours) {
        float all = 0;
        for (int window = 0; window < WINDOWS; window++) {
            all += ours.logits(window)[0];
        }
        return all;
    }

    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public FloatBuffer onnxForward(Onnx onnx) throws OrtException {
        onnx.run.run();
        return onnx.logits;
    }
}
