package dev.domovoi.app.scoring;

/// A wish or an input that cannot be scored: which file, where, and why.
public final class ScoringException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScoringException(String message) {
        super(message);
    }
}
