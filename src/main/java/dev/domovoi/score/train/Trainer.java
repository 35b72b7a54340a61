package dev.domovoi.score.train;

import dev.domovoi.score.Envelope;
import dev.domovoi.score.model.Layout;
import dev.domovoi.signal.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/// Trains a model, step by step. The gradient of a step is the sum over a fixed number of parts in a fixed
/// order, so that the threads of the executor may be as many as they like and the result is the same to the bit.
public final class Trainer {
    private static final int PARTS = 4;
    private static final int HEAD_BYTES = 2 * Integer.BYTES + Double.BYTES;
    private static final Envelope ENVELOPE = new Envelope(0x44_4D_56_54, 2, "the state of a training");

    private final TrainingPlan plan;
    private final Lessons lessons;
    private final Layout layout;
    private final float[] weights;
    private final float[] transposed;
    private final float[] gradient;
    private final AdamW optimiser;
    private final List<Part> parts = new ArrayList<>();

    public Trainer(TrainingPlan plan, Lessons lessons) {
        this.plan = plan;
        this.lessons = lessons;
        this.layout = plan.shape().layout();
        this.weights = Initial.weights(layout, plan.shape().size(), plan.seed());
        this.transposed = new float[layout.size()];
        this.gradient = new float[layout.size()];
        this.optimiser = new AdamW(layout, plan.decay());
        layout.transpose(weights, transposed);
        for (int part = 0; part < PARTS; part++) {
            parts.add(new Part(part));
        }
    }

    /// Some windows of each batch, with one who learns from them.
    private final class Part implements Callable<Double> {
        private final int first;
        private final Lessons.Pupil pupil = lessons.pupil();
        private final float[] own = new float[layout.size()];

        Part(int first) {
            this.first = first;
        }

        @Override
        public Double call() {
            Arrays.fill(own, 0);
            double loss = 0;
            for (int place = first; place < plan.batch(); place += PARTS) {
                loss += pupil.learn(place, weights, transposed, own);
            }
            return loss;
        }
    }

    /// Steps made so far.
    public int steps() {
        return optimiser.steps();
    }

    public boolean isDone() {
        return steps() >= plan.schedule().steps();
    }

    /// The weights as they are now; the trainer's own.
    public float[] weights() {
        return weights;
    }

    /// One step: learns from one batch; returns its mean loss in nats.
    public double step(ExecutorService threads) throws InterruptedException {
        lessons.advanceTo(steps());
        double loss = 0;
        for (Future<Double> part : threads.invokeAll(parts)) {
            loss += result(part);
        }
        Arrays.fill(gradient, 0);
        float share = 1f / plan.batch();
        for (Part part : parts) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += share * part.own[i];
            }
        }
        AdamW.clip(gradient, plan.clip());
        optimiser.step(weights, gradient, plan.schedule().rate(steps()));
        layout.transpose(weights, transposed);
        return loss / plan.batch();
    }

    /// Whether every weight is a number still.
    public boolean isFinite() {
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                return false;
            }
        }
        return true;
    }

    /// All that is needed to go on later with the same result: weights, means, steps; and what the next lesson costs,
    /// which only the same streams and the same arithmetic give to the bit.
    public byte[] state() {
        ByteBuffer body = ByteBuffer.allocate(HEAD_BYTES + 3 * layout.size() * Float.BYTES);
        body.putInt(fingerprint()).putInt(steps()).putDouble(nextLesson(steps(), weights, transposed));
        for (float[] part : List.of(weights, optimiser.firstMeans(), optimiser.secondMeans())) {
            body.asFloatBuffer().put(part);
            body.position(body.position() + part.length * Float.BYTES);
        }
        return ENVELOPE.sealed(body.flip());
    }

    /// The loss of the first window of a step.
    private double nextLesson(int step, float[] theirs, float[] turned) {
        lessons.advanceTo(step);
        return parts.getFirst().pupil.learn(0, theirs, turned, gradient);
    }

    /// Goes on from a state of the same plan, streams and arithmetic; the problem where it is none.
    public Optional<Problem> resume(String name, byte[] state) {
        return switch (ENVELOPE.opened(name, state)) {
            case Envelope.Opened.Refused refused -> Optional.of(refused.problem());
            case Envelope.Opened.Whole whole -> resume(name, whole.body());
        };
    }

    private Optional<Problem> resume(String name, ByteBuffer body) {
        if (body.remaining() != HEAD_BYTES + 3 * layout.size() * Float.BYTES || body.getInt() != fingerprint()) {
            return Optional.of(new Problem(name, "a training by this plan, with these streams", "another one"));
        }
        int steps = body.getInt();
        double cost = body.getDouble();
        float[][] parts = new float[3][layout.size()];
        for (float[] part : parts) {
            body.asFloatBuffer().get(part);
            body.position(body.position() + part.length * Float.BYTES);
        }
        float[] turned = new float[layout.size()];
        layout.transpose(parts[0], turned);
        double costsHere = nextLesson(steps, parts[0], turned);
        if (costsHere != cost) {
            return Optional.of(new Problem(name, "a next window of " + cost + " nats", costsHere + " here"));
        }
        System.arraycopy(parts[0], 0, weights, 0, weights.length);
        System.arraycopy(turned, 0, transposed, 0, turned.length);
        optimiser.resume(steps, parts[1], parts[2]);
        return Optional.empty();
    }

    private int fingerprint() {
        CRC32C fingerprint = new CRC32C();
        fingerprint.update((plan + "; " + lessons.origin()).getBytes(StandardCharsets.UTF_8));
        return (int) fingerprint.getValue();
    }

    private static double result(Future<Double> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a part of the batch failed", bug.getCause());
        }
    }
}
