package dev.domovoi.app.bus;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/// A Paho client that survives a broker which hangs up at once.
///
/// Paho's connecting thread looks every 100 ms whether its receiver runs, and waits forever if the receiver came and
/// went between two looks: one lost thread per attempt. So a stream that ends before its first byte ends half a
/// second late. Meanwhile the sender fails on the dead socket with a lesser reason, so the true one is kept here.
final class PatientClient extends MqttAsyncClient {
    private static final long PATIENCE_NANOS = 500_000_000;

    /// Paho reads the head of each message byte by byte, from the system if nothing is in between.
    private static final int BUFFER_BYTES = 1 << 14;

    private final AtomicReference<Optional<IOException>> hungUp = new AtomicReference<>(Optional.empty());

    PatientClient(MqttOptions options) throws MqttException {
        super(options.pahoAddress(), options.clientId(), new MemoryPersistence());
    }

    /// Why the stream ended before its first byte, if it did.
    Optional<IOException> hungUp() {
        return hungUp.get();
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) throws MqttException {
        NetworkModule[] modules = super.createNetworkModules(address, options);
        for (int i = 0; i < modules.length; i++) {
            modules[i] = new PatientNetwork(modules[i], why -> hungUp.set(Optional.of(why)));
        }
        return modules;
    }

    private record PatientNetwork(NetworkModule network, Consumer<IOException> hungUp) implements NetworkModule {
        @Override
        public void start() throws IOException, MqttException {
            network.start();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new PatientStream(new BufferedInputStream(network.getInputStream(), BUFFER_BYTES), hungUp);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return network.getOutputStream();
        }

        @Override
        public void stop() throws IOException {
            network.stop();
        }

        @Override
        public String getServerURI() {
            return network.getServerURI();
        }
    }

    /// Read by Paho's receiver only.
    private static final class PatientStream extends FilterInputStream {
        private final Consumer<IOException> hungUp;
        private boolean hasBegun;

        PatientStream(InputStream in, Consumer<IOException> hungUp) {
            super(in);
            this.hungUp = hungUp;
        }

        @Override
        public int read() throws IOException {
            try {
                return seen(super.read());
            } catch (IOException failed) {
                ended(failed);
                throw failed;
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return seen(super.read(buffer, offset, length));
            } catch (IOException failed) {
                ended(failed);
                throw failed;
            }
        }

        private int seen(int read) {
            if (read < 0) {
                ended(new EOFException("the broker closed the connection"));
            }
            hasBegun = true;
            return read;
        }

        private void ended(IOException why) {
            if (!hasBegun) {
                hasBegun = true;
                hungUp.accept(why);
                LockSupport.parkNanos(PATIENCE_NANOS);
            }
        }
    }
}
