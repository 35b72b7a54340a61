package dev.domovoi.app.store;

/// The store could not be read or written: which file, what was tried, why, and what to do.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    StoreException(String message) {
        super(message);
    }
}
