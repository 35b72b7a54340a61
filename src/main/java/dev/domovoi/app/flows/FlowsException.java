package dev.domovoi.app.flows;

/// Traffic that cannot be read: which file, where, and why.
public final class FlowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FlowsException(String message) {
        super(message);
    }
}
