package dev.domovoi.signal;

import java.time.Instant;

/// What one client and one other machine sent each other over one service within a while: a poll of the router, or the
/// beginning or the end of one connection. The next record goes on where this one ends.
///
/// `isInbound`: the other machine began it. `isValid`: the bytes and packets are true; otherwise they are zero and
/// nothing may be learned from them.
public record Flow(
        Instant first,
        Instant last,
        Client client,
        Address peer,
        Service service,
        boolean isInbound,
        Connections connections,
        Traffic traffic,
        boolean isValid) {

    /// A machine of the home. The MAC is empty where none is known.
    public record Client(Address address, String mac) {
        /// One name however many addresses it has: the MAC where it is known.
        public String name() {
            return mac.isEmpty() ? address.toString() : mac;
        }
    }

    /// A protocol in small letters and the port of the machine that was called, 0 where there are no ports.
    public record Service(String proto, int port) {
        public Service {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port of " + proto + " must be 0..65535, was " + port);
            }
            proto = shared(proto);
        }

        /// Services are remembered by the thousand: the usual protocols are one text each.
        private static String shared(String proto) {
            return switch (proto) {
                case "tcp" -> "tcp";
                case "udp" -> "udp";
                case "icmp" -> "icmp";
                default -> proto;
            };
        }

        public boolean isTcp() {
            return proto.equals("tcp");
        }

        public boolean isUdp() {
            return proto.equals("udp");
        }

        @Override
        public String toString() {
            return port == 0 ? proto : proto + "/" + port;
        }
    }

    /// How many there were whose fate is known, how many began within the while, and how many of the former nobody
    /// answered.
    public record Connections(int seen, int begun, int unanswered) {
        public Connections {
            if (seen < 0 || begun < 0 || unanswered < 0) {
                throw new IllegalArgumentException(
                        "connections must not be negative, were " + seen + ", " + begun + ", " + unanswered);
            }
        }
    }

    /// Sent and received by the client.
    public record Traffic(long sentBytes, long receivedBytes, long sentPackets, long receivedPackets) {
        public static final Traffic NONE = new Traffic(0, 0, 0, 0);

        public Traffic {
            if (sentBytes < 0 || receivedBytes < 0 || sentPackets < 0 || receivedPackets < 0) {
                throw new IllegalArgumentException("traffic must not be negative, was " + sentBytes + ", "
                        + receivedBytes + ", " + sentPackets + ", " + receivedPackets);
            }
        }
    }

    /// Whether somebody answered.
    public boolean isAnswered() {
        return connections.seen() > connections.unanswered();
    }

    /// The same where the counters lie: none of them is looked at.
    public Flow uncounted() {
        return new Flow(first, last, client, peer, service, isInbound, connections, Traffic.NONE, false);
    }
}
