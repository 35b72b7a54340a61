package dev.domovoi.around;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A port on loopback that leads into a home of namespaces, to a port that a host there reaches.
final class Tunnel implements AutoCloseable {
    private final RouterHome home;
    private final String host;
    private final List<String> place;
    private final ServerSocket entrance;
    private final List<Process> ways = new CopyOnWriteArrayList<>();

    private Tunnel(RouterHome home, String host, List<String> place) throws IOException {
        this.home = home;
        this.host = host;
        this.place = place;
        this.entrance = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    static Tunnel open(RouterHome home, String host, String address, int port) throws IOException {
        Tunnel tunnel = new Tunnel(home, host, List.of(address, Integer.toString(port)));
        Thread.ofVirtual().start(tunnel::letIn);
        return tunnel;
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void letIn() {
        try {
            while (!entrance.isClosed()) {
                Socket socket = entrance.accept();
                Process way = home.talk(host, "busybox", "nc", place.get(0), place.get(1));
                ways.add(way);
                Thread.ofVirtual().start(() -> carry(socket, way, true));
                Thread.ofVirtual().start(() -> carry(socket, way, false));
            }
        } catch (IOException closed) {
            ways.forEach(Process::destroyForcibly);
        }
    }

    /// Until one end closes: then both do.
    private static void carry(Socket socket, Process way, boolean isInwards) {
        try (socket;
                InputStream from = isInwards ? socket.getInputStream() : way.getInputStream();
                OutputStream to = isInwards ? way.getOutputStream() : socket.getOutputStream()) {
            byte[] some = new byte[8192];
            for (int count = from.read(some); count >= 0; count = from.read(some)) {
                to.write(some, 0, count);
                to.flush();
            }
        } catch (IOException closed) {
            way.destroy();
        } finally {
            way.destroy();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        ways.forEach(Process::destroyForcibly);
    }
}
