package dev.domovoi.bench;

import ai.onnxruntime.OrtException;
import dev.domovoi.score.model.Size;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/// ValueStepper's work by ONNX Runtime: the cache of keys and values is a ring that the graph reads where it lies, and
/// into which the new position is then written. Right once the ring is full for the second time: until then it holds
/// positions that were made while it was not.
final class OnnxStepper implements AutoCloseable {
    private final Size size = Home.SHAPE.size();
    private final boolean isFused;
    private final int past;
    private final OnnxRun run;
    private final IntBuffer token;
    private final FloatBuffer features;
    private final FloatBuffer cosines;
    private final FloatBuffer sines;
    private final FloatBuffer[] keys;
    private final FloatBuffer[] values;
    private final FloatBuffer[] key;
    private final FloatBuffer[] value;
    private final FloatBuffer probabilities;
    private final float[] row;
    private final double[] angles;
    private final double[] turns;
    private int slot;

    OnnxStepper(float[] weights, int window, boolean isFused) throws OrtException {
        this.isFused = isFused;
        this.past = window - 1;
        this.run = new OnnxRun(OnnxGraph.step(Home.SHAPE, Home.LAYOUT, weights, isFused, past));
        int d = size.width();
        int c = size.headWidth();
        this.token = run.wholeInput("tokens", 1, 1);
        this.features = run.input("features", 1, 1, Home.SHAPE.features());
        this.cosines = run.input("cosines", 1, 2L * d);
        this.sines = run.input("sines", 1, 2L * d);
        this.keys = new FloatBuffer[size.layers()];
        this.values = new FloatBuffer[size.layers()];
        this.key = new FloatBuffer[size.layers()];
        this.value = new FloatBuffer[size.layers()];
        for (int l = 0; l < size.layers(); l++) {
            keys[l] = isFused ? cache("keys" + l, 1, size.heads(), past, c) : cache("keys" + l, size.heads(), c, past);
            values[l] = isFused
                    ? cache("values" + l, 1, size.heads(), past, c)
                    : cache("values" + l, size.heads(), past, c);
            key[l] = run.output("key" + l, 1, 1, d);
            value[l] = run.output("value" + l, 1, 1, d);
        }
        this.probabilities = run.output("probabilities", 1, 1, Home.SHAPE.bins());
        this.row = new float[d];
        this.angles = new double[c / 2];
        this.turns = new double[c / 2];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = Math.pow(size.rotaryBase(), -i / (c / 2.0));
        }
        turn();
    }

    private FloatBuffer cache(String name, long... shape) throws OrtException {
        return run.input(name, shape);
    }

    FloatBuffer step(int tokenNow, float[] featuresNow) throws OrtException {
        token.put(0, tokenNow);
        features.put(0, featuresNow);
        run.run();
        for (int l = 0; l < size.layers(); l++) {
            store(key[l], keys[l], !isFused);
            store(value[l], values[l], false);
        }
        slot = slot + 1 < past ? slot + 1 : 0;
        turn();
        return probabilities;
    }

    private void store(FloatBuffer from, FloatBuffer ring, boolean isTransposed) {
        int c = size.headWidth();
        from.get(0, row);
        for (int head = 0; head < size.heads(); head++) {
            if (isTransposed) {
                for (int i = 0; i < c; i++) {
                    ring.put((head * c + i) * past + slot, row[head * c + i]);
                }
            } else {
                ring.put((head * past + slot) * c, row, head * c, c);
            }
        }
    }

    /// On to the angles of the next position, for each pair of columns of queries and keys.
    private void turn() {
        int half = angles.length;
        for (int i = 0; i < half; i++) {
            angles[i] = (angles[i] + turns[i]) % (2 * Math.PI);
            float cosine = (float) Math.cos(angles[i]);
            float sine = (float) Math.sin(angles[i]);
            for (int column = i; column < 2 * size.width(); column += half) {
                cosines.put(column, cosine);
                sines.put(column, sine);
            }
        }
    }

    @Override
    public void close() throws OrtException {
        run.close();
    }
}
