package dev.domovoi.app.cli;

/// Whether a person watches.
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // as of JDK 25 it does again where standard output is no terminal
    static boolean isWatched() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }
}
