package dev.domovoi.decide.rule;

import dev.domovoi.decide.Role;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One quantity that a rule can read: of what it is, its name, its measure, and how the channels of one device merge.
///
/// This is the whole vocabulary; the reader of rule files, the schema for editors and the manual are made from it.
public enum Term {
    DEVICE_POWER(Scope.DEVICE, "power", Measure.POWER, Merge.SUM, "what it draws"),
    DEVICE_ENERGY(Scope.DEVICE, "energy", Measure.ENERGY, Merge.SUM, "its meter's total"),
    DEVICE_VOLTAGE(Scope.DEVICE, "voltage", Measure.VOLTAGE, Merge.MOST, "mains voltage"),
    DEVICE_CURRENT(Scope.DEVICE, "current", Measure.CURRENT, Merge.SUM, "mains current"),
    DEVICE_TEMPERATURE(Scope.DEVICE, "temperature", Measure.TEMPERATURE, Merge.MOST, "what its sensor says"),
    DEVICE_HUMIDITY(Scope.DEVICE, "humidity", Measure.PERCENT, Merge.MOST, "what its sensor says"),
    DEVICE_SWITCH(Scope.DEVICE, "switch", "on", "off", Merge.MOST, "its relay; of several, whether any is on"),
    DEVICE_STATE(Scope.DEVICE, "state", List.of("live", "quiet", "lost"), "whether anything is heard of it"),
    DEVICE_ROLE(Scope.DEVICE, "role", roles(), "what is declared to hang on it"),
    DEVICE_ROOM(Scope.DEVICE, "room", List.of(), "where it is declared to be"),
    DEVICE_PRIORITY(
            Scope.DEVICE, "priority", Measure.NUMBER, Merge.MOST, "its declared priority; the least is shed first"),
    DEVICE_CYCLE(
            Scope.DEVICE, "cycle", List.of("idle", "running", "finished"), "where it is in its learned cycle of work"),
    DEVICE_RUN(Scope.DEVICE, "run", Measure.TIME, Merge.MOST, "how long it has been running without a pause"),
    DEVICE_PAUSE(Scope.DEVICE, "pause", Measure.TIME, Merge.MOST, "how long it has not been running"),
    DEVICE_USUAL_RUN(Scope.DEVICE, "usual_run", Measure.TIME, Merge.MOST, "learned: nine of ten runs are shorter"),
    DEVICE_USUAL_PAUSE(
            Scope.DEVICE, "usual_pause", Measure.TIME, Merge.MOST, "learned: nine of ten pauses are shorter"),
    SCORE_TAIL(Scope.DEVICE, "score", "tail_probability", Measure.RATIO, "how rare its newest hour is"),
    SCORE_SURPRISE(Scope.DEVICE, "score", "surprise", Measure.SURPRISE, "the same as a negative logarithm"),
    SCORE_VALUE(Scope.DEVICE, "score", "value", Measure.POWER, "the power that was judged"),
    SCORE_LOW(Scope.DEVICE, "score", "low", Measure.POWER, "the least that is usual at this hour"),
    SCORE_EXPECTED(Scope.DEVICE, "score", "expected", Measure.POWER, "what is usual at this hour"),
    SCORE_HIGH(Scope.DEVICE, "score", "high", Measure.POWER, "the most that is usual at this hour"),
    HOME_POWER(Scope.HOME, "power", Measure.POWER, Merge.SUM, "what all live plugs draw, or what a main meter says"),
    HOME_CONTRACT(Scope.HOME, "contract_watts", Measure.POWER, Merge.MOST, "what may be drawn, as configured"),
    HOME_PRESENCE(Scope.HOME, "presence", "home", "away", Merge.MOST, "whether anybody is home"),
    ROUTER_STATE(Scope.ROUTER, "state", List.of("live", "quiet", "lost"), "whether anything is heard of it"),
    ROUTER_PING(Scope.ROUTER, "ping", Measure.TIME, Merge.LEAST, "round trip; of several hosts the best"),
    ROUTER_PING_LOSS(
            Scope.ROUTER, "ping_loss", Measure.RATIO, Merge.LEAST, "share of lost echoes; of several the best"),
    ROUTER_CONNTRACK(Scope.ROUTER, "conntrack", Measure.NUMBER, Merge.MOST, "tracked connections"),
    ROUTER_LEASES(Scope.ROUTER, "dhcp_leases", Measure.NUMBER, Merge.MOST, "addresses that are lent"),
    ROUTER_RECEIVED(Scope.ROUTER, "received", Measure.SPEED, Merge.MOST, "of the busiest interface"),
    ROUTER_SENT(Scope.ROUTER, "sent", Measure.SPEED, Merge.MOST, "of the busiest interface"),
    ROUTER_UPTIME(Scope.ROUTER, "uptime", Measure.TIME, Merge.MOST, "since its start"),
    NODE_STATE(Scope.NODE, "state", List.of("live", "quiet", "lost"), "whether anything is heard of it"),
    NODE_READY(Scope.NODE, "ready", "true", "false", Merge.LEAST, "whether Kubernetes gives it pods"),
    NODE_CORDONED(Scope.NODE, "cordoned", "true", "false", Merge.MOST, "whether it is closed to new pods"),
    NODE_UNDERVOLTAGE(Scope.NODE, "undervoltage", "true", "false", Merge.MOST, "whether its supply is too weak"),
    NODE_THROTTLED(Scope.NODE, "throttled", "true", "false", Merge.MOST, "whether its processor is slowed down"),
    NODE_READ_ONLY(Scope.NODE, "read_only", "true", "false", Merge.MOST, "whether a file system cannot be written"),
    NODE_TEMPERATURE(Scope.NODE, "temperature", Measure.TEMPERATURE, Merge.MOST, "of its hottest sensor"),
    NODE_LOAD(Scope.NODE, "load", Measure.NUMBER, Merge.MOST, "runnable processes"),
    NODE_DISK_FREE(Scope.NODE, "disk_free", Measure.BYTES, Merge.LEAST, "of its fullest file system"),
    NODE_UPTIME(Scope.NODE, "uptime", Measure.TIME, Merge.MOST, "since its start"),
    CLIENT_KNOWN(
            Scope.CLIENT, "known", "true", "false", Merge.LEAST, "whether it was ever here before, or is declared"),
    CLIENT_ONLINE(Scope.CLIENT, "online", "true", "false", Merge.MOST, "whether it is in the network"),
    CLIENT_SENT(Scope.CLIENT, "sent", Measure.BYTES, Merge.SUM, "in its newest time slot"),
    CLIENT_RECEIVED(Scope.CLIENT, "received", Measure.BYTES, Merge.SUM, "in its newest time slot"),
    CLIENT_FINDING(
            Scope.CLIENT,
            "finding",
            List.of(),
            "what was found of its behaviour within the last hour, such as vertical_scan");

