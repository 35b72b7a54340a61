package dev.domovoi.observe.generic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A topic filter in which `{device}` may stand for one level, the device's name.
public record TopicPattern(List<String> levels) {
    private static final String DEVICE = "{device}";
    private static final int MAX_CHARS = 500;
    private static final int MAX_LEVELS = 30;

    public TopicPattern {
        levels = List.copyOf(levels);
    }

    /// Reads `plugs/{device}/state`; throws [IllegalArgumentException] with what it expected for anything else.
    public static TopicPattern parse(String text) {
        List<String> levels = List.of(text.split("/", MAX_LEVELS + 1));
        long devices = levels.stream().filter(DEVICE::equals).count();
        int hash = levels.indexOf("#");
        boolean isWhole = levels.stream().allMatch(level -> isWildcard(level) || isPlain(level));
        boolean saysWhere = levels.stream().anyMatch(level -> isPlain(level) && !level.isEmpty());
        boolean isSound = text.length() <= MAX_CHARS
                && levels.size() <= MAX_LEVELS
                && devices <= 1
                && (hash < 0 || hash == levels.size() - 1);
        if (!isSound || !isWhole || !saysWhere) {
            throw new IllegalArgumentException("an MQTT topic filter such as plugs/{device}/state, with {device} as one"
                    + " whole level at most once, and at least one level in plain words");
        }
        return new TopicPattern(levels);
    }

    public boolean namesDevice() {
        return levels.contains(DEVICE);
    }

    /// Whether it is a topic but for the device: one to publish to.
    public boolean isTopic() {
        return levels.stream().noneMatch(level -> level.equals("+") || level.equals("#"));
    }

    public String filter() {
        return with("+");
    }

    public String with(String device) {
        return String.join("/", levels).replace(DEVICE, device);
    }

    /// The device's name in a topic that fits, empty where the pattern names none; nothing where the topic does not
    /// fit.
    public Optional<String> match(String topic) {
        List<String> own = Arrays.asList(topic.split("/", MAX_LEVELS + 1));
        boolean isOpen = levels.getLast().equals("#");
        int fixed = isOpen ? levels.size() - 1 : levels.size();
        if (isOpen ? own.size() < fixed : own.size() != fixed) {
            return Optional.empty();
        }
        String device = "";
        for (int i = 0; i < fixed; i++) {
            String level = levels.get(i);
            if (level.equals(DEVICE)) {
                device = own.get(i);
            } else if (!level.equals("+") && !level.equals(own.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(device);
    }

    private static boolean isWildcard(String level) {
        return level.equals("+") || level.equals("#") || level.equals(DEVICE);
    }

    private static boolean isPlain(String level) {
        return level.chars().noneMatch(c -> c == '+' || c == '#' || c == '{' || c == '}' || Character.isISOControl(c));
    }
}
