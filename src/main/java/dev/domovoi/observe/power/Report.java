package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one message says about one device, collected member by member; a message beyond the limit is refused whole.
final class Report {
    /// The most that one message may report: a sender of more is broken or hostile.
    static final int MAX_OBSERVATIONS = 256;

    static final Decoded NOTHING = new Decoded.Understood(List.of(), List.of(), List.of());
    static final Decoded NOT_MINE = new Decoded.NotMine();

    private static final int MAX_PROBLEMS = 16;

    private final Message message;
    private final DeviceId device;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Learned> learned = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /// The name must be one, see [DeviceId#isName].
    Report(Message message, String dialect, String name) {
        this.message = message;
        this.device = new DeviceId(dialect, name);
    }

    static Decoded refused(Problem problem) {
        return new Decoded.Understood(List.of(), List.of(), List.of(problem));
    }

    static Decoded refused(String at, String expected, String got) {
        return refused(new Problem(at, expected, got));
    }

    static Decoded refusedName(String name) {
        String expected = "a device name of 1.." + DeviceId.MAX_NAME_CHARS + " printable characters";
        return refused("topic", expected, '"' + name + "\" (" + name.length() + " characters)");
    }

    DeviceId device() {
        return device;
    }

    Source source(String channel) {
        return new Source(device, channel);
    }

    /// Adds the number, `null` being no value.
    void number(String at, String channel, Field field, Json value) {
        if (value instanceof Json.Null) {
            return;
        }
        OptionalDouble number = Json.number(value);
        if (number.isPresent()) {
            reading(at, channel, field, number.getAsDouble());
        } else {
            problem(at, field.expected(), Json.shown(value));
        }
    }

    /// Adds the number that the text spells.
    void number(String at, String channel, Field field, String text) {
        number(at, channel, field, new Json.Text(text));
    }

    private void reading(String at, String channel, Field field, double number) {
        double value = field.inOwnUnit(number);
        if (Double.isFinite(value)) {
            add(new Observation.Reading(source(channel), field.quantity(), value, message.at(), message.retained()));
        } else {
            problem(at, field.expected(), Double.toString(number));
        }
    }

    void switched(String channel, boolean on) {
        add(new Observation.SwitchState(source(channel), on, message.at(), message.retained()));
    }

    void available(boolean online) {
        add(new Observation.Availability(Source.whole(device), online, message.at(), message.retained()));
    }

    void learned(SwitchRecipe recipe) {
        if (learned.size() < MAX_OBSERVATIONS) {
            learned.add(new Learned.Switch(recipe));
        }
    }

    /// The member as an object; `null` and anything else are none, the latter a problem.
    Optional<Json.Obj> object(String at, Json value) {
        return switch (value) {
            case Json.Obj object -> Optional.of(object);
            case Json.Null _ -> Optional.empty();
            case Json.Arr _, Json.Num _, Json.Text _, Json.Bool _ -> {
                problem(at, "an object", Json.shown(value));
                yield Optional.empty();
            }
        };
    }

    /// The member as a boolean; `null` and anything else are none, the latter a problem.
    Optional<Boolean> flag(String at, Json value) {
        return switch (value) {
            case Json.Bool(boolean flag) -> Optional.of(flag);
            case Json.Null _ -> Optional.empty();
            case Json.Obj _, Json.Arr _, Json.Num _, Json.Text _ -> {
                problem(at, "true or false", Json.shown(value));
                yield Optional.empty();
            }
        };
    }

    void problem(String at, String expected, String got) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(at, expected, got));
        }
    }

    boolean has(String channel, Quantity quantity) {
        return observations.stream()
                .anyMatch(seen -> seen instanceof Observation.Reading reading
                        && reading.quantity() == quantity
                        && reading.source().channel().equals(channel));
    }

    Decoded decoded() {
        if (observations.size() > MAX_OBSERVATIONS) {
            return refused("payload", "at most " + MAX_OBSERVATIONS + " observations in a message", "more of them");
        }
        return new Decoded.Understood(observations, learned, problems);
    }

    private void add(Observation observation) {
        if (observations.size() <= MAX_OBSERVATIONS) {
            observations.add(observation);
        }
    }
}
