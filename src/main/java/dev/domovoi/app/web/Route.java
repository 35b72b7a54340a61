package dev.domovoi.app.web;

import java.util.Optional;

/// One way to ask: a method, a path in which `{id}` stands for one level, and who may.
record Route(String method, String path, Access access, Answer answer) {
    private static final String VARIABLE = "{id}";

    /// Who may take a route.
    enum Access {
        /// Whoever may read.
        READ,
        /// Only who holds the token.
        CHANGE,
        /// Anybody: the route itself asks for the token.
        ENTER
    }

    interface Answer {
        Reply to(Question question) throws Question.Malformed;
    }

    /// The variable part of the path, which may be empty; nothing where it is another path.
    Optional<String> match(String asked) {
        int at = path.indexOf(VARIABLE);
        if (at < 0) {
            return path.equals(asked) ? Optional.of("") : Optional.empty();
        }
        String before = path.substring(0, at);
        String after = path.substring(at + VARIABLE.length());
        boolean fits =
                asked.length() > before.length() + after.length() && asked.startsWith(before) && asked.endsWith(after);
        return Optional.of(asked)
                .filter(text -> fits)
                .map(text -> text.substring(before.length(), text.length() - after.length()))
                .filter(id -> !id.contains("/"));
    }
}
