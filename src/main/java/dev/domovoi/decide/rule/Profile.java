package dev.domovoi.decide.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What the household has declared of a thing. It may be selected by the name people call it, by its topic name, and
/// by both with the dialect.
public record Profile(
        String name,
        List<String> names,
        Optional<String> role,
        Optional<String> room,
        OptionalDouble priority,
        boolean isProtected) {

    public Profile {
        names = List.copyOf(names);
    }

    /// A thing of which nothing was declared.
    public static Profile undeclared(Subject subject) {
        return of(subject, subject.id().name(), Optional.empty(), Optional.empty());
    }

    /// One with a name, and with a role and a room where these are given.
    public static Profile of(Subject subject, String name, Optional<String> role, Optional<String> room) {
        List<String> names = Stream.of(name, subject.id().name(), subject.id().toString())
                .distinct()
                .toList();
        return new Profile(name, names, role, room, OptionalDouble.empty(), false);
    }

    /// The same with a priority: it may be shed, the least one first.
    public Profile withPriority(double priority) {
        return new Profile(name, names, role, room, OptionalDouble.of(priority), isProtected);
    }
}
