package dev.domovoi.decide.rule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of one thing right now, and how far each rule has come with it. A value that is too old is not known.
final class Known {
    private static final int MOST_CHANNELS = 64;
    private static final long NEVER = Long.MIN_VALUE;

    final Subject subject;
    private Profile profile;
    private final double[] values;
    private final String[] words;
    private final long[] at;
    private final long[] until;
    /// In order of arrival: how a sum is rounded depends on it, and must not change from run to run.
    private final Map<Channel, Part> parts = new LinkedHashMap<>();
    private String judgedStream = "";
    /// The rules that hold of it, and their cases that are more than idle.
    private BitSet rules = new BitSet();

    private final Map<Integer, Case> cases = new HashMap<>();
    private final Map<Integer, Ring> rings = new HashMap<>();
    private Optional<Cycle> cycle = Optional.empty();
    /// What of it is in the home's sum.
    double countedWatts;

    private record Channel(Term term, String name) {}

    private record Part(double value, long at, long until) {}

    Known(Subject subject) {
        this.subject = subject;
        this.profile = Profile.undeclared(subject);
        int size = Term.countOf(subject.scope());
        this.values = new double[size];
        this.words = new String[size];
        this.at = new long[size];
        this.until = new long[size];
        Arrays.fill(words, "");
        Arrays.fill(until, NEVER);
    }

    Profile profile() {
        return profile;
    }

    BitSet rules() {
        return rules;
    }

    Map<Integer, Case> cases() {
        return cases;
    }

    /// The windows that are kept of it, by their place in the rule book.
    Map<Integer, Ring> rings() {
        return rings;
    }

    Optional<Cycle> cycle() {
        return cycle;
    }

    void learnCycle() {
        cycle = cycle.or(() -> Optional.of(new Cycle()));
    }

    /// Takes over what is declared of it, for good.
    void declare(Profile declared, BitSet matching) {
        profile = declared;
        rules = matching;
        if (subject.scope() == Scope.DEVICE) {
            putWord(
                    Term.DEVICE_ROLE,
                    declared.role().orElse(""),
                    NEVER,
                    declared.role().isPresent());
            putWord(
                    Term.DEVICE_ROOM,
                    declared.room().orElse(""),
                    NEVER,
                    declared.room().isPresent());
            put(
                    Term.DEVICE_PRIORITY,
                    declared.priority().orElse(0),
                    NEVER,
                    declared.priority().isPresent() ? Long.MAX_VALUE : NEVER);
        }
    }

    private void putWord(Term term, String word, long heard, boolean isKnown) {
        put(term, word, heard, isKnown ? Long.MAX_VALUE : NEVER);
    }

    void put(Term term, double value, long heard, long good) {
        int slot = term.slot();
        values[slot] = value;
        at[slot] = heard;
        until[slot] = good;
    }

    void put(Term term, String word, long heard, long good) {
        int slot = term.slot();
        words[slot] = word;
        at[slot] = heard;
        until[slot] = good;
    }

    /// A number of one channel; of the device as a whole it is what its channels make together, unless the device
    /// itself says it. False where an older value came after a newer one.
    boolean put(Fact.Amount fact, long heard, long now) {
        long good = heard + fact.good().toMillis();
        if (fact.channel().isEmpty()) {
            boolean isOld =
                    until[fact.term().slot()] != NEVER && heard < at[fact.term().slot()];
            if (!isOld) {
                parts.keySet().removeIf(channel -> channel.term() == fact.term());
                put(fact.term(), fact.value(), heard, good);
            }
            return !isOld;
        }
        Channel channel = new Channel(fact.term(), fact.channel());
        boolean isToldWhole =
                isKnown(fact.term(), now) && parts.keySet().stream().noneMatch(part -> part.term() == fact.term());
        Part before = parts.get(channel);
        boolean isOld = before != null && heard < before.at();
        if (isToldWhole || isOld || (before == null && parts.size() >= MOST_CHANNELS)) {
            return false;
        }
        parts.put(channel, new Part(fact.value(), heard, good));
        merge(fact.term(), now);
        return true;
    }

    private void merge(Term term, long now) {
        double merged = Double.NaN;
        long oldest = Long.MAX_VALUE;
        long good = Long.MAX_VALUE;
        for (Map.Entry<Channel, Part> entry : parts.entrySet()) {
            Part part = entry.getValue();
            if (entry.getKey().term() == term && part.until() >= now) {
                merged = Double.isNaN(merged) ? part.value() : merged(term, merged, part.value());
                oldest = Math.min(oldest, part.at());
                good = Math.min(good, part.until());
            }
        }
        put(term, merged, oldest, Double.isNaN(merged) ? NEVER : good);
    }

    private static double merged(Term term, double one, double other) {
        return switch (term.merge()) {
            case SUM -> one + other;
            case MOST -> Math.max(one, other);
            case LEAST -> Math.min(one, other);
        };
    }

    /// Drops channels that have fallen silent, so that the others count again.
    void expire(long now) {
        if (parts.isEmpty()) {
            return;
        }
        for (Term term : Term.values()) {
            boolean hasGone = parts.entrySet()
                    .removeIf(part ->
                            part.getKey().term() == term && part.getValue().until() < now);
            if (hasGone) {
                merge(term, now);
            }
        }
    }

    /// Of several streams of a device the rarest is what its score is.
    boolean put(Fact.Judged fact, long heard, long now) {
        Fact.Judgement said = fact.judgement();
        boolean isOther = !judgedStream.equals(fact.stream()) && isKnown(Term.SCORE_TAIL, now);
        if (isOther && said.tail() >= values[Term.SCORE_TAIL.slot()]) {
            return false;
        }
        long good = heard + fact.good().toMillis();
        judgedStream = fact.stream();
        put(Term.SCORE_TAIL, said.tail(), heard, good);
        put(Term.SCORE_SURPRISE, said.surpriseNats(), heard, good);
        put(Term.SCORE_VALUE, said.value(), heard, good);
        put(Term.SCORE_LOW, said.low(), heard, good);
        put(Term.SCORE_EXPECTED, said.expected(), heard, good);
        put(Term.SCORE_HIGH, said.high(), heard, good);
        return true;
    }

    boolean isKnown(Term term, long now) {
        return until[term.slot()] >= now;
    }

    /// NaN where it is not known.
    double number(Term term, long now) {
        int slot = term.slot();
        return until[slot] >= now ? values[slot] : Double.NaN;
    }

    /// Empty where it is not known.
    String word(Term term, long now) {
        int slot = term.slot();
        return until[slot] >= now ? words[slot] : "";
    }

    long heardAt(Term term) {
        return at[term.slot()];
    }

    long goodUntil(Term term) {
        return until[term.slot()];
    }

    /// Continuity is lost: nothing that was measured is known any more, and every case waits anew.
    void interrupt(long now) {
        forget(now);
        cycle.ifPresent(Cycle::interrupt);
        cases.values().forEach(open -> open.interrupt(now));
    }

    /// It is lost: only that is known of it.
    void forgetValues(Term but, long now) {
        int slot = but.slot();
        long good = until[slot];
        forget(now);
        until[slot] = good;
        cycle.ifPresent(Cycle::interrupt);
    }

    /// What is declared stays.
    private void forget(long now) {
        for (int slot = 0; slot < until.length; slot++) {
            if (until[slot] != Long.MAX_VALUE) {
                until[slot] = NEVER;
            }
        }
        parts.clear();
        judgedStream = "";
        rings.values().forEach(ring -> ring.interrupt(now));
    }
}
