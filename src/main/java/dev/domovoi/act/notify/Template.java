package dev.domovoi.act.notify;

import dev.domovoi.signal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a webhook: JSON with placeholders such as `${why}` inside its strings.
public record Template(String text) {
    private static final int MAX_CHARS = 8_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Map<String, Function<Notice, String>> VALUES = values();

    /// What is sent unless told otherwise.
    public static final Template USUAL = new Template("""
            {"event":"${event}","incident":"${incident}","device":"${device}","name":"${name}","kind":"${kind}",\
            "severity":"${severity}","opened_at":"${opened_at}","at":"${at}","title":"${title}","why":"${why}"}""");

    public Template {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a template of at most " + MAX_CHARS + " characters");
        }
        List<String> unknown = new ArrayList<>(PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !VALUES.containsKey(name))
                .toList());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("placeholders of " + String.join(", ", VALUES.keySet()) + "; \""
                    + Text.shortened(unknown.getFirst()) + "\" is none of them");
        }
    }

    private static Map<String, Function<Notice, String>> values() {
        Map<String, Function<Notice, String>> values = new LinkedHashMap<>();
        values.put("event", notice -> notice.event().word());
        values.put("incident", Notice::incident);
        values.put("device", Notice::device);
        values.put("name", Notice::name);
        values.put("kind", Notice::kind);
        values.put("severity", notice -> notice.severity().word());
        values.put("opened_at", notice -> notice.openedAt().toString());
        values.put("at", notice -> notice.at().toString());
        values.put("title", Notice::title);
        values.put("why", Notice::why);
        return values;
    }

    /// With every placeholder filled in, as it stands inside a JSON string.
    public String filled(Notice notice) {
        return replaced(found -> Quoted.inside(value(found.group(1), notice)));
    }

    /// With a bare word for each placeholder: JSON only where all of them stand inside strings.
    public String withWords() {
        return replaced(found -> "word");
    }

    private static String value(String name, Notice notice) {
        return VALUES.getOrDefault(name, unknown -> "").apply(notice);
    }

    private String replaced(Function<MatchResult, String> by) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
    }
}
