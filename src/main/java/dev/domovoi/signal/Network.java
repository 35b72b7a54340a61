package dev.domovoi.signal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A block of addresses: all that share their first bits, counted of the 128 that both versions have here.
public record Network(Address first, int bits) {
    private static final int VERSION_4_BITS = 96;
    private static final int BITS = 128;

    /// What is nobody's on the internet and so at home: RFC 1918, RFC 3927, RFC 4193 and link-local addresses.
    public static final List<Network> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10")
            .flatMap(text -> parse(text).stream())
            .toList();

    public Network {
        if (bits < 0 || bits > BITS) {
            throw new IllegalArgumentException("bits of " + first + " must be 0..128, were " + bits);
        }
    }

    /// The block that a text such as `192.168.1.0/24` means; an address alone is a block of one.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<Address> address = Address.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0 || address.isEmpty()) {
            return address.map(only -> new Network(only, BITS));
        }
        String given = text.substring(slash + 1);
        int most = address.get().isVersion4() ? BITS - VERSION_4_BITS : BITS;
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > most) {
            return Optional.empty();
        }
        return Optional.of(new Network(address.get(), Integer.parseInt(given) + BITS - most));
    }

    public boolean contains(Address address) {
        long high = address.high() ^ first.high();
        long low = address.low() ^ first.low();
        if (bits <= 64) {
            return bits == 0 || (high >>> (64 - bits)) == 0;
        }
        return high == 0 && (low >>> (BITS - bits)) == 0;
    }
}
