package dev.domovoi.observe.hygiene;

import dev.domovoi.signal.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The relays of one device: how many there are, and which are off since when; and what its plug is rated for.
final class Relays {
    private static final int MOST = 64;
    private static final Relay UNHEARD = new Relay(true, 0);

    private final Map<String, Relay> relays = new HashMap<>(2);
    private final OptionalDouble ratingWatts;

    Relays(OptionalDouble ratingWatts) {
        this.ratingWatts = ratingWatts;
    }

    private record Relay(boolean on, long sinceMillis) {}

    /// A relay that can be switched, whatever its state.
    void exists(String channel) {
        if (relays.size() < MOST) {
            relays.putIfAbsent(channel, UNHEARD);
        }
    }

    void says(String channel, boolean on, long atMillis) {
        exists(channel);
        relays.computeIfPresent(channel, (same, before) -> before.on == on ? before : new Relay(on, atMillis));
    }

    /// Since when nothing can flow at the channel; empty where something can, or where nobody knows. The whole device
    /// is off when all its relays are.
    OptionalLong offSince(String channel) {
        Relay own = relays.get(channel);
        if (own != null) {
            return own.on ? OptionalLong.empty() : OptionalLong.of(own.sinceMillis);
        }
        boolean isWhole = channel.equals(Source.WHOLE);
        return isWhole && relays.values().stream().noneMatch(Relay::on)
                ? relays.values().stream().mapToLong(Relay::sinceMillis).max()
                : OptionalLong.empty();
    }

    /// The most watts that can be true at the channel without further evidence: the rating, if there is one, with an
    /// overload; a meter without a relay, or one that counts both ways, may be the whole home's.
    double mostWatts(String channel, boolean countsBothWays) {
        int carried = relays.containsKey(channel) ? 1 : channel.equals(Source.WHOLE) ? relays.size() : 0;
        if (ratingWatts.isPresent()) {
            return Math.min(Physics.MOST_WATTS, Physics.OVERLOAD * ratingWatts.getAsDouble() * Math.max(1, carried));
        }
        return carried == 0 || countsBothWays
                ? Physics.MOST_WATTS
                : Math.min(Physics.MOST_WATTS, Physics.OVERLOAD * Physics.USUAL_RATING_WATTS * carried);
    }
}
