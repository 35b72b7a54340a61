package dev.domovoi.decide.rule;

import dev.domovoi.decide.rule.Operand.Read;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A checked set of rules, immutable, with an index from each quantity to the rules that read it.
public final class RuleBook {
    public static final int MOST_RULES = 500;
    public static final RuleBook EMPTY = new RuleBook(List.of());

    private static final int[] NONE = {};

    private final List<Rule> rules;
    private final List<Ready> ready = new ArrayList<>();
    private final Map<Past, Integer> windows = new HashMap<>();
    private final List<Past> pasts = new ArrayList<>();
    private final Map<Term, int[]> own = new EnumMap<>(Term.class);
    private final Map<Term, int[]> ofHome = new EnumMap<>(Term.class);
    private final Map<Term, int[]> ofNamed = new EnumMap<>(Term.class);
    private final Map<String, int[]> triggered = new HashMap<>();

    /// A window over one term.
    record Past(Term term, Window window) {}

    /// A rule made ready to be asked.
    record Ready(
            Rule rule,
            Tests.Test when,
            Optional<Tests.Test> until,
            Optional<Tests.Test> corroborate,
            int timers,
            List<Seen> reads) {}

    /// A quantity that it reads, with its number or truth as one; NaN of a word.
    record Seen(Read read, Tests.Value value) {}

    public RuleBook(List<Rule> rules) {
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " rules, were " + rules.size());
        }
        if (rules.stream().map(Rule::name).distinct().count() < rules.size()) {
            throw new IllegalArgumentException("two rules have one name");
        }
        this.rules = List.copyOf(rules);
        for (int i = 0; i < rules.size(); i++) {
            ready.add(ready(rules.get(i)));
            index(i);
        }
    }

    public List<Rule> rules() {
        return rules;
    }

    private Ready ready(Rule rule) {
        Tests tests = new Tests(this::place);
        Tests.Test when = tests.of(rule.when());
        Optional<Tests.Test> until = rule.until().map(tests::of);
        Optional<Tests.Test> corroborate = rule.corroborate().map(tests::of);
        List<Seen> reads = rule.reads().stream()
                .map(read -> new Seen(read, tests.number(read)))
                .toList();
        return new Ready(rule, when, until, corroborate, tests.timers(), reads);
    }

    private int place(Read read) {
        Past past = new Past(read.term(), read.window().orElseThrow());
        return windows.computeIfAbsent(past, unknown -> {
            pasts.add(past);
            return pasts.size() - 1;
        });
    }

    private void index(int rule) {
        for (Read read : rules.get(rule).reads()) {
            boolean isHome = read.term().owner() == Scope.HOME;
            add(read.on().isPresent() ? ofNamed : isHome ? ofHome : own, read.term(), rule);
        }
        if (rules.get(rule).ladder().isPresent()) {
            add(ofHome, Term.HOME_POWER, rule);
            add(ofHome, Term.HOME_CONTRACT, rule);
        }
        rules.get(rule).triggers().forEach(name -> add(triggered, name, rule));
    }

    private static <K> void add(Map<K, int[]> index, K key, int rule) {
        int[] before = index.getOrDefault(key, NONE);
        if (before.length > 0 && before[before.length - 1] == rule) {
            return;
        }
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = rule;
        index.put(key, after);
    }

    Ready ready(int rule) {
        return ready.get(rule);
    }

    int size() {
        return rules.size();
    }

    /// The rules that read it of their own subject.
    int[] readersOfOwn(Term term) {
        return own.getOrDefault(term, NONE);
    }

    int[] readersOfHome(Term term) {
        return ofHome.getOrDefault(term, NONE);
    }

    /// The rules that read it of a thing that they name.
    int[] readersOfNamed(Term term) {
        return ofNamed.getOrDefault(term, NONE);
    }

    int[] waitingFor(String trigger) {
        return triggered.getOrDefault(trigger, NONE);
    }

    /// The rules that hold of a thing, by their places.
    BitSet matching(Subject subject, Profile profile) {
        BitSet matching = new BitSet(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            matching.set(i, rules.get(i).selection().matches(subject, profile));
        }
        return matching;
    }

    /// The windows over a thing's quantities that rules ask for, by their places.
    Map<Integer, Window> windowsOf(Subject subject, Profile profile, BitSet matching) {
        Map<Integer, Window> found = new LinkedHashMap<>();
        readsOf(subject, profile, matching)
                .filter(read -> read.window().isPresent())
                .forEach(read -> found.put(place(read), read.window().get()));
        return found;
    }

    /// Which window is at a place.
    Past past(int place) {
        return pasts.get(place);
    }

    boolean readsCycleOf(Subject subject, Profile profile, BitSet matching) {
        return readsOf(subject, profile, matching).anyMatch(read -> read.term().isOfCycle());
    }

    private Stream<Read> readsOf(Subject subject, Profile profile, BitSet matching) {
        return IntStream.range(0, rules.size())
                .boxed()
                .flatMap(rule -> rules.get(rule).reads().stream()
                        .filter(read -> read.term().owner() == subject.scope())
                        .filter(read -> read.on()
                                .map(profile.names()::contains)
                                .orElse(matching.get(rule) || subject.scope() == Scope.HOME)));
    }
}