    private static final List<Term> ALL = List.of(values());

    private static final Map<Term, Integer> SLOTS = slots();

    private static final Set<Term> UNMEASURED = EnumSet.of(
            DEVICE_SWITCH,
            DEVICE_STATE,
            DEVICE_ROLE,
            DEVICE_ROOM,
            DEVICE_PRIORITY,
            DEVICE_USUAL_RUN,
            DEVICE_USUAL_PAUSE,
            SCORE_LOW,
            SCORE_EXPECTED,
            SCORE_HIGH,
            HOME_CONTRACT,
            HOME_PRESENCE,
            ROUTER_STATE,
            NODE_STATE,
            NODE_READY,
            NODE_CORDONED,
            NODE_UNDERVOLTAGE,
            NODE_THROTTLED,
            NODE_READ_ONLY,
            CLIENT_ONLINE,
            CLIENT_KNOWN);

    /// How the values of several channels become one.
    enum Merge {
        SUM,
        MOST,
        LEAST
    }

    private final Scope owner;
    private final String prefix;
    private final String name;
    private final Measure measure;
    /// With a bar between them.
    private final String words;

    private final Merge merge;
    private final String meaning;

    Term(Scope owner, String name, Measure measure, Merge merge, String meaning) {
        this(owner, owner.word(), name, measure, List.of(), merge, meaning);
    }

    Term(Scope owner, String prefix, String name, Measure measure, String meaning) {
        this(owner, prefix, name, measure, List.of(), Merge.MOST, meaning);
    }

    Term(Scope owner, String name, String yes, String no, Merge merge, String meaning) {
        this(owner, owner.word(), name, Measure.TRUTH, List.of(yes, no), merge, meaning);
    }

    Term(Scope owner, String name, List<String> words, String meaning) {
        this(owner, owner.word(), name, Measure.WORD, words, Merge.MOST, meaning);
    }

    Term(Scope owner, String prefix, String name, Measure measure, List<String> words, Merge merge, String meaning) {
        this.owner = owner;
        this.prefix = prefix;
        this.name = name;
        this.measure = measure;
        this.words = String.join("|", words);
        this.merge = merge;
        this.meaning = meaning;
    }

    private static Map<Term, Integer> slots() {
        Map<Scope, Integer> next = new EnumMap<>(Scope.class);
        Map<Term, Integer> slots = new EnumMap<>(Term.class);
        ALL.forEach(term -> slots.put(term, next.merge(term.owner, 1, Integer::sum) - 1));
        return slots;
    }

    private static List<String> roles() {
        return Arrays.stream(Role.values()).map(Role::word).toList();
    }

    /// Of what it is; a score is a device's.
    public Scope owner() {
        return owner;
    }

    /// The name in rule files, such as `device.power`.
    public String path() {
        return prefix + "." + name;
    }

    public Measure measure() {
        return measure;
    }

    /// The words it can be, for a truth that for yes first; empty where any word can come.
    public List<String> words() {
        return words.isEmpty() ? List.of() : List.of(words.split("\\|"));
    }

    public String meaning() {
        return meaning;
    }

    /// Its place among the terms of its owner.
    int slot() {
        return SLOTS.getOrDefault(this, 0);
    }

    static int countOf(Scope owner) {
        return (int) ALL.stream().filter(term -> term.owner == owner).count();
    }

    Merge merge() {
        return merge;
    }

    /// Whether it is a measurement, which grows old: not declared, learned, or true until something else is said.
    boolean isMeasured() {
        return !UNMEASURED.contains(this);
    }

    /// Whether it comes from the learned cycle of work.
    boolean isOfCycle() {
        return this == DEVICE_CYCLE
                || this == DEVICE_RUN
                || this == DEVICE_PAUSE
                || this == DEVICE_USUAL_RUN
                || this == DEVICE_USUAL_PAUSE;
    }

    /// The term of that path.
    public static Optional<Term> of(String path) {
        return ALL.stream().filter(term -> term.path().equals(path)).findFirst();
    }
}
