package dev.domovoi.observe.flow;

import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The members of a JSON object of which it is known what each has to be.
final class Members {
    private static final long MAX_EXACT = 1L << 53;

    private final Json.Obj object;

    /// A member that is not what it has to be.
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Wrong(Problem problem) {
            super(null, null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    Members(Json json) throws Wrong {
        if (!(json instanceof Json.Obj given)) {
            throw wrong("payload", "an object", Json.shown(json));
        }
        this.object = given;
    }

    static Wrong wrong(String at, String expected, String got) {
        return new Wrong(new Problem(at, expected, got));
    }

    boolean has(String name) {
        return object.member(name).isPresent();
    }

    private Json member(String name, String expected) throws Wrong {
        return object.member(name).orElseThrow(() -> wrong(name, expected, "nothing"));
    }

    long count(String name, long most) throws Wrong {
        String expected = "a whole number of 0.." + most;
        Json json = member(name, expected);
        if (json instanceof Json.Num(double value) && value >= 0 && value <= most && value == Math.rint(value)) {
            return (long) value;
        }
        throw wrong(name, expected, Json.shown(json));
    }

    /// Empty where there is none or it is `null`.
    Optional<Long> countOrNone(String name) throws Wrong {
        Json json = object.member(name).orElseGet(Json.Null::new);
        return json instanceof Json.Null ? Optional.empty() : Optional.of(count(name, MAX_EXACT));
    }

    /// Empty where there is none or it is `null`.
    Optional<Members> objectOrNone(String name) throws Wrong {
        Json json = object.member(name).orElseGet(Json.Null::new);
        return json instanceof Json.Null ? Optional.empty() : Optional.of(new Members(json));
    }

    boolean claim(String name) throws Wrong {
        Json json = member(name, "true or false");
        if (json instanceof Json.Bool(boolean value)) {
            return value;
        }
        throw wrong(name, "true or false", Json.shown(json));
    }

    Address address(String name) throws Wrong {
        Json json = member(name, "an address");
        Optional<Address> address = json instanceof Json.Text(String value) ? Address.parse(value) : Optional.empty();
        return address.orElseThrow(() -> wrong(name, "an address", Json.shown(json)));
    }

    /// Empty where it is `null`, missing or empty.
    String mac(String name) throws Wrong {
        String text = textOrNone(name);
        if (text.isEmpty() || text.equals("-")) {
            return "";
        }
        return Leases.mac(text).orElseThrow(() -> wrong(name, "a MAC", '"' + text + '"'));
    }

    String text(String name, Pattern form, String expected) throws Wrong {
        Json json = member(name, expected);
        if (json instanceof Json.Text(String value) && form.matcher(value).matches()) {
            return value;
        }
        throw wrong(name, expected, Json.shown(json));
    }

    /// Empty where it is `null` or missing.
    String textOrNone(String name) throws Wrong {
        Json json = object.member(name).orElseGet(Json.Null::new);
        if (json instanceof Json.Null) {
            return "";
        }
        if (json instanceof Json.Text(String value)) {
            return value;
        }
        throw wrong(name, "a text or null", Json.shown(json));
    }

    List<Json> items(String name, int most) throws Wrong {
        String expected = "at most " + most + " items";
        Json json = member(name, expected);
        if (json instanceof Json.Arr(List<Json> items) && items.size() <= most) {
            return items;
        }
        throw wrong(name, expected, Json.shown(json));
    }
}
