package dev.domovoi.app.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// The store could not be read or written: which file, what was tried, why, and what to do.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// SQLite's code without the detail in its upper bits.
    private static final int PRIMARY_CODE = 0xff;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreException of(Path file, String what, SQLException cause) {
        return new StoreException(
                "cannot " + what + " in " + file.toAbsolutePath() + ": " + cause.getMessage() + "; " + remedy(cause),
                cause);
    }

    static SQLiteErrorCode codeOf(SQLException cause) {
        return SQLiteErrorCode.getErrorCode(cause.getErrorCode() & PRIMARY_CODE);
    }

    private static String remedy(SQLException cause) {
        return switch (codeOf(cause)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another Domovoi is using it: stop that one, or give this one a state.dir of its own";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "the file is damaged: restore a backup, or move it away to start anew";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "set state.dir to a directory that may be written";
            case SQLITE_FULL -> "make room on the disk";
            default -> "check the disk that state.dir is on";
        };
    }
}
