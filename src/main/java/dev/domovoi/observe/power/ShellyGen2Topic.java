package dev.domovoi.observe.power;

/// Where a topic stands in the layout of later-generation Shellys; the prefix before it is free text with slashes.
sealed interface ShellyGen2Topic {
    String prefix();

    record Status(String prefix, String component) implements ShellyGen2Topic {}

    record Events(String prefix) implements ShellyGen2Topic {}

    record Online(String prefix) implements ShellyGen2Topic {}

    /// A request to the prefix or an answer to it.
    record Rpc(String prefix) implements ShellyGen2Topic {}

    /// A command to the device, or its complaint about one.
    record Control(String prefix) implements ShellyGen2Topic {}

    record Elsewhere(String prefix) implements ShellyGen2Topic {}

    static ShellyGen2Topic of(String topic) {
        int slash = topic.lastIndexOf('/');
        if (slash <= 0) {
            return new Elsewhere(topic);
        }
        String before = topic.substring(0, slash);
        String last = topic.substring(slash + 1);
        if (last.equals("rpc")) {
            return before.endsWith("/events") ? new Events(without(before, "/events")) : new Rpc(before);
        }
        if (before.endsWith("/status")) {
            return new Status(without(before, "/status"), last);
        }
        if (before.endsWith("/command")) {
            return new Control(without(before, "/command"));
        }
        if (before.endsWith("/error")) {
            return new Control(without(before, "/error"));
        }
        return switch (last) {
            case "online" -> new Online(before);
            case "command" -> new Control(before);
            default -> new Elsewhere(topic);
        };
    }

    private static String without(String text, String end) {
        return text.substring(0, text.length() - end.length());
    }
}
