package dev.domovoi.app.explain;

import dev.domovoi.decide.Cut;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Latch;
import dev.domovoi.decide.Lease;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Reasons;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One decision in words: what was seen and what is usual, what was done about it or why not, what came of it, and how
/// a person answers.
final class Explanation {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final int MOST_OTHERS = 12;

    /// What a person can do about a guard that is not about the moment.
    private static final Map<String, String> REMEDIES = Map.of(
            "mode", "set \"mode: act\" in the configuration",
            "not_allowed", "put {action: \"ACTION\", device: \"DEVICE\"} on \"act.allow\"",
            "unknown_load", "declare the device's role under \"devices\"",
            "protected", "take \"protected\" off the device under \"devices\"",
            "paused", "end the pause: POST /api/resume with the token",
            "no_ledger", "let 'domovoi doctor' say what is wrong with \"state.dir\", and mend that",
            "open_broker", "let the broker refuse clients without a password: 'domovoi doctor' says how",
            "maintenance", "end the work with 'domovoi maintenance', or take its window out of \"maintenance\"",
            "identity", "set \"protected: false\" for the device under \"devices\", if it is what you declared");

    private final KeptTale tale;
    private final List<KeptTale> others;
    private final HomeState state;
    private final ZoneId zone;
    private final String prefix;

    /// `others` are the other decisions of the same incident, the oldest first.
    Explanation(KeptTale tale, List<KeptTale> others, HomeState state, ZoneId zone, String prefix) {
        this.tale = tale;
        this.others = others;
        this.state = state;
        this.zone = zone;
        this.prefix = prefix;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Decision " + tale.id() + ", " + DAY.format(tale.at().atZone(zone)) + ": " + tale.subject());
        lines.add("");
        lines.add(tale.why());
        section(lines, "What I knew", new EvidenceWords(zone).lines(tale));
        section(lines, "What I did", did());
        section(lines, "What else there was", story());
        section(lines, "What you can say", answers());
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, List<String> told) {
        if (!told.isEmpty()) {
            lines.add("");
            lines.add(title + ":");
            told.forEach(line -> lines.add("  " + line));
        }
    }

    private List<String> did() {
        return switch (tale.verdict()) {
            case "alert" -> alert();
            case "act" -> acted();
            case "would_act" ->
                List.of(
                        "Nothing. I would have " + done()
                                + ": only the mode was in the way, all other guards let it pass.",
                        remedies(List.of("mode")).orElse(""));
            case "held" -> held();
            default -> List.of("(verdict " + tale.verdict() + ")");
        };
    }

    private List<String> alert() {
        List<String> told = new ArrayList<>();
        Optional<String> progress = tale.word("progress");
        if (progress.isPresent()) {
            told.add("I told people that something I had begun ("
                    + tale.word("acted_on").orElse("") + ") ended as "
                    + progress.get().replace('_', ' ') + ": "
                    + tale.word("outcome").orElse("") + ".");
        } else {
            told.add(tale.word("severity")
                    .map(worst -> worst.equals("info")
                            ? "I told people: news, and no alarm (severity info)."
                            : "I told people: an alarm of severity " + worst + ".")
                    .orElse("I told people."));
        }
        others.stream()
                .filter(other -> other.at().equals(tale.at()) && !other.action().isEmpty())
                .forEach(other -> told.add("In the same moment, " + other.id() + ": I " + deed(other) + "."));
        return told;
    }

    private static String deed(KeptTale other) {
        String what = Deeds.done(other);
        return switch (other.verdict()) {
            case "act" -> what;
            case "would_act" -> "would have " + what + ", but am only asked to advise";
            default -> "would have " + what + ", but was held by " + other.guard();
        };
    }

    private String done() {
        return Deeds.done(tale);
    }

    private List<String> acted() {
        List<String> told = new ArrayList<>();
        told.add("I " + done() + ": no guard stood in the way.");
        Optional<Plan> plan = state.plans().stream()
                .filter(one -> one.decision().equals(tale.id()))
                .findFirst();
        told.add(plan.map(one -> outcome(one.progress(), Deeds.confirms(tale.action())))
                .orElse("What came of it is not kept any more."));
        plan.flatMap(this::after).ifPresent(told::add);
        return told;
    }

    private static String outcome(Plan.Progress progress, String who) {
        return switch (progress) {
            case RUNNING -> "It is under way: I wait for " + who + " to confirm it.";
            case DONE -> "It was done: " + who + " confirmed it.";
            case REFUSED -> "It was refused: nothing was changed.";
            case FAILED -> "It failed: I cannot say that it was done.";
            case MAYBE_DONE -> "I was stopped before I knew: it may have been done, and I did not try again.";
        };
    }

