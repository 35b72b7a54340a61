package dev.domovoi.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes the few messages of an ONNX file (onnx.proto) that our graphs need, in protobuf's encoding.
///
/// A float attribute is an Attribute of type 1, a whole number one of type 2.
final class OnnxWriter {
    static final int FLOAT = 1;
    static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final Message graph = new Message();
    private int nodes;

    /// One protobuf message, as far as it is written.
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message whole(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message real(int field, float value) {
            varint((long) field << 3 | 5);
            bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
            return this;
        }

        Message text(int field, String value) {
            return raw(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message part(int field, Message part) {
            return raw(field, part.bytes.toByteArray());
        }

        Message raw(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                bytes.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }
    }

    /// A node with one output, whose name comes back. An attribute is its name and then its value.
    String node(String type, String[] inputs, Object... attributes) {
        return node(type, 1, inputs, attributes)[0];
    }

    /// A node with several outputs. One of Microsoft's operators has that domain before its type.
    String[] node(String type, int outputs, String[] inputs, Object... attributes) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        String[] names = new String[outputs];
        nodes++;
        for (int i = 0; i < outputs; i++) {
            names[i] = "n" + nodes + "_" + i;
            node.text(2, names[i]);
        }
        boolean isTheirs = type.startsWith("com.microsoft.");
        node.text(4, isTheirs ? type.substring("com.microsoft.".length()) : type);
        for (int i = 0; i < attributes.length; i += 2) {
            node.part(5, attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.part(1, isTheirs ? node.text(7, "com.microsoft") : node);
        return names;
    }

    private static Message attribute(String name, Object value) {
        Message attribute = new Message().text(1, name);
        if (value instanceof Float real) {
            return attribute.real(2, real).whole(20, 1);
        }
        if (value instanceof int[] wholes) {
            for (int each : wholes) {
                attribute.whole(8, each);
            }
            return attribute.whole(20, 7);
        }
        return attribute.whole(3, (Integer) value).whole(20, 2);
    }

    /// A constant of floats; what nodes call it comes back.
    String constant(String name, float[] values, int... shape) {
        byte[] raw = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return constant(name, FLOAT, raw, shape);
    }

    /// A constant row of whole numbers.
    String constant(String name, long... values) {
        byte[] raw = new byte[values.length * Long.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
        return constant(name, INT64, raw, values.length);
    }

    private String constant(String name, int type, byte[] raw, int... shape) {
        Message tensor = new Message();
        for (int dimension : shape) {
            tensor.whole(1, dimension);
        }
        String constant = "constant " + name;
        graph.part(5, tensor.whole(2, type).text(8, constant).raw(9, raw));
        return constant;
    }

    String input(String name, int type, int... shape) {
        graph.part(11, value(name, type, shape));
        return name;
    }

    /// Gives what a node puts out a name for the world outside.
    void output(String name, String from, int... shape) {
        graph.part(1, new Message().text(1, from).text(2, name).text(4, "Identity"));
        graph.part(12, value(name, FLOAT, shape));
    }

    byte[] model() {
        Message opset = new Message().text(1, "").whole(2, OPSET);
        Message theirs = new Message().text(1, "com.microsoft").whole(2, 1);
        Message model = new Message().whole(1, IR_VERSION).part(7, graph.text(2, "domovoi"));
        return model.part(8, opset).part(8, theirs).bytes.toByteArray();
    }

    private static Message value(String name, int type, int... shape) {
        Message dimensions = new Message();
        for (int dimension : shape) {
            dimensions.part(1, new Message().whole(1, dimension));
        }
        Message tensor = new Message().whole(1, type).part(2, dimensions);
        return new Message().text(1, name).part(2, new Message().part(1, tensor));
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
