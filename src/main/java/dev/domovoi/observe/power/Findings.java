package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What is gathered while one message of one device is read; bounded, and refused as a whole beyond the bound.
final class Findings {
    /// Most observations of one message; a real device reports fewer than a hundred.
    static final int MAX_OBSERVATIONS = 256;

    private static final int MAX_PROBLEMS = 16;

    private final Message message;
    private final DeviceId device;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Learned> learned = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int offered;

    Findings(Message message, DeviceId device) {
        this.message = message;
        this.device = device;
    }

    /// The value as a number times `factor`, or a problem at `at`.
    void number(String channel, Quantity quantity, Json json, double factor, String at) {
        OptionalDouble value = Json.number(json);
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble() * factor)) {
            problem(at, "a number in " + quantity.unit(), Json.shown(json));
        } else {
            reading(channel, quantity, value.getAsDouble() * factor, at);
        }
    }

    void reading(String channel, Quantity quantity, double value, String at) {
        if (isChannel(channel, at)) {
            add(new Observation.Reading(
                    new Source(device, channel), quantity, value, message.at(), message.retained()));
        }
    }

    void switched(String channel, boolean on) {
        add(new Observation.SwitchState(new Source(device, channel), on, message.at(), message.retained()));
    }

    void availability(boolean online) {
        add(new Observation.Availability(Source.whole(device), online, message.at(), message.retained()));
    }

    void learn(Learned lesson) {
        if (learned.size() < MAX_OBSERVATIONS) {
            learned.add(lesson);
        }
    }

    void problem(String at, String expected, String got) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(dev.domovoi.signal.Text.shortened(at), expected, got));
        }
    }

    DeviceId device() {
        return device;
    }

    Understood understood() {
        if (offered > MAX_OBSERVATIONS) {
            Problem tooMany =
                    new Problem("payload", "at most " + MAX_OBSERVATIONS + " values in a message", offered + " values");
            return new Understood(List.of(), List.of(), List.of(tooMany));
        }
        return new Understood(observations, learned, problems);
    }

    private void add(Observation observation) {
        offered++;
        if (offered <= MAX_OBSERVATIONS) {
            observations.add(observation);
        }
    }

    private boolean isChannel(String channel, String at) {
        boolean fits = channel.isEmpty() || DeviceId.isName(channel);
        if (!fits) {
            problem(at, "a printable channel name of at most " + DeviceId.MAX_NAME_CHARS + " characters", channel);
        }
        return fits;
    }
}
