package dev.domovoi.bench;

import ai.onnxruntime.OrtException;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.StreamState;
import dev.domovoi.score.model.ValueStepper;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One step of one stream, with a window that is full.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Streaming {
    /// Tokens and features that come in turn.
    @State(Scope.Thread)
    public static class Stream {
        final Home.Ready ready = Home.Ready.random(1);
        final float[] features = new float[Home.SHAPE.features()];
        int token;
        private int at;

        void next() {
            at = at + 1 < Home.WINDOW ? at + 1 : 0;
            token = ready.tokens()[0][at];
            System.arraycopy(ready.features()[0], at * features.length, features, 0, features.length);
        }
    }

    @State(Scope.Thread)
    public static class Ours {
        @Param({"vector", "plain"})
        String kernels = "";

        @Param({"64", "128"})
        int window;

        ValueStepper stepper;
        StreamState state;

        @Setup
        public void start() {
            Span span = new Span(window, 0);
            stepper = new ValueStepper(Home.kernels(kernels), Home.SHAPE, Home.weights(), span);
            state = new StreamState(Home.SHAPE.size(), span);
        }
    }

    @State(Scope.Thread)
    public static class Onnx {
        @Param({"standard", "fused"})
        String attention = "";

        @Param({"64", "128"})
        int window;

        OnnxStepper stepper;

        /// Refuses to be timed where it does not say the same as ours.
        @Setup
        public void start() throws OrtException {
            stepper = new OnnxStepper(Home.weights(), window, attention.equals("fused"));
            Span span = new Span(window, 0);
            ValueStepper ours = new ValueStepper(Home.kernels("plain"), Home.SHAPE, Home.weights(), span);
            StreamState state = new StreamState(Home.SHAPE.size(), span);
            Stream stream = new Stream();
            for (int t = 0; t < 4 * window; t++) {
                stream.next();
                float[] expected = ours.step(state, stream.token, stream.features);
                FloatBuffer actual = stepper.step(stream.token, stream.features);
                if (t > 2 * window) {
                    Home.requireSame(expected, actual, expected.length);
                }
            }
        }

        @TearDown
        public void stop() throws OrtException {
            stepper.close();
        }
    }

    @Benchmark
    public float[] step(Ours ours, Stream stream) {
        stream.next();
        return ours.stepper.step(ours.state, stream.token, stream.features);
    }

    @Benchmark
    public FloatBuffer onnxStep(Onnx onnx, Stream stream) throws OrtException {
        stream.next();
        return onnx.stepper.step(stream.token, stream.features);
    }
}
