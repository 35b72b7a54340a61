package dev.domovoi.signal;

import java.util.List;

/// Which addresses are at home.
public record Surroundings(List<Network> home) {
    private static final Network LINK_LOCAL = Network.parse("fe80::/10").orElseThrow();

    public Surroundings {
        home = List.copyOf(home);
    }

    /// The private ranges.
    public static Surroundings usual() {
        return new Surroundings(Network.PRIVATE);
    }

    public boolean isHome(Address address) {
        if (LINK_LOCAL.contains(address)) {
            return true;
        }
        for (Network network : home) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /// Whether it is on the internet: neither at home nor in somebody's private range.
    public boolean isOutside(Address address) {
        return !isHome(address) && Network.PRIVATE.stream().noneMatch(network -> network.contains(address));
    }
}
