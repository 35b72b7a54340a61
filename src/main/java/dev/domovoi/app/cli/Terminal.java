package dev.domovoi.app.cli;

import java.io.Console;

/// Whether a person looks at what is printed.
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // as of JDK 25 it does again where standard output is no terminal
    static boolean isAtHand() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
