package dev.domovoi.observe.hygiene;

import dev.domovoi.observe.hygiene.Current.Says;
import dev.domovoi.observe.hygiene.Verdict.Doubted;
import dev.domovoi.observe.hygiene.Verdict.Passed;
import dev.domovoi.observe.hygiene.Verdict.Quarantined;
import dev.domovoi.signal.Observation.Reading;
import java.util.Optional;
import java.util.OptionalLong;

/// What is remembered of the meter at one source, to judge its electric readings by.
final class Meter {
    private final Relays relays;
    private final String channel;
    private final Current current = new Current();
    private final Balance balance = new Balance();
    private final Stillness stillness = new Stillness();
    private final OffRelay offRelay = new OffRelay();
    private final Counter imported = new Counter();
    private final Pending overRating = new Pending();
    private final Steady volts = Steady.volts();
    private Optional<Counter> returned = Optional.empty();
    private double believedWatts = Double.NaN;
    private double mostBelievedWatts;
    private boolean countsBothWays;
    private boolean wasFrozen;
    private boolean isTold;

    Meter(Relays relays, String channel) {
        this.relays = relays;
        this.channel = channel;
    }

    /// Takes note, before anything of the message is judged, of what says something about its other readings.
    void noteVolts(double value, long inspection) {
        current.volts(value, inspection);
    }

    void noteAmperes(double value, long inspection) {
        if (Math.abs(value) <= mostAmperes()) {
            current.amperes(value, inspection);
        }
    }

    void noteReturned() {
        countsBothWays = true;
    }

    Verdict watts(Reading reading, long at, long inspection) {
        double watts = reading.value();
        stillness.power.report(watts, at);
        balance.power(watts, at);
        OptionalLong offSince = relays.offSince(channel);
        Says says = current.says(watts, at, inspection, offSince.isPresent());
        boolean isBehindOffRelay = offRelay.doubts(watts, imported.believedKwh(), at, offSince);
        if (Math.abs(watts) > mostWatts() && says != Says.AGREES) {
            return overRating(reading, at);
        }
        overRating.clear();
        if (says == Says.THOUSANDFOLD || balance.saysPowerIsThousandfold()) {
            return new Quarantined(reading, Reason.UNIT);
        }
        if (says == Says.CONTRADICTS) {
            return new Quarantined(reading, Reason.CONTRADICTION);
        }
        if (stillness.isFrozen(at)) {
            return new Doubted(reading, Reason.FROZEN);
        }
        if (isBehindOffRelay || says == Says.DOUBTS) {
            return new Doubted(reading, isBehindOffRelay ? Reason.RELAY_OFF : Reason.CONTRADICTION);
        }
        believedWatts = watts;
        mostBelievedWatts = Math.max(mostBelievedWatts, Math.abs(watts));
        countsBothWays |= watts < -OffRelay.FLOWING_WATTS;
        return new Passed(reading);
    }

    /// A lone one is not true. One that stays may be a large relay that nobody declared, or a fire: people must see
    /// it.
    private Verdict overRating(Reading reading, long at) {
        boolean stays = overRating.isFollowedBy(reading.value(), at);
        if (!overRating.isSet()) {
            overRating.hold(reading.value(), at);
        }
        if (isThousandfold(reading.value())) {
            return new Quarantined(reading, Reason.UNIT);
        }
        return stays && Math.abs(reading.value()) <= Physics.LARGEST_RELAY_WATTS
                ? new Doubted(reading, Reason.RATING)
                : new Quarantined(reading, Reason.RATING);
    }

    Verdict voltamperes(Reading reading) {
        return Math.abs(reading.value()) > mostWatts() ? new Quarantined(reading, Reason.RATING) : new Passed(reading);
    }

    Verdict amperes(Reading reading, long at) {
        stillness.amperes.report(reading.value(), at);
        return Math.abs(reading.value()) > mostAmperes()
                ? new Quarantined(reading, Reason.RATING)
                : new Passed(reading);
    }

    Verdict volts(Reading reading, long at) {
        stillness.volts.report(reading.value(), at);
        return verdict(reading, volts.judge(reading.value(), at));
    }

    Verdict total(Reading reading, long at) {
        stillness.total.report(reading.value(), at);
        balance.total(reading.value(), at);
        Optional<Reason> reason = imported.judge(reading.value(), at, mostGrowthWatts());
        return verdict(reading, balance.saysTotalIsThousandfold() ? Optional.of(Reason.UNIT) : reason);
    }

    Verdict returnedTotal(Reading reading, long at) {
        Counter counter = returned.orElseGet(Counter::new);
        returned = Optional.of(counter);
        return verdict(reading, counter.judge(reading.value(), at, mostGrowthWatts()));
    }

    /// Whether the watts would be what was believed last, were they milliwatts.
    boolean isThousandfold(double watts) {
        double ratio = watts / 1000 / believedWatts;
        return ratio >= 0.5 && ratio <= 2;
    }

    /// Whether the meter stands still now, where that is news or bad news; empty where there is nothing to say.
    Optional<Boolean> frozen(long at) {
        if (!stillness.isJudged()) {
            return Optional.empty();
        }
        boolean isFrozen = stillness.isFrozen(at);
        boolean isNews = !isTold || isFrozen || wasFrozen;
        isTold = true;
        wasFrozen = isFrozen;
        return isNews ? Optional.of(isFrozen) : Optional.empty();
    }

    static Verdict verdict(Reading reading, Optional<Reason> reason) {
        return reason.<Verdict>map(why -> new Quarantined(reading, why)).orElseGet(() -> new Passed(reading));
    }

    private double mostWatts() {
        return relays.mostWatts(channel, countsBothWays);
    }

    private double mostAmperes() {
        return mostWatts() / Physics.LEAST_MAINS_VOLTS;
    }

    /// What has been drawn once can be drawn again.
    private double mostGrowthWatts() {
        return Math.max(mostWatts(), mostBelievedWatts);
    }
}
