package dev.domovoi.app.scoring;

import java.util.ArrayList;
import java.util.List;

/// What was wrong with the rows of one file; the first few in words, the others counted.
final class Troubles {
    private static final int TOLD = 5;

    private final String file;
    private final List<String> told = new ArrayList<>();
    private long count;
    private long withoutValue;

    Troubles(String file) {
        this.file = file;
    }

    void at(long line, String why) {
        count++;
        if (told.size() < TOLD) {
            told.add(file + ":" + line + ": " + why + "; passed through unjudged");
        }
    }

    void withoutValue() {
        withoutValue++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(told);
        if (count > told.size()) {
            lines.add(file + ": " + (count - told.size()) + " more rows passed through unjudged");
        }
        if (withoutValue > 0) {
            lines.add(file + ": " + withoutValue + " rows without a value passed through");
        }
        return lines;
    }
}
