package dev.domovoi.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/// A graph in ONNX Runtime, on one thread and with all optimisations; everything that goes in and comes out lies in
/// buffers outside the heap that are bound once, so that a run copies nothing.
final class OnnxRun implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    OnnxRun(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.set_denormal_as_zero", "1");
            session = environment.createSession(model, options);
        }
    }

    FloatBuffer input(String name, long... shape) throws OrtException {
        FloatBuffer buffer = buffer(shape).asFloatBuffer();
        inputs.put(name, OnnxTensor.createTensor(environment, buffer, shape));
        return buffer;
    }

    IntBuffer wholeInput(String name, long... shape) throws OrtException {
        IntBuffer buffer = buffer(shape).asIntBuffer();
        inputs.put(name, OnnxTensor.createTensor(environment, buffer, shape));
        return buffer;
    }

    FloatBuffer output(String name, long... shape) throws OrtException {
        FloatBuffer buffer = buffer(shape).asFloatBuffer();
        outputs.put(name, OnnxTensor.createTensor(environment, buffer, shape));
        return buffer;
    }

    void run() throws OrtException {
        session.run(inputs, outputs).close();
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }

    private static ByteBuffer buffer(long... shape) {
        long bytes = Float.BYTES;
        for (long dimension : shape) {
            bytes *= dimension;
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }
}
