package dev.domovoi.decide;

/// What a load looks like by its own past, beside what the household says hangs on its plug. The later ones weigh more
/// where a plug has several.
public enum Looks {
    /// Too little is known of it.
    UNKNOWN,
    /// It may well be what was declared.
    AS_DECLARED,
    /// By what it draws it can hardly be what hung there in the days before.
    OTHERWISE,
    /// It cycles as a fridge or freezer does, and nobody said that this one may be cut.
    LIKE_A_FRIDGE;

    boolean areDoubtful() {
        return switch (this) {
            case UNKNOWN, AS_DECLARED -> false;
            case OTHERWISE, LIKE_A_FRIDGE -> true;
        };
    }
}
