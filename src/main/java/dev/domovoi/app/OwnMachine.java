package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The machine that this process runs on, by the names under which others may speak of it.
final class OwnMachine {
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private OwnMachine() {}

    /// The name of its node, where one is set, and the hardware addresses that can be seen from here: in a pod those of
    /// the pod.
    static Set<String> names(AgentConfig config) {
        Set<String> names = new TreeSet<>();
        config.node().name().ifPresent(names::add);
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            all.forEach(one -> address(one, names));
        } catch (SocketException unseen) {
            System.getLogger(OwnMachine.class.getName())
                    .log(System.Logger.Level.DEBUG, "the own network addresses cannot be seen", unseen);
        }
        return names;
    }

    private static void address(NetworkInterface one, Set<String> names) {
        try {
            byte[] address = one.getHardwareAddress();
            if (address != null) {
                names.add(MAC.formatHex(address));
            }
        } catch (SocketException gone) {
            System.getLogger(OwnMachine.class.getName())
                    .log(System.Logger.Level.DEBUG, "a network interface went away", gone);
        }
    }
}
