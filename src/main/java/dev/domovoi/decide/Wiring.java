package dev.domovoi.decide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What hangs on what in the home, as the household declared it. Immutable.
public final class Wiring {
    /// Of a home that says nothing of it.
    public static final Wiring NONE = new Wiring(Map.of(), Set.of());

    private final SortedMap<String, Thing> things;
    private final Set<String> own;

    /// Of each thing from which something vital is reached: the next on the shortest way there.
    private final Map<String, String> next = new HashMap<>();

    private final Map<String, List<String>> feeders = new HashMap<>();

    /// A declared thing: what people call it, its role, and the keys or [Vital] words of what it powers.
    public record Thing(String name, Optional<Role> role, List<String> powers) {
        public Thing {
            powers = List.copyOf(powers);
        }
    }

    /// The things by their keys; `own` are the names and addresses of the machine that the agent runs on.
    public Wiring(Map<String, Thing> things, Set<String> own) {
        this.things = new TreeMap<>(things);
        this.own = Set.copyOf(own);
        this.things.forEach((key, thing) -> thing.powers()
                .forEach(fed ->
                        feeders.computeIfAbsent(fed, first -> new ArrayList<>()).add(key)));
        follow();
    }

    /// From all that is vital back to what feeds it, level by level.
    private void follow() {
        Set<String> all = new TreeSet<>(things.keySet());
        all.addAll(feeders.keySet());
        Deque<String> reached = new ArrayDeque<>();
        all.stream().filter(key -> itself(key).isPresent()).forEach(reached::add);
        Set<String> seen = new HashSet<>(reached);
        while (!reached.isEmpty()) {
            String key = reached.remove();
            for (String feeder : feeders.getOrDefault(key, List.of())) {
                if (seen.add(feeder)) {
                    next.put(feeder, key);
                    reached.add(feeder);
                }
            }
        }
    }

    /// The keys of some that power one another in a circle, each once; empty where there is no circle.
    public List<String> circle() {
        Map<String, List<String>> left = withoutEnds();
        if (left.isEmpty()) {
            return List.of();
        }
        Set<String> way = new LinkedHashSet<>();
        String at = new TreeSet<>(left.keySet()).getFirst();
        while (way.add(at)) {
            at = left.getOrDefault(at, List.of()).getFirst();
        }
        List<String> all = List.copyOf(way);
        return all.subList(all.indexOf(at), all.size());
    }

    /// Each that still powers something after all were taken away that, in the end, power nothing.
    private Map<String, List<String>> withoutEnds() {
        Map<String, List<String>> left = new HashMap<>();
        things.forEach((key, thing) -> left.put(key, new ArrayList<>(thing.powers())));
        Deque<String> ends = new ArrayDeque<>(feeders.keySet());
        ends.addAll(things.keySet());
        Set<String> gone = new HashSet<>();
        while (!ends.isEmpty()) {
            String end = ends.remove();
            if (left.getOrDefault(end, List.of()).isEmpty() && gone.add(end)) {
                left.remove(end);
                for (String feeder : feeders.getOrDefault(end, List.of())) {
                    left.getOrDefault(feeder, new ArrayList<>()).remove(end);
                    ends.add(feeder);
                }
            }
        }
        return left;
    }

    /// The place of a thing. `name` is what people call it; `kind` says what it is vital as, such as "a node", where
    /// that is known otherwise than by its declaration.
    public Supply supply(String key, String name, Optional<String> kind) {
        Optional<String> lifeline = kind.or(() -> itself(key))
                .or(() -> word(name))
                .map(what -> name + " is " + what)
                .or(() -> Optional.ofNullable(next.get(key)).map(fed -> name + " powers " + way(fed)));
        return lifeline.isEmpty() && !feeders.containsKey(key)
                ? Supply.NONE
                : new Supply(lifeline, feeding(key).stream().map(this::name).toList());
    }

    private String way(String first) {
        StringBuilder words = new StringBuilder();
        String at = first;
        while (next.containsKey(at)) {
            words.append(name(at)).append(", which powers ");
            at = next.getOrDefault(at, at);
        }
        boolean isOnlyAWord = !things.containsKey(at) && Vital.of(at).isPresent();
        String last = itself(at).orElse("");
        return words.append(isOnlyAWord ? last : name(at) + ", which is " + last)
                .toString();
    }

    /// What it is vital as, by itself.
    private Optional<String> itself(String key) {
        if (own.contains(key)) {
            return Optional.of(Vital.AGENT.phrase());
        }
        Optional<Thing> thing = Optional.ofNullable(things.get(key));
        return word(key)
                .or(() -> thing.flatMap(known -> word(known.name())))
                .or(() -> thing.flatMap(Thing::role).flatMap(Role::vitalAs));
    }

    private static Optional<String> word(String name) {
        return Vital.of(name).map(Vital::phrase);
    }

    private String name(String key) {
        return Optional.ofNullable(things.get(key)).map(Thing::name).orElse(key);
    }

    /// The keys of all that feed it, the nearest first.
    private Set<String> feeding(String key) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(key));
        while (!open.isEmpty()) {
            for (String feeder : feeders.getOrDefault(open.remove(), List.of())) {
                if (!feeder.equals(key) && found.add(feeder)) {
                    open.add(feeder);
                }
            }
        }
        return found;
    }
}
