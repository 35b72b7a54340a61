package dev.domovoi.decide.rule;

import java.util.Locale;

/// How two values compare. Numbers have an order; truths and words are one or are not.
public enum Relation {
    ABOVE,
    BELOW,
    AT_LEAST,
    AT_MOST,
    IS,
    IS_NOT;

    /// The word in rule files.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOrder() {
        return this != IS && this != IS_NOT;
    }

    boolean holds(double left, double right) {
        return switch (this) {
            case ABOVE -> left > right;
            case BELOW -> left < right;
            case AT_LEAST -> left >= right;
            case AT_MOST -> left <= right;
            case IS -> left == right;
            case IS_NOT -> left != right;
        };
    }
}
