package dev.domovoi.score.model;

import dev.domovoi.score.Envelope;
import dev.domovoi.score.model.Layout.Tensor;
import dev.domovoi.signal.Problem;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Weights at rest: magic, version, and for each member its shape and its tensors in order, then a CRC32C over all of
/// it. Who keeps it writes it aside and moves it into place.
///
/// With one byte a weight each row of a matrix is kept as whole numbers -127..127 times a scale of its own; gains and
/// biases stay as they are.
public final class WeightsFile {
    private static final Envelope ENVELOPE =
            new Envelope(0x44_4D_56_57, 1, "a file of weights made by 'domovoi train'");
    private static final int MOST_MEMBERS = 16;
    private static final int MOST_WHOLE = 127;

    private WeightsFile() {}

    /// One model of a file.
    @SuppressWarnings("ArrayRecordComponent") // large, shared and never changed
    public record Member(ValueShape shape, float[] weights) {
        public Member {
            int size = ValueWeights.of(shape).layout().size();
            if (weights.length != size) {
                throw new IllegalArgumentException(
                        "a model of " + shape + " has " + size + " weights, was given " + weights.length);
            }
        }
    }

    /// How a weight is kept.
    public enum Precision {
        FLOAT32(0),
        INT8(1);

        private final int code;

        Precision(int code) {
            this.code = code;
        }
    }

    /// What became of reading a file.
    public sealed interface Read {
        record Whole(List<Member> members) implements Read {}

        /// It cannot be used; what was in force before stays.
        record Refused(Problem problem) implements Read {}
    }

    public static byte[] encoded(List<Member> members, Precision precision) {
        int size = Integer.BYTES;
        for (Member member : members) {
            size += 9 * Integer.BYTES + 2 * member.weights().length * Float.BYTES;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(members.size());
        for (Member member : members) {
            Size trunk = member.shape().size();
            out.putInt(precision.code)
                    .putInt(trunk.width())
                    .putInt(trunk.layers())
                    .putInt(trunk.heads())
                    .putInt(trunk.hidden())
                    .putInt(trunk.rotaryBase())
                    .putInt(member.shape().bins())
                    .putInt(member.shape().features());
            for (Tensor tensor : ValueWeights.of(member.shape()).layout().tensors()) {
                boolean isWhole = precision == Precision.INT8 && tensor.isMatrix();
                for (int row = 0; row < tensor.rows(); row++) {
                    int at = tensor.at() + row * tensor.columns();
                    if (isWhole) {
                        putWhole(out, member.weights(), at, tensor.columns());
                    } else {
                        putFloats(out, member.weights(), at, tensor.columns());
                    }
                }
            }
        }
        return ENVELOPE.sealed(out.flip());
    }

    /// Never throws, whatever the bytes; `name` is what a problem calls them.
    public static Read decoded(String name, byte[] file) {
        return switch (ENVELOPE.opened(name, file)) {
            case Envelope.Opened.Refused refused -> new Read.Refused(refused.problem());
            case Envelope.Opened.Whole whole -> read(name, whole.body());
        };
    }

    private static Read read(String name, ByteBuffer in) {
        try {
            return new Read.Whole(members(in));
        } catch (BufferUnderflowException | IllegalArgumentException wrong) {
            return new Read.Refused(
                    new Problem(name, "whole weights", "a part that does not fit: " + wrong.getMessage()));
        }
    }

    private static List<Member> members(ByteBuffer in) {
        int count = in.getInt();
        if (count < 1 || count > MOST_MEMBERS) {
            throw new IllegalArgumentException(count + " members, of 1.." + MOST_MEMBERS);
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(member(in));
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes too many");
        }
        return List.copyOf(members);
    }

    private static Member member(ByteBuffer in) {
        int precision = in.getInt();
        if (precision != Precision.FLOAT32.code && precision != Precision.INT8.code) {
            throw new IllegalArgumentException("precision " + precision);
        }
        boolean isWhole = precision == Precision.INT8.code;
        Size size = new Size(in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
        ValueShape shape = new ValueShape(size, in.getInt(), in.getInt());
        Layout layout = ValueWeights.of(shape).layout();
        if (layout.size() > in.remaining()) {
            throw new IllegalArgumentException(layout.size() + " weights in " + in.remaining() + " bytes");
        }
        float[] weights = new float[layout.size()];
        for (Tensor tensor : layout.tensors()) {
            for (int row = 0; row < tensor.rows(); row++) {
                int at = tensor.at() + row * tensor.columns();
                float scale = isWhole && tensor.isMatrix() ? finite(in.getFloat()) : Float.NaN;
                for (int i = at; i < at + tensor.columns(); i++) {
                    weights[i] = Float.isNaN(scale) ? finite(in.getFloat()) : scale * in.get();
                }
            }
        }
        return new Member(shape, weights);
    }

    private static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a weight of " + value);
        }
        return value;
    }

    private static void putFloats(ByteBuffer out, float[] weights, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out.putFloat(weights[i]);
        }
    }

    private static void putWhole(ByteBuffer out, float[] weights, int at, int n) {
        float most = 0;
        for (int i = at; i < at + n; i++) {
            most = Math.max(most, Math.abs(weights[i]));
        }
        float scale = most / MOST_WHOLE;
        out.putFloat(scale);
        for (int i = at; i < at + n; i++) {
            out.put((byte) (scale > 0 ? Math.round(weights[i] / scale) : 0));
        }
    }
}