    private Optional<String> after(Plan plan) {
        Optional<String> taken = state.leases().stream()
                .filter(lease -> lease.plan().equals(plan.id()))
                .map(this::taken)
                .findFirst();
        Optional<String> latched = state.latches().stream()
                .map(Latch::plan)
                .filter(plan.id()::equals)
                .map(cut -> "It stays off until a person switches it on: I never do.")
                .findFirst();
        return taken.or(() -> latched);
    }

    private String taken(Lease lease) {
        return "It is only lent: by " + SHORT.format(lease.until().atZone(zone)) + " at the latest, or when "
                + lease.rule() + " is over, "
                + (lease.isForPeople() ? "I tell you that you may switch it on again." : "I give it back.");
    }

    private List<String> held() {
        List<String> told = new ArrayList<>();
        List<String> guards = tale.guards();
        told.add("Nothing. I would have " + done() + ", but was held.");
        told.add("First by \"" + tale.guard() + "\"" + because(tale.guard()) + ".");
        List<String> further = guards.stream()
                .filter(guard -> !guard.equals(tale.guard()))
                .map(guard -> "\"" + guard + "\"" + because(guard))
                .toList();
        if (!further.isEmpty()) {
            told.add("Without that, also by " + String.join("; ", further) + ".");
        }
        remedies(guards).ifPresent(told::add);
        return told;
    }

    private Optional<String> remedies(List<String> guards) {
        List<String> all = guards.stream()
                .filter(REMEDIES::containsKey)
                .map(guard -> REMEDIES.getOrDefault(guard, "")
                        .replace("ACTION", tale.action())
                        .replace("DEVICE", Deeds.target(tale)))
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of("If you want me to act the next time: " + String.join("; ", all) + ".");
    }

    private static String because(String guard) {
        return Reasons.because(guard).map(reason -> ": " + reason).orElse("");
    }

    private Optional<Incident> incident() {
        return state.incidents().stream()
                .filter(one -> one.id().equals(tale.incident()))
                .findFirst();
    }

    private List<String> story() {
        List<String> told = new ArrayList<>();
        told.add(incident()
                .map(open -> "Incident " + open.id() + " is open since "
                        + SHORT.format(open.openedAt().atZone(zone)) + ", at worst "
                        + open.severity().word() + ". " + judged(open))
                .orElse("Incident " + tale.incident() + " is closed by now."));
        List<KeptTale> rest = others.stream()
                .filter(other -> tale.verdict().equals("alert")
                        ? !other.at().equals(tale.at()) || other.action().isEmpty()
                        : true)
                .toList();
        rest.stream().limit(MOST_OTHERS).forEach(other -> told.add(line(other)));
        if (rest.size() > MOST_OTHERS) {
            told.add("and " + (rest.size() - MOST_OTHERS) + " more.");
        }
        return told;
    }

    private String line(KeptTale other) {
        Instant at = other.at();
        String when = SHORT.format(at.atZone(zone)) + ", " + (at.isBefore(tale.at()) ? "before: " : "");
        boolean isSame = tale.why().startsWith(other.why().replaceFirst("\\.$", ""));
        String verdict = other.action().isEmpty() || other.verdict().equals("alert")
                ? (isSame ? "I told people of the same." : other.why())
                : "I " + deed(other) + ".";
        return when + other.id() + ": " + verdict;
    }

    private static String judged(Incident open) {
        return open.real()
                .map(isReal -> isReal ? "You said that it is real." : "You called it a false alarm.")
                .orElse("Nobody has said yet whether it is real.");
    }

    private List<String> answers() {
        Optional<Incident> open = incident();
        List<String> told = new ArrayList<>();
        open.ifPresent(known -> {
            told.add("it is nothing:   mosquitto_pub -t " + prefix + "/command/feedback/" + known.id()
                    + " -m false_alarm");
            told.add("it is real:      mosquitto_pub -t " + prefix + "/command/feedback/" + known.id() + " -m true");
            if (known.cut().isPossible()
                    && !tale.action().isEmpty()
                    && !tale.verdict().equals("alert")) {
                told.add("never do that:   mosquitto_pub -t " + prefix + "/command/deny/" + tale.id()
                        + " -n   (in this incident)");
            }
            if (known.cut() instanceof Cut.Denied) {
                told.add("(I do nothing more in this incident: somebody forbade it.)");
            }
        });
        if (open.isPresent() && tale.guards().contains("approval")) {
            told.add("do it:           POST /api/approve/" + tale.id() + " with the token   (or " + prefix
                    + "/command/approve/" + tale.id() + " over MQTT, where mqtt.approvals is on)");
        }
        return told;
    }
}
