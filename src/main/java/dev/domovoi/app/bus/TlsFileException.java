package dev.domovoi.app.bus;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A certificate or key file that cannot be used; the message names the file and says why.
public final class TlsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsFileException(String key, Path file, String why, @Nullable Throwable cause) {
        super(key + " " + file + ": " + why, cause);
    }
}
