package dev.domovoi.decide.rule;

import java.util.Set;

/// Of which things a rule holds, each by itself: those that have one of the names, roles and rooms (an empty set asks
/// for nothing), and none of the others.
public record Selection(Scope scope, Traits having, Traits except) {
    /// Names, roles and rooms.
    public record Traits(Set<String> names, Set<String> roles, Set<String> rooms) {
        public static final Traits NONE = new Traits(Set.of(), Set.of(), Set.of());

        public Traits {
            names = Set.copyOf(names);
            roles = Set.copyOf(roles);
            rooms = Set.copyOf(rooms);
        }

        private boolean hasAll(Profile profile) {
            return (names.isEmpty() || profile.names().stream().anyMatch(names::contains))
                    && (roles.isEmpty()
                            || profile.role().filter(roles::contains).isPresent())
                    && (rooms.isEmpty()
                            || profile.room().filter(rooms::contains).isPresent());
        }

        private boolean hasAny(Profile profile) {
            return profile.names().stream().anyMatch(names::contains)
                    || profile.role().filter(roles::contains).isPresent()
                    || profile.room().filter(rooms::contains).isPresent();
        }
    }

    public static Selection all(Scope scope) {
        return new Selection(scope, Traits.NONE, Traits.NONE);
    }

    boolean matches(Subject subject, Profile profile) {
        return subject.scope() == scope && having.hasAll(profile) && !except.hasAny(profile);
    }
}
