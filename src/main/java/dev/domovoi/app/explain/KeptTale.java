package dev.domovoi.app.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.observe.payload.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One decision as it was kept, read back. `action` is its kind and `target` on what; both are empty where people were
/// only told, and `guard` where none stopped it.
record KeptTale(
        String id,
        Instant at,
        String rule,
        String incident,
        String subject,
        String verdict,
        String action,
        String target,
        String guard,
        Map<String, Json> evidence,
        String why) {

    /// Empty where what is kept is not what we write.
    static Optional<KeptTale> of(KeptDecision kept) {
        if (!(Json.read(kept.json().getBytes(UTF_8)) instanceof Json.Ok(Json.Obj json))) {
            return Optional.empty();
        }
        Json.Obj action = object(json, "action");
        Json.Obj evidence = object(json, "evidence");
        String kind = text(action, "action");
        return Optional.of(new KeptTale(
                kept.id(),
                kept.at(),
                text(json, "rule"),
                text(json, "incident"),
                text(json, "subject"),
                text(json, "verdict"),
                kind.isEmpty() ? text(evidence, "wanted") : kind,
                text(action, "device"),
                text(json, "guard"),
                evidence.members(),
                text(json, "why")));
    }

    private static Json.Obj object(Json.Obj in, String name) {
        return in.members().get(name) instanceof Json.Obj found ? found : new Json.Obj(new LinkedHashMap<>());
    }

    private static String text(Json.Obj in, String name) {
        return in.members().get(name) instanceof Json.Text(String value) ? value : "";
    }

    /// The fact of that name where it is a word.
    Optional<String> word(String name) {
        return evidence.get(name) instanceof Json.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    OptionalDouble number(String name) {
        return evidence.get(name) instanceof Json.Num(double value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /// All guards that would have stopped the action, in their order.
    List<String> guards() {
        return evidence.get("guards") instanceof Json.Arr(List<Json> items)
                ? items.stream()
                        .map(item -> item instanceof Json.Text(String value) ? value : "")
                        .filter(name -> !name.isEmpty())
                        .toList()
                : List.of();
    }
}
