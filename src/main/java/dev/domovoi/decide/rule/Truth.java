package dev.domovoi.decide.rule;

/// Three-valued truth (Kleene's strong logic): what rests on a value that is not known is not known either, unless the
/// rest settles it. Only [#TRUE] lets a rule begin.
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean claim) {
        return claim ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
