package dev.domovoi.app.cli;

/// Input that cannot be used: which file, where, and why.
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
