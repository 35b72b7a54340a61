package dev.domovoi.signal;

import java.util.List;

/// Which addresses are at home.
public record Surroundings(List<Network> home) {
    public Surroundings {
        home = List.copyOf(home);
    }

    /// The private ranges.
    public static Surroundings usual() {
        return new Surroundings(Network.PRIVATE);
    }

    public boolean isHome(Address address) {
        if (!address.isVersion4() && address.isLinkLocal()) {
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
