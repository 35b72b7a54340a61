package dev.domovoi.observe.power;

import java.util.Optional;

/// Where a topic stands in ESPHome's layout, `<prefix>/<component>/<object id>/state`; the prefix may have slashes.
record EspHomeTopic(String prefix, String component, String objectId, boolean isCommand) {
    private static final int PREFIX_LEVELS_SUBSCRIBED = 2;

    /// Only sensors and switches are told apart by their place; other components say nothing that we keep.
    static Optional<EspHomeTopic> of(String topic) {
        int last = topic.lastIndexOf('/');
        int id = topic.lastIndexOf('/', last - 1);
        int component = topic.lastIndexOf('/', id - 1);
        if (last <= 0 || id <= 0 || component <= 0 || id + 1 == last) {
            return Optional.empty();
        }
        String kind = topic.substring(component + 1, id);
        String end = topic.substring(last + 1);
        boolean isKnown =
                (kind.equals("sensor") || kind.equals("switch")) && (end.equals("state") || end.equals("command"));
        return isKnown
                ? Optional.of(new EspHomeTopic(
                        topic.substring(0, component), kind, topic.substring(id + 1, last), end.equals("command")))
                : Optional.empty();
    }

    boolean isSwitch() {
        return component.equals("switch");
    }

    /// Whether the filters that every home subscribes to do not reach so deep.
    boolean isDeep() {
        return prefix.chars().filter(c -> c == '/').count() >= PREFIX_LEVELS_SUBSCRIBED;
    }
}
