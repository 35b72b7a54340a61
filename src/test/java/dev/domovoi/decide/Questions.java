package dev.domovoi.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A second, simpler bookkeeping of who was asked for approval of what, and answered.
final class Questions {
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final List<Question> all = new ArrayList<>();
    private Event led = new Event.Minute();

    private record Question(String incident, String part, String decision, Instant until, boolean isGiven) {}

    static boolean isNeeded(Policy policy, String kind, Optional<Role> role) {
        Consent consent = policy.consent();
        boolean isForGood = kind.equals("off") && !role.map(Role::heatsOrTurns).orElse(false);
        return consent.isAsked() && (isForGood || consent.also().contains(kind));
    }

    static String part(Decision decision) {
        return decision.action().orElseThrow().kind() + decision.subject();
    }

    void decided(Decision decision, Event event) {
        if (decision.verdict() == Decision.Verdict.ACT) {
            all.removeIf(question -> question.incident().equals(decision.incident()));
        }
        if (decision.evidence().guards().equals(List.of("approval"))) {
            all.replaceAll(old ->
                    old.incident().equals(decision.incident()) && old.until().isAfter(decision.at())
                            ? new Question(old.incident(), old.part(), old.decision(), decision.at(), old.isGiven())
                            : old);
            Instant until = decision.at().plus(WITHIN);
            led = event;
            all.add(new Question(decision.incident(), part(decision), decision.id(), until, false));
        }
    }

    void approve(String id, HomeState state, Instant now) {
        all.stream()
                .filter(question ->
                        question.incident().equals(id) || question.decision().equals(id))
                .max(Comparator.comparing(Question::until))
                .filter(question -> now.isBefore(question.until()) && !question.isGiven())
                .filter(question -> state.incident(question.incident())
                        .filter(incident -> incident.cut().isPossible())
                        .isPresent())
                .ifPresent(question -> all.replaceAll(old -> old.equals(question) ? given(old, now) : old));
    }

    private static Question given(Question old, Instant now) {
        Instant good = now.plusSeconds(120);
        Instant until = old.until().isAfter(good) ? old.until() : good;
        return new Question(old.incident(), old.part(), old.decision(), until, true);
    }

    void restarted() {
        all.removeIf(Question::isGiven);
    }

    boolean areAnswered(Decision decision) {
        return all.stream()
                .anyMatch(question -> question.isGiven()
                        && decision.at().isBefore(question.until())
                        && question.incident().equals(decision.incident())
                        && question.part().equals(part(decision)));
    }

    /// What led to the newest question.
    Event led() {
        return led;
    }

    boolean areOpen(Instant now) {
        return all.stream().anyMatch(question -> now.isBefore(question.until()) && !question.isGiven());
    }

    /// The decision that asked for approval last; none where nobody was asked.
    String newest() {
        return all.isEmpty() ? "d-0" : all.getLast().decision();
    }
}
