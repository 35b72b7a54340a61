package dev.domovoi.observe.node;

import java.util.List;

/// One of the kernel's small files on a node: its path below the node's root, and the text that was read there.
public record NodeFile(String path, String text) {
    /// The most of a file that is read; of a longer one, such as a large mount table, only the beginning is known.
    public static final int MAX_BYTES = 64 * 1024;

    /// One level of the path: 0 is the file's own name, 1 the folder it is in, and so on; empty beyond the root.
    String level(int up) {
        String[] levels = path.split("/", -1);
        return up < levels.length ? levels[levels.length - 1 - up] : "";
    }

    String trimmed() {
        return text.trim();
    }

    /// The text between blanks; one empty word where there is none.
    List<String> words() {
        return List.of(trimmed().split("\\s+", -1));
    }
}
