package dev.domovoi.observe.payload;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one message says about one device, collected member by member; a message beyond the limit is refused whole.
public final class Report {
    /// The most that one message may report: a sender of more is broken or hostile.
    public static final int MAX_OBSERVATIONS = 256;

    public static final Decoded NOTHING = new Decoded.Understood(List.of(), List.of(), List.of());
    public static final Decoded NOT_MINE = new Decoded.NotMine();

    private static final int MAX_PROBLEMS = 16;

    private final Message message;
    private final DeviceId device;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Learned> learned = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /// The name must be one, see [DeviceId#isName].
    public Report(Message message, String dialect, String name) {
        this.message = message;
        this.device = new DeviceId(dialect, name);
    }

    public static Decoded refused(Problem problem) {
        return new Decoded.Understood(List.of(), List.of(), List.of(problem));
    }

    public static Decoded refused(String at, String expected, String got) {
        return refused(new Problem(at, expected, got));
    }

    public static Decoded refusedName(String name) {
        String expected = "a device name of 1.." + DeviceId.MAX_NAME_CHARS + " printable characters";
        return refused("topic", expected, '"' + name + "\" (" + name.length() + " characters)");
    }

    public DeviceId device() {
        return device;
    }

    public Source source(String channel) {
        return new Source(device, channel);
    }

    /// Adds the number, `null` being no value.
    public void number(String at, String channel, Field field, Json value) {
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
    public void number(String at, String channel, Field field, String text) {
        number(at, channel, field, new Json.Text(text));
    }

    /// Adds the number, which is in the field's unit.
    public void reading(String at, String channel, Field field, double number) {
        double value = field.inOwnUnit(number);
        if (!isChannel(channel)) {
            problem(at, "a printable channel name of at most " + DeviceId.MAX_NAME_CHARS + " characters", channel);
        } else if (Double.isFinite(value)) {
            add(new Observation.Reading(source(channel), field.quantity(), value, message.at(), message.retained()));
        } else {
            problem(at, field.expected(), Double.toString(number));
        }
    }

    private static boolean isChannel(String channel) {
        return channel.isEmpty() || DeviceId.isName(channel);
    }

    public void switched(String channel, boolean on) {
        add(new Observation.SwitchState(source(channel), on, message.at(), message.retained()));
    }

    public void holds(String channel, Condition condition, boolean holds) {
        add(new Observation.Status(source(channel), condition, holds, message.at(), message.retained()));
    }

    public void available(boolean online) {
        add(new Observation.Availability(Source.whole(device), online, message.at(), message.retained()));
    }

    public void learned(SwitchRecipe recipe) {
        learned(new Learned.Switch(recipe));
    }

    public void learned(Learned lesson) {
        if (learned.size() < MAX_OBSERVATIONS) {
            learned.add(lesson);
        }
    }

    /// The message's payload as a JSON object; anything else is a problem.
    public Optional<Json.Obj> document() {
        return switch (Json.read(message.payload())) {
            case Json.Ok(Json.Obj root) -> Optional.of(root);
            case Json.Ok(Json other) -> {
                problem("payload", "a JSON object", Json.shown(other));
                yield Optional.empty();
            }
            case Json.Bad(Problem why) -> {
                problem(why.at(), why.expected(), why.got());
                yield Optional.empty();
            }
        };
    }

    /// The member as an object; `null` and anything else are none, the latter a problem.
    public Optional<Json.Obj> object(String at, Json value) {
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
    public Optional<Boolean> flag(String at, Json value) {
        return switch (value) {
            case Json.Bool(boolean flag) -> Optional.of(flag);
            case Json.Null _ -> Optional.empty();
            case Json.Obj _, Json.Arr _, Json.Num _, Json.Text _ -> {
                problem(at, "true or false", Json.shown(value));
                yield Optional.empty();
            }
        };
    }

    public void problem(String at, String expected, String got) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(Text.shortened(at), expected, got));
        }
    }

    public boolean has(String channel, Quantity quantity) {
        return observations.stream()
                .anyMatch(seen -> seen instanceof Observation.Reading reading
                        && reading.quantity() == quantity
                        && reading.source().channel().equals(channel));
    }

    public Decoded decoded() {
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
