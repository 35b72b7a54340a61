package dev.domovoi.decide.rule;

import dev.domovoi.decide.Deed;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Operand.Read;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One rule of the household: of which things, what it waits for, when that is over, and what is then said and done.
///
/// `says` is the sentence that people are told, with names of quantities between braces. Without `until` a rule is
/// over when its condition is false. `corroborate` must be true too before anything is done.
public record Rule(
        String name,
        Selection selection,
        Condition when,
        Optional<Condition> until,
        Optional<Condition> corroborate,
        Severity severity,
        Duration cooldown,
        String says,
        List<Deed> deeds) {

    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    /// Kinds of incidents that are not rules'.
    private static final Pattern TAKEN = Pattern.compile("unusual_.*|safety_cut");

    public static final Duration LONGEST_COOLDOWN = Duration.ofDays(30);

    public Rule {
        if (!isName(name)) {
            throw new IllegalArgumentException("a rule cannot be called \"" + name + "\"");
        }
        if (cooldown.isNegative() || cooldown.compareTo(LONGEST_COOLDOWN) > 0) {
            throw new IllegalArgumentException(
                    "cooldown of " + name + " must be at most " + LONGEST_COOLDOWN + ", was " + cooldown);
        }
        deeds = List.copyOf(deeds);
        for (Deed deed : deeds) {
            if (!fits(deed, selection.scope())) {
                throw new IllegalArgumentException(name + " cannot " + deed.kind() + " a "
                        + selection.scope().word());
            }
        }
        Stream.of(Optional.of(when), until, corroborate)
                .flatMap(Optional::stream)
                .flatMap(Rule::reads)
                .filter(read -> !mayRead(selection.scope(), read))
                .findFirst()
                .ifPresent(read -> {
                    throw new IllegalArgumentException(
                            "a rule about a " + selection.scope().word() + " cannot read " + read.told());
                });
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.matcher(name).matches();
    }

    /// Whether a rule about such a thing can know it: its own quantities, the home's, and those of one that is named.
    public static boolean mayRead(Scope about, Read read) {
        Scope owner = read.term().owner();
        return read.on().isPresent() ? owner != Scope.HOME : owner == about || owner == Scope.HOME;
    }

    /// Whether such a thing can have it done to it.
    public static boolean fits(Deed deed, Scope about) {
        return switch (deed) {
            case Deed.SwitchOff off -> about == Scope.DEVICE;
            case Deed.Shed shed -> about == (shed.ladder().isPresent() ? Scope.HOME : Scope.DEVICE);
            case Deed.Quarantine quarantine -> about == Scope.CLIENT;
            case Deed.Cordon cordon -> about == Scope.NODE;
            case Deed.PowerCycle cycle -> about == Scope.DEVICE || about == Scope.NODE || about == Scope.ROUTER;
        };
    }

    Optional<Deed.Ladder> ladder() {
        return deeds.stream()
                .flatMap(deed -> deed instanceof Deed.Shed shed ? shed.ladder().stream() : Stream.empty())
                .findFirst();
    }

    /// Whether it is read before the rule can begin.
    boolean waitsFor(Read asked) {
        return reads(when).anyMatch(asked::equals);
    }

    /// All conditions that it has.
    Stream<Condition> conditions() {
        return Stream.of(Optional.of(when), until, corroborate).flatMap(Optional::stream);
    }

    /// Every quantity that it reads, in the order of writing.
    List<Read> reads() {
        return conditions().flatMap(Rule::reads).distinct().toList();
    }

    private static Stream<Read> reads(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.of().stream().flatMap(Rule::reads);
            case Condition.Any any -> any.of().stream().flatMap(Rule::reads);
            case Condition.Not not -> reads(not.of());
            case Condition.Lasts lasts -> reads(lasts.of());
            case Condition.Compare compare ->
                Stream.of(compare.left(), compare.right())
                        .flatMap(side -> side instanceof Read read ? Stream.of(read) : Stream.empty());
            case Condition.Clock clock -> Stream.empty();
            case Condition.Days days -> Stream.empty();
            case Condition.Triggered triggered -> Stream.empty();
        };
    }

    /// The names of the trigger messages that it waits for.
    List<String> triggers() {
        return conditions().flatMap(Rule::triggers).distinct().toList();
    }

    private static Stream<String> triggers(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.of().stream().flatMap(Rule::triggers);
            case Condition.Any any -> any.of().stream().flatMap(Rule::triggers);
            case Condition.Not not -> triggers(not.of());
            case Condition.Lasts lasts -> triggers(lasts.of());
            case Condition.Triggered triggered -> Stream.of(triggered.name());
            case Condition.Compare compare -> Stream.empty();
            case Condition.Clock clock -> Stream.empty();
            case Condition.Days days -> Stream.empty();
        };
    }
}
