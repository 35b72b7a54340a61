package dev.domovoi.observe.hygiene;

import dev.domovoi.observe.hygiene.Verdict.Passed;
import dev.domovoi.observe.hygiene.Verdict.Quarantined;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Availability;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/// Decides of everything a message said whether it can be true. Belongs to one thread.
///
/// What is retained is context and passes untouched; what arrived before `trustedFrom`, while our own clock was not
/// set, becomes context. Beyond its limits it remembers nothing new and asks only what is possible at all.
public final class Hygiene {
    static final int MOST_DEVICES = 2_000;
    static final int MOST_SOURCES = 6_000;

    private final Function<DeviceId, OptionalDouble> ratingsWatts;
    private final Instant trustedFrom;
    private final Map<DeviceId, Relays> relays = new HashMap<>();
    private final Map<Source, Meter> meters = new HashMap<>();
    private final Map<StreamId, Steady> steady = new HashMap<>();
    private long inspection;

    /// `ratingsWatts` are the declared ones, asked once for each device.
    public Hygiene(Function<DeviceId, OptionalDouble> ratingsWatts, Instant trustedFrom) {
        this.ratingsWatts = ratingsWatts;
        this.trustedFrom = trustedFrom;
    }

    /// One verdict for each observation of a message, in their order, and more where the meter itself is judged.
    public List<Verdict> inspect(List<Observation> observations) {
        inspection++;
        for (Observation observation : observations) {
            if (!observation.retained() && isTrusted(observation)) {
                note(observation);
            }
        }
        List<Verdict> verdicts = new ArrayList<>(observations.size() + 1);
        for (Observation observation : observations) {
            judge(observation, verdicts);
        }
        return verdicts;
    }

    /// Takes note that a source has a relay.
    public void learn(Source relay) {
        Relays known = relays(relay.device());
        known.exists(relay.channel());
    }

    public void forget(DeviceId device) {
        relays.remove(device);
        meters.keySet().removeIf(source -> source.device().equals(device));
        steady.keySet().removeIf(stream -> stream.source().device().equals(device));
    }

    private boolean isTrusted(Observation observation) {
        return !observation.at().isBefore(trustedFrom);
    }

    private void note(Observation observation) {
        switch (observation) {
            case Reading reading -> note(reading);
            case SwitchState state ->
                relays(state.source().device())
                        .says(state.source().channel(), state.on(), state.at().toEpochMilli());
            case Availability nothing -> {}
            case Status nothing -> {}
        }
    }

    private void note(Reading reading) {
        Physics physics = Physics.of(reading.quantity());
        if (!physics.allows(reading.value())) {
            return;
        }
        switch (physics.kind()) {
            case VOLTS -> meter(reading.source()).noteVolts(reading.value(), inspection);
            case AMPERES -> meter(reading.source()).noteAmperes(reading.value(), inspection);
            case RETURNED_TOTAL -> meter(reading.source()).noteReturned();
            case WATTS, VOLTAMPERES, TOTAL, DEGREES, HERTZ, PLAIN -> {}
        }
    }

    private void judge(Observation observation, List<Verdict> verdicts) {
        if (observation.retained()) {
            verdicts.add(new Passed(observation));
        } else if (observation instanceof Reading reading) {
            verdicts.add(isTrusted(reading) ? judge(reading) : new Quarantined(reading, Reason.CLOCK));
            frozen(reading, verdicts);
        } else {
            verdicts.add(new Passed(timely(observation)));
        }
    }

    /// The observation as it is, or as context where it arrived before our own clock was set.
    public Observation timely(Observation observation) {
        if (isTrusted(observation)) {
            return observation;
        }
        return switch (observation) {
            case Reading was -> new Reading(was.source(), was.quantity(), was.value(), was.at(), true);
            case SwitchState was -> new SwitchState(was.source(), was.on(), was.at(), true);
            case Availability was -> new Availability(was.source(), was.online(), was.at(), true);
            case Status was -> new Status(was.source(), was.condition(), was.holds(), was.at(), true);
        };
    }

    private Verdict judge(Reading reading) {
        Physics physics = Physics.of(reading.quantity());
        if (!physics.allows(reading.value())) {
            return new Quarantined(reading, impossible(reading, physics));
        }
        long at = reading.at().toEpochMilli();
        return switch (physics.kind()) {
            case WATTS -> meter(reading.source()).watts(reading, at, inspection);
            case VOLTAMPERES -> meter(reading.source()).voltamperes(reading);
            case AMPERES -> meter(reading.source()).amperes(reading, at);
            case VOLTS -> meter(reading.source()).volts(reading, at);
            case TOTAL -> meter(reading.source()).total(reading, at);
            case RETURNED_TOTAL -> meter(reading.source()).returnedTotal(reading, at);
            case DEGREES ->
                Meter.verdict(reading, steady(reading, Steady::degrees).judge(reading.value(), at));
            case HERTZ -> Meter.verdict(reading, steady(reading, Steady::hertz).judge(reading.value(), at));
            case PLAIN -> new Passed(reading);
        };
    }

    private Reason impossible(Reading reading, Physics physics) {
        Meter meter = meters.get(reading.source());
        boolean isMilliwatts =
                physics.kind() == Physics.Kind.WATTS && meter != null && meter.isThousandfold(reading.value());
        return isMilliwatts ? Reason.UNIT : Reason.LIMIT;
    }

    private void frozen(Reading reading, List<Verdict> verdicts) {
        Physics.Kind kind = Physics.of(reading.quantity()).kind();
        Meter meter = meters.get(reading.source());
        if (meter != null && (kind == Physics.Kind.WATTS || kind == Physics.Kind.VOLTS)) {
            meter.frozen(reading.at().toEpochMilli())
                    .ifPresent(holds -> verdicts.add(new Passed(
                            new Status(reading.source(), Condition.METER_FROZEN, holds, reading.at(), false))));
        }
    }

    private Relays relays(DeviceId device) {
        Relays known = relays.get(device);
        if (known == null) {
            known = new Relays(ratingsWatts.apply(device));
            if (relays.size() < MOST_DEVICES) {
                relays.put(device, known);
            }
        }
        return known;
    }

    private Meter meter(Source source) {
        Meter known = meters.get(source);
        if (known == null) {
            known = new Meter(relays(source.device()), source.channel());
            if (meters.size() < MOST_SOURCES) {
                meters.put(source, known);
            }
        }
        return known;
    }

    private Steady steady(Reading reading, Supplier<Steady> made) {
        StreamId stream = new StreamId(reading.source(), reading.quantity());
        Steady known = steady.get(stream);
        if (known == null) {
            known = made.get();
            if (steady.size() < MOST_SOURCES) {
                steady.put(stream, known);
            }
        }
        return known;
    }
}
