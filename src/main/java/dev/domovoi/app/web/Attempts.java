package dev.domovoi.app.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Wrong tokens by remote address: each address has a few, and gets one back after a while.
final class Attempts {
    static final int ALLOWED = 10;
    static final Duration ONE_BACK_AFTER = Duration.ofSeconds(6);

    private static final int MOST_ADDRESSES = 1_000;
    private static final int NETWORK_BYTES = 8;

    private final ReentrantLock lock = new ReentrantLock();

    /// By address, the moment at which all its attempts are given back; who failed longest ago goes first.
    private final Map<String, Instant> whole = new LinkedHashMap<>();

    /// How long the address has to wait; zero where it may try.
    Duration wait(String address, Instant now) {
        lock.lock();
        try {
            Duration owed = owed(neighbourhood(address), now);
            Duration most = ONE_BACK_AFTER.multipliedBy(ALLOWED - 1L);
            return owed.compareTo(most) > 0 ? owed.minus(most) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    void failed(String address, Instant now) {
        lock.lock();
        try {
            String from = neighbourhood(address);
            Instant next = now.plus(owed(from, now)).plus(ONE_BACK_AFTER);
            whole.remove(from);
            if (whole.size() >= MOST_ADDRESSES) {
                whole.remove(whole.keySet().iterator().next());
            }
            whole.put(from, next);
        } finally {
            lock.unlock();
        }
    }

    int addresses() {
        lock.lock();
        try {
            return whole.size();
        } finally {
            lock.unlock();
        }
    }

    /// At most what all the attempts cost: a clock that was set back must not shut anyone out for long.
    private Duration owed(String from, Instant now) {
        Instant end = whole.get(from);
        if (end == null || !end.isAfter(now)) {
            return Duration.ZERO;
        }
        Duration most = ONE_BACK_AFTER.multipliedBy(ALLOWED);
        Duration owed = Duration.between(now, end);
        return owed.compareTo(most) > 0 ? most : owed;
    }

    /// A machine with IPv6 has a whole network of addresses to try from.
    private static String neighbourhood(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
            return literal instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                    : literal.getHostAddress();
        } catch (IllegalArgumentException unknown) {
            return "unknown";
        }
    }
}
