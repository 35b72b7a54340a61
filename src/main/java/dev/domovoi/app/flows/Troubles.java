package dev.domovoi.app.flows;

import java.io.PrintWriter;

/// Lines that could not be read: the first few are told, the others counted.
final class Troubles {
    private static final int TOLD = 5;

    private final PrintWriter told;
    private long count;

    Troubles(PrintWriter told) {
        this.told = told;
    }

    void at(String file, long line, String why) {
        count++;
        if (count <= TOLD) {
            told.println("domovoi: " + file + ":" + line + ": " + why + "; left out");
        }
    }

    /// Says how many more there were.
    void end() {
        if (count > TOLD) {
            told.println("domovoi: " + (count - TOLD) + " more lines left out");
        }
        told.flush();
    }

    boolean isEmpty() {
        return count == 0;
    }
}
