package dev.domovoi.act.mqtt;

import dev.domovoi.signal.Source;
import java.util.Optional;

/// The live watts before a cut, and where they were measured: on the relay's own channel, else on the whole device,
/// else
/// by the only meter that the device has.
///
/// A device with several relays and one meter for all of them can only show that the whole of it fell.
record Before(Source meter, double watts) {
    private static final double ALWAYS_OFF_WATTS = 5;
    private static final double OFF_SHARE = 0.1;

    static Optional<Before> of(Source relay, Confirmations confirmations) {
        return at(relay, confirmations)
                .or(() -> at(Source.whole(relay.device()), confirmations))
                .or(() -> confirmations.onlyMeter(relay.device()).flatMap(meter -> at(meter, confirmations)));
    }

    /// Whether nothing was drawn anyway.
    boolean isDark() {
        return watts < ALWAYS_OFF_WATTS;
    }

    /// Below this the load is taken to be off: the larger of 5 W and a tenth of what it drew.
    double offBelowWatts() {
        return Math.max(ALWAYS_OFF_WATTS, OFF_SHARE * watts);
    }

    private static Optional<Before> at(Source meter, Confirmations confirmations) {
        return confirmations.watts(meter).map(watts -> new Before(meter, watts));
    }
}
