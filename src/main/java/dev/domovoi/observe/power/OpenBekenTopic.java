package dev.domovoi.observe.power;

import java.util.Optional;

/// Where a topic stands in OpenBeken's layout: `<id>/<name>/get`, or `<id>/<name>` for what is told of the device
/// itself.
record OpenBekenTopic(String id, String name) {
    private static final String GET = "/get";

    /// A value: its topic ends with `/get`.
    static Optional<OpenBekenTopic> ofValue(String topic) {
        return topic.endsWith(GET) ? ofWord(topic.substring(0, topic.length() - GET.length())) : Optional.empty();
    }

    static Optional<OpenBekenTopic> ofWord(String topic) {
        int slash = topic.lastIndexOf('/');
        return slash > 0 && slash + 1 < topic.length()
                ? Optional.of(new OpenBekenTopic(topic.substring(0, slash), topic.substring(slash + 1)))
                : Optional.empty();
    }

    String key() {
        return id + "/" + name;
    }
}
