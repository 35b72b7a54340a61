package dev.domovoi.app.explain;

import dev.domovoi.app.store.Store;
import dev.domovoi.decide.HomeState;
import dev.domovoi.signal.Text;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a person asks for among the decisions that are kept, and tells it.
public final class Explainer {
    private static final Pattern ID = Pattern.compile("([di])-(\\d{1,12})");
    private static final int SHOWN = 8;
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final int WHY_CHARS = 100;
    private static final int MOST_OF_AN_INCIDENT = 200;

    private final Store store;
    private final HomeState state;
    private final ZoneId zone;
    private final String prefix;

    /// What became of a question.
    public sealed interface Answer {
        record Told(String text) implements Answer {}

        /// Nothing of that id is kept; what is nearest and newest.
        record Unknown(String text) implements Answer {}
    }

    /// `prefix` is that of the topics.
    public Explainer(Store store, HomeState state, ZoneId zone, String prefix) {
        this.store = store;
        this.state = state;
        this.zone = zone;
        this.prefix = prefix;
    }

    /// By the id of a decision or of an incident; of an incident the decision that it began with is told. Without an
    /// id: the newest.
    public Answer explain(String id) {
        if (id.isEmpty()) {
            return new Answer.Told(newest());
        }
        return store.shelf()
                .named(id)
                .flatMap(KeptTale::of)
                .<Answer>map(
                        tale -> new Answer.Told((tale.id().equals(id) ? "" : "Incident " + id + " began with this.\n")
                                + new Explanation(tale, others(tale), state, zone, prefix).text()))
                .orElseGet(() -> new Answer.Unknown(unknown(id)));
    }

    private List<KeptTale> others(KeptTale tale) {
        return store.shelf().ofIncident(tale.incident(), MOST_OF_AN_INCIDENT).stream()
                .flatMap(kept -> KeptTale.of(kept).stream())
                .filter(other -> !other.equals(tale))
                .toList();
    }

    /// The newest, one line each.
    private String newest() {
        List<String> lines = store.decisions(SHOWN).stream()
                .flatMap(kept -> KeptTale.of(kept).stream())
                .map(this::line)
                .toList();
        return lines.isEmpty() ? "No decision is kept." : "The newest decisions:\n" + String.join("\n", lines);
    }

    private String line(KeptTale tale) {
        String why = tale.why().length() > WHY_CHARS ? tale.why().substring(0, WHY_CHARS) + "..." : tale.why();
        return "  " + tale.id() + " (" + tale.incident() + ", "
                + SHORT.format(tale.at().atZone(zone)) + ", " + tale.verdict() + "): " + why;
    }

    private String unknown(String id) {
        Matcher asked = ID.matcher(id);
        if (!asked.matches()) {
            return "\"" + Text.shortened(id) + "\" is no id: a decision's is such as d-12, an incident's such as i-3. "
                    + newest();
        }
        boolean isIncident = asked.group(1).equals("i");
        String nearest = store.shelf()
                .nearest(isIncident, Long.parseLong(asked.group(2)))
                .flatMap(KeptTale::of)
                .map(tale -> "; the nearest that is: " + (isIncident ? tale.incident() : tale.id()))
                .orElse("");
        String what = isIncident ? "No decision of an incident " : "No decision ";
        return what + id + " is kept" + nearest + ". " + newest();
    }
}
