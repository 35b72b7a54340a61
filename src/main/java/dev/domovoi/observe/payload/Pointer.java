package dev.domovoi.observe.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A JSON pointer (RFC 6901): the way from a document to one of its values. The empty one is the document itself.
public record Pointer(List<String> steps) {
    public static final Pointer WHOLE = new Pointer(List.of());

    private static final int MAX_STEPS = 16;
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");
    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

    public Pointer {
        steps = List.copyOf(steps);
    }

    /// Reads `/meter/0/power`; throws [IllegalArgumentException] with what it expected for anything else.
    public static Pointer parse(String text) {
        List<String> steps = new ArrayList<>();
        for (String step : text.split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        boolean isAbsolute = steps.size() > 1 && steps.removeFirst().isEmpty();
        if (!isAbsolute || steps.size() > MAX_STEPS || BAD_ESCAPE.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "a JSON pointer such as /meter/power, with ~1 for a slash and ~0 for a tilde in a name");
        }
        return new Pointer(steps);
    }

    public boolean isWhole() {
        return steps.isEmpty();
    }

    /// The value there; empty where the way ends before.
    public Optional<Json> in(Json document) {
        Optional<Json> here = Optional.of(document);
        for (String step : steps) {
            here = here.flatMap(value -> next(value, step));
        }
        return here;
    }

    private static Optional<Json> next(Json value, String step) {
        return switch (value) {
            case Json.Obj object -> object.member(step);
            case Json.Arr(List<Json> items) -> item(items, step);
            case Json.Num _, Json.Text _, Json.Bool _, Json.Null _ -> Optional.empty();
        };
    }

    private static Optional<Json> item(List<Json> items, String step) {
        boolean isThere = INDEX.matcher(step).matches() && Integer.parseInt(step) < items.size();
        return isThere ? Optional.of(items.get(Integer.parseInt(step))) : Optional.empty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append('/').append(step.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
