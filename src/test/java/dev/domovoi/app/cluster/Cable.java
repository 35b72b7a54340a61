package dev.domovoi.app.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A cable between one client and a server on this machine, which can be cut, or hang.
public final class Cable implements AutoCloseable {
    private enum State {
        WHOLE,
        HANGING,
        CUT
    }

    private final int server;
    private final ServerSocket plug;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.WHOLE;

    public Cable(int server) throws IOException {
        this.server = server;
        this.plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// Where the client plugs in.
    public int port() {
        return plug.getLocalPort();
    }

    /// Nothing gets through any more in either direction, and nobody is told.
    public void hang() {
        become(State.HANGING);
    }

    /// All connections end, and new ones end at once.
    public void cut() {
        become(State.CUT);
        sockets.forEach(Cable::end);
    }

    /// Whole again; what hung goes on.
    public void mend() {
        become(State.WHOLE);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWhole() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (state == State.HANGING) {
                changed.await();
            }
            return state == State.WHOLE;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!plug.isClosed()) {
            try {
                Socket client = plug.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException unplugged) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            if (!isWhole()) {
                end(client);
                return;
            }
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.add(behind);
            Thread.ofVirtual().start(() -> carry(client, behind));
            Thread.ofVirtual().start(() -> carry(behind, client));
        } catch (IOException | InterruptedException refused) {
            end(client);
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0 && isWhole(); read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException ended) {
            // as connections end
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException ended) {
            // it is
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        plug.close();
    }
}
