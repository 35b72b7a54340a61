package dev.domovoi.decide.rule;

import dev.domovoi.decide.rule.RuleBook.Past;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All things that facts are about, and which rules hold of which.
final class Cast {
    private final int most;
    private final Known home = new Known(Subject.HOME);
    private final Map<Subject, Known> knowns = new LinkedHashMap<>();
    private final Map<String, Known> named = new HashMap<>();
    private final List<List<Known>> subjects = new ArrayList<>();
    private RuleBook book;

    Cast(RuleBook book, int most) {
        this.book = book;
        this.most = most;
        knowns.put(Subject.HOME, home);
        adopt(book);
    }

    RuleBook book() {
        return book;
    }

    Known home() {
        return home;
    }

    /// By the kind of thing and its name, as [Moment#key] puts them together.
    Map<String, Known> named() {
        return named;
    }

    Collection<Known> all() {
        return knowns.values();
    }

    /// The things that a rule holds of.
    List<Known> subjectsOf(int rule) {
        return subjects.get(rule);
    }

    /// What is known of it, from now on; empty where there is no room.
    Optional<Known> of(Subject subject) {
        Known known = knowns.get(subject);
        if (known == null && knowns.size() < most) {
            known = new Known(subject);
            knowns.put(subject, known);
            declare(known, Profile.undeclared(subject));
        }
        return Optional.ofNullable(known);
    }

    void introduce(Subject subject, Profile profile) {
        of(subject).filter(known -> !known.profile().equals(profile)).ifPresent(known -> {
            known.profile().names().forEach(name -> named.remove(Moment.key(subject.scope(), name), known));
            subjects.forEach(of -> of.remove(known));
            declare(known, profile);
        });
    }

    /// The home is always there.
    Optional<Known> forget(Subject subject) {
        Optional<Known> gone =
                subject.equals(Subject.HOME) ? Optional.empty() : Optional.ofNullable(knowns.remove(subject));
        gone.ifPresent(known -> {
            named.values().removeIf(known::equals);
            subjects.forEach(of -> of.remove(known));
            knowns.values().forEach(other -> other.cases().values().forEach(open -> open.forget(known)));
        });
        return gone;
    }

    private void declare(Known known, Profile profile) {
        BitSet matching = book.matching(known.subject, profile);
        known.declare(profile, matching);
        profile.names().forEach(name -> named.putIfAbsent(Moment.key(known.subject.scope(), name), known));
        matching.stream().forEach(rule -> subjects.get(rule).add(known));
        Map<Integer, Window> windows = book.windowsOf(known.subject, profile, matching);
        known.rings().keySet().retainAll(windows.keySet());
        windows.forEach((place, window) -> known.rings().computeIfAbsent(place, absent -> new Ring(window)));
        if (known.subject.scope() == Scope.DEVICE && book.readsCycleOf(known.subject, profile, matching)) {
            known.learnCycle();
        }
    }

    /// Finds anew who is in which rule. Windows that are asked for again go on.
    void adopt(RuleBook next) {
        Map<Known, Map<Past, Ring>> before = new LinkedHashMap<>();
        knowns.values().forEach(known -> before.put(known, rings(known)));
        book = next;
        subjects.clear();
        next.rules().forEach(rule -> subjects.add(new ArrayList<>()));
        before.forEach((known, rings) -> {
            declare(known, known.profile());
            known.rings().replaceAll((place, fresh) -> rings.getOrDefault(next.past(place), fresh));
        });
    }

    private Map<Past, Ring> rings(Known known) {
        Map<Past, Ring> rings = new HashMap<>();
        known.rings().forEach((place, ring) -> rings.put(book.past(place), ring));
        known.rings().clear();
        return rings;
    }
}
