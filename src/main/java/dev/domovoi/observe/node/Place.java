package dev.domovoi.observe.node;

import java.util.Arrays;
import java.util.List;

/// Where files of one kind are below a node's root: an absolute path, in each level of which one `*` may stand for
/// any characters.
public record Place(List<Level> levels) {
    /// The most that a level with a `*` stands for; a node with more disks or sensors shows the first of them.
    public static final int MAX_MATCHES = 16;

    public Place {
        levels = List.copyOf(levels);
    }

    static Place of(String pattern) {
        return new Place(Arrays.stream(pattern.substring(1).split("/", -1))
                .map(Level::new)
                .toList());
    }

    boolean fits(String path) {
        String[] names = path.split("/", -1);
        if (names.length != levels.size() + 1 || !names[0].isEmpty()) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (!levels.get(i).fits(names[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /// One level of the path.
    public record Level(String pattern) {
        public boolean isFixed() {
            return pattern.indexOf('*') < 0;
        }

        public boolean fits(String name) {
            if (isFixed()) {
                return pattern.equals(name);
            }
            int star = pattern.indexOf('*');
            String end = pattern.substring(star + 1);
            return name.length() >= pattern.length() - 1
                    && name.startsWith(pattern.substring(0, star))
                    && name.endsWith(end);
        }
    }
}
