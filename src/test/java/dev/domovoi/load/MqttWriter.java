package dev.domovoi.load;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A connection that can do nothing but publish at QoS 0, as plugs do; a client library would cost more than what is
/// measured.
final class MqttWriter implements AutoCloseable {
    private static final int CONNECT = 0x10;
    private static final int PUBLISH = 0x30;
    private static final int PROTOCOL_3_1_1 = 4;
    private static final int CLEAN_WITH_USER_AND_PASSWORD = 0xC2;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private final Socket socket;
    private final DataOutputStream out;

    MqttWriter(String host, int port, String clientId, String user, String password) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 14));
        out.write(CONNECT);
        length(10 + 6 + clientId.length() + user.length() + password.length());
        out.writeUTF("MQTT");
        out.write(PROTOCOL_3_1_1);
        out.write(CLEAN_WITH_USER_AND_PASSWORD);
        out.writeShort(0); // no keep-alive
        out.writeUTF(clientId);
        out.writeUTF(user);
        out.writeUTF(password);
        out.flush();
        byte[] answer = new byte[4];
        new DataInputStream(socket.getInputStream()).readFully(answer);
        if (answer[3] != 0) {
            throw new IOException("the broker refused " + clientId + " with code " + answer[3]);
        }
    }

    /// Only into the buffer; [#flush()] sends.
    void publish(String topic, String payload, boolean retained) throws IOException {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        out.write(PUBLISH | (retained ? 1 : 0));
        length(2 + name.length + bytes.length);
        out.writeShort(name.length);
        out.write(name);
        out.write(bytes);
    }

    void flush() throws IOException {
        out.flush();
    }

    private void length(int bytes) throws IOException {
        int left = bytes;
        while (left > SEVEN_BITS) {
            out.write((left & SEVEN_BITS) | MORE);
            left >>= 7;
        }
        out.write(left);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
