package dev.domovoi.score.model;

import dev.domovoi.score.Envelope;
import dev.domovoi.score.model.Layout.Tensor;
import dev.domovoi.signal.Problem;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Weights at rest: magic, version, and for each member its kind, its shape and its tensors in order, then a CRC32C
/// over all of it. Who keeps it writes it aside and moves it into place.
///
/// With one byte a weight each row of a matrix is kept as whole numbers -127..127 times a scale of its own; gains and
/// biases stay as they are.
public final class WeightsFile {
    private static final Envelope ENVELOPE =
            new Envelope(0x44_4D_56_57, 2, "a file of weights made by 'domovoi train'");
    private static final int MOST_MEMBERS = 16;
    private static final int MOST_WHOLE = 127;
    private static final int MOST_HEAD_INTS = 12;
    private static final int VALUES = 0;
    private static final int EVENTS = 1;

    private WeightsFile() {}

    /// One model of a file.
    public sealed interface Member {
        Shape shape();

        float[] weights();
    }

    /// A model of values.
    @SuppressWarnings("ArrayRecordComponent") // large, shared and never changed
    public record Values(ValueShape shape, float[] weights) implements Member {
        public Values {
            requireSize("weights of " + shape, shape.layout().size(), weights);
        }
    }

    /// A model of events, with what the table of counts beside it takes for usual before a stream has a past of its
    /// own: the share of each duration bin, by grain and level, `[grains, levels, bins]`.
    @SuppressWarnings("ArrayRecordComponent") // large, shared and never changed
    public record Events(EventShape shape, float[] weights, float[] usual) implements Member {
        public Events {
            requireSize("weights of " + shape, shape.layout().size(), weights);
            requireSize("usual shares of " + shape, shape.usualShares(), usual);
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
            size += MOST_HEAD_INTS * Integer.BYTES + 2 * member.weights().length * Float.BYTES;
            size += member instanceof Events events ? events.usual().length * Float.BYTES : 0;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(members.size());
        for (Member member : members) {
            out.putInt(precision.code);
            put(out, member, precision);
        }
        return ENVELOPE.sealed(out.flip());
    }

    private static void put(ByteBuffer out, Member member, Precision precision) {
        switch (member) {
            case Values values -> {
                ValueShape shape = values.shape();
                putSize(out.putInt(VALUES), shape.size());
                out.putInt(shape.bins()).putInt(shape.features());
                putTensors(out, shape.layout(), values.weights(), precision);
            }
            case Events events -> {
                EventShape shape = events.shape();
                putSize(out.putInt(EVENTS), shape.size());
                out.putInt(shape.levels()).putInt(shape.bins()).putInt(shape.reals());
                out.putInt(shape.rank()).putInt(shape.hidden());
                putTensors(out, shape.layout(), events.weights(), precision);
                putFloats(out, events.usual(), 0, events.usual().length);
            }
        }
    }

    private static void putSize(ByteBuffer out, Size size) {
        out.putInt(size.width()).putInt(size.layers()).putInt(size.heads());
        out.putInt(size.hidden()).putInt(size.rotaryBase());
    }

    private static void putTensors(ByteBuffer out, Layout layout, float[] weights, Precision precision) {
        for (Tensor tensor : layout.tensors()) {
            boolean isWhole = precision == Precision.INT8 && tensor.isMatrix();
            for (int row = 0; row < tensor.rows(); row++) {
                int at = tensor.at() + row * tensor.columns();
                if (isWhole) {
                    putWhole(out, weights, at, tensor.columns());
                } else {
                    putFloats(out, weights, at, tensor.columns());
                }
            }
        }
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
        int kind = in.getInt();
        if (kind != VALUES && kind != EVENTS) {
            throw new IllegalArgumentException("a member of kind " + kind);
        }
        Size size = new Size(in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
        if (kind == VALUES) {
            ValueShape shape = new ValueShape(size, in.getInt(), in.getInt());
            return new Values(shape, tensors(in, shape.layout(), isWhole));
        }
        EventShape shape = new EventShape(size, in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
        float[] weights = tensors(in, shape.layout(), isWhole);
        return new Events(shape, weights, floats(in, shape.usualShares()));
    }

    private static float[] tensors(ByteBuffer in, Layout layout, boolean isWhole) {
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
        return weights;
    }

    private static float[] floats(ByteBuffer in, int count) {
        if (count > in.remaining()) {
            throw new IllegalArgumentException(count + " shares in " + in.remaining() + " bytes");
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = finite(in.getFloat());
        }
        return values;
    }

    private static void requireSize(String what, int expected, float[] given) {
        if (given.length != expected) {
            throw new IllegalArgumentException("expected " + expected + " " + what + ", was given " + given.length);
        }
    }

    private static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a weight of " + value);
        }
        return value;
    }

    private static void putFloats(ByteBuffer out, float[] weights, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out.putFloat(finite(weights[i]));
        }
    }

    private static void putWhole(ByteBuffer out, float[] weights, int at, int n) {
        float most = 0;
        for (int i = at; i < at + n; i++) {
            most = Math.max(most, Math.abs(finite(weights[i])));
        }
        float scale = most / MOST_WHOLE;
        out.putFloat(scale);
        for (int i = at; i < at + n; i++) {
            out.put((byte) (scale > 0 ? Math.round(weights[i] / scale) : 0));
        }
    }
}
