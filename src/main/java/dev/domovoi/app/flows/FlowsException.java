package dev.domovoi.app.flows;

import java.io.EOFException;
import java.io.IOException;

/// Traffic that cannot be read: which file, where, and why.
public final class FlowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FlowsException(String message) {
        super(message);
    }

    /// What cannot be read on from a line of a file.
    static FlowsException at(String file, long line, IOException reason) {
        String why = reason instanceof EOFException
                ? "expected more, but the file ends"
                : String.valueOf(reason.getMessage());
        return new FlowsException(file + ":" + line + ": " + why);
    }
}
