package dev.domovoi.app.config;

import java.util.List;

/// One value as written: its path, the same path with `[]` for list positions, its text, and where it stands.
record Setting(List<String> path, List<String> pattern, String text, String place, boolean isFromFile) {
    String name() {
        return name(path);
    }

    static String name(List<String> path) {
        return String.join(".", path).replace(".[", "[");
    }
}
