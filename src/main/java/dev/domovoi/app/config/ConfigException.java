package dev.domovoi.app.config;

/// A configuration that cannot be used: which file or variable, which line, what was expected and what came.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String place, String reason) {
        super(place + ": " + reason);
    }
}
