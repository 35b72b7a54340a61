package dev.domovoi.app.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// One configuration key: its path, default, unit and meaning as documented, and how its text becomes a value.
///
/// In a path `*` stands for a name the user chooses and `[]` for each element of a list. An empty default means "not
/// set". The parser throws [IllegalArgumentException] with a text that begins with what it expected.
public record Key<T>(String path, String fallback, String unit, String meaning, Function<String, T> parser) {
    /// How paths of secrets end; some addresses are secrets too.
    private static final List<String> SECRETS = List.of("password", "token", "webhook.url", "ntfy.url", "headers.*");

    List<String> segments() {
        return List.of(path.replace("[]", ".[]").split("\\."));
    }

    boolean matches(List<String> found) {
        List<String> own = segments();
        if (own.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!fits(own.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether something shorter was given where this key has further levels.
    boolean isBelow(List<String> section) {
        List<String> own = segments();
        if (own.size() <= section.size()) {
            return false;
        }
        for (int i = 0; i < section.size(); i++) {
            if (!fits(own.get(i), section.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// A list position is no name, so `*` does not stand for it.
    private static boolean fits(String own, String found) {
        return own.equals("*") ? !found.equals("[]") : own.equals(found);
    }

    boolean isSecret() {
        return SECRETS.stream().anyMatch(path::endsWith);
    }

    /// The environment variable that overrides it; empty for keys below a list or a chosen name.
    String variable() {
        boolean isPlain = !path.contains("*") && !path.contains("[].");
        return isPlain ? "DOMOVOI_" + path.replace("[]", "").replace('.', '_').toUpperCase(Locale.ROOT) : "";
    }
}
